package io.signalbox.actuator.app;

import io.signalbox.actuator.bootstrap.BootstrapRun;
import io.signalbox.actuator.bootstrap.CheckSpecs;
import io.signalbox.actuator.bootstrap.HealthChecks;
import io.signalbox.actuator.bootstrap.NameResource;
import io.signalbox.actuator.bootstrap.ResourceFinding;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.AuthoritativeServers.NotAnswered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.credentials.CallerIdentity;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at what a topology needs at its DNS provider: credentials, roles, zones, names and name servers. Changes nothing, and starts
 * nothing of the service.
 */
public final class Inspection {

    /** One finding of an inspection. @param todo what a person does; empty for nothing */
    public record Found(Level level, String about, String text, String todo) {}

    /** The severity of a finding. */
    public enum Level {
        OK,
        /** It works now, or it is not known whether it does. */
        WARNING,
        /** It does not work. */
        ERROR
    }

    private static final String GRANT = "grant what signalbox iam FILE bootstrap writes, and set the credentials";

    private final Topology topology;
    private final CommandSettings own;
    private final Map<String, String> environment;
    private final List<Found> found = new ArrayList<>();

    private Inspection(Topology topology, Map<String, String> environment) {
        this.topology = topology;
        this.own = new CommandSettings(environment);
        this.environment = environment;
    }

    /**
     * In the order in which things are needed.
     *
     * @param environment the service's settings
     * @throws IllegalArgumentException naming a setting, what was found and what is allowed
     */
    public static List<Found> of(Topology topology, Map<String, String> environment) {
        var inspection = new Inspection(topology, environment);
        try (var access = CommandAccess.open(inspection.own)) {
            inspection.look(access);
        }
        return List.copyOf(inspection.found);
    }

    private void look(CommandAccess access) {
        Optional<String> unsigned = access.unsigned(topology);
        unsigned.ifPresent(why -> add(Level.ERROR, "credentials", why, GRANT));
        if (unsigned.isPresent()) {
            return;
        }
        identities(access);
        var zones = access.zones(() -> topology, environment);
        new ZoneNotes(zones.provider(), access.delegation()).of(topology).forEach(this::zone);
        names(zones);
        servers(access, zones);
    }

    private void identities(CommandAccess access) {
        access.identities(topology)
                .forEach((name, identity) -> add(
                        identity instanceof CallerIdentity.Known ? Level.OK : Level.WARNING,
                        "identity " + name,
                        switch (identity) {
                            case CallerIdentity.Known(String account, String arn) -> arn + " of account " + account;
                            case CallerIdentity.Unknown(String reason) -> reason;
                        },
                        identity instanceof CallerIdentity.Known ? "" : "check the role, and its trust policy"));
    }

    /** A note that begins with an exclamation mark is about something that is wrong. */
    private void zone(String note) {
        boolean wrong = note.startsWith("! ");
        add(
                wrong ? Level.WARNING : Level.OK,
                "zone",
                wrong ? note.substring(2) : note,
                wrong ? "write the zone's own servers into its parent zone, or allow route53:GetHostedZone" : "");
    }

    private void names(CommandAccess.Zones zones) {
        var names = new NameResource(zones.provider(), zones::healthChecks, "doctor", false);
        var checks = new HealthChecks(
                zones::healthChecks,
                new CheckSpecs(
                        own.value(AwsClients.S3_ENDPOINT).map(URI::create).orElse(null)));
        new BootstrapRun(List.of(checks, names))
                .plan(
                        topology.services(),
                        result -> add(
                                level(result.finding().kind()),
                                "name " + result.service().hostname(),
                                result.finding().summary(),
                                todo(result.finding().kind())));
    }

    private static Level level(ResourceFinding.Kind kind) {
        return switch (kind) {
            case SAME -> Level.OK;
            case CREATE, ADOPT, CHANGE, GIVE_BACK, REFUSED -> Level.WARNING;
            case ERROR -> Level.ERROR;
        };
    }

    private static String todo(ResourceFinding.Kind kind) {
        return switch (kind) {
            case SAME -> "";
            case CREATE, ADOPT, CHANGE -> "signalbox bootstrap plan FILE shows it, apply FILE does it";
            case GIVE_BACK, REFUSED -> "look again when it is settled";
            case ERROR -> "docs/bootstrap.md says what each finding means";
        };
    }

    private void servers(CommandAccess access, CommandAccess.Zones zones) {
        AuthoritativeServers servers = access.servers(zones.provider());
        for (Service service : topology.services()) {
            var question = new Question(Fence.recordName(service.hostname()), RecordType.TXT);
            List<Replies> replies = servers.ask(service.dns().zone(), List.of(question));
            if (replies.isEmpty()) {
                add(
                        Level.ERROR,
                        "name servers of " + service.dns().zone(),
                        "none is known",
                        "check the zone, and this machine's resolver");
            }
            replies.forEach(server -> answered(service, server, question));
        }
    }

    private void answered(Service service, Replies server, Question question) {
        String about = "name server " + server.server() + " for " + service.hostname();
        switch (server.replies().get(question)) {
            case AuthoritativeServers.Answered _ -> add(Level.OK, about, "answers", "");
            case NotAnswered(String why) ->
                add(Level.ERROR, about, why, "allow DNS over UDP and TCP from here to this server");
            case null -> add(Level.ERROR, about, "no answer", "allow DNS over UDP and TCP from here to this server");
        }
    }

    private void add(Level level, String about, String text, String todo) {
        found.add(new Found(level, about, text, todo));
    }
}
