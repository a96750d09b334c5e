package io.signalbox.sandbox.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.AccessPolicy;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.contract.topology.needs.IamPolicy;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.sandbox.iam.Policy;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.sts.Sts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives each process of a world the policy that {@code make iam} writes for its topology, and nothing more. */
final class Permissions {

    /** Each run has its own, so that a text in which it stands is found. */
    static final String SECRET = Operator.random();

    static final String BOOTSTRAP = "AKID-bootstrap";
    static final String ADMINISTRATOR = "AKID-administrator";

    private static final String EVERYTHING = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""";

    private static final Map<String, String> SETTINGS =
            Map.of("SIGNALBOX_DRIFT_CLOUDTRAIL", "true", "AWS_ROLE_ARN", Roles.ACTUATOR.arn());

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Identities identities;
    private final Sts sts;
    private final List<String> actuators = new ArrayList<>();
    private final List<String> probers = new ArrayList<>();

    Permissions(Identities identities, Sts sts, WorldPlan plan) {
        this.identities = identities;
        this.sts = sts;
        for (CellName cell : plan.cells()) {
            for (int number = 1; number <= plan.actuators(); number++) {
                actuators.add(ServiceFactory.accessKey(cell, number));
            }
        }
        WorldLayout.VANTAGES.forEach(vantage -> probers.add(ServiceFactory.accessKey(vantage)));
        actuators.forEach(key -> identities.addUserWithSecret(key, SECRET));
        probers.forEach(key -> identities.addUserWithSecret(key, SECRET));
        identities.addUserWithSecret(BOOTSTRAP, SECRET);
        identities.addUserWithSecret(ADMINISTRATOR, SECRET);
        attach(ADMINISTRATOR, Policy.read(EVERYTHING));
    }

    /** Called before the services can read the file. A file that they refuse changes no policy. */
    void replaced(String module, Path file) {
        switch (module) {
            case "actuator-service" -> topology(file).ifPresent(this::attachActuators);
            case "probe-service" -> topology(file).ifPresent(this::attachProbers);
            default -> {}
        }
    }

    /** What probers needed before is not taken away: they read the file later, and ask until then. */
    private void attachProbers(Topology topology) {
        if (!AccessPolicy.of(topology, Holder.PROBE, false).isEmpty()) {
            probers.forEach(key -> attach(key, topology, Holder.PROBE));
        }
    }

    private void attachActuators(Topology topology) {
        if (topology.roles().isEmpty()) {
            actuators.forEach(key -> attach(key, topology, Holder.ACTUATOR));
        } else {
            attachRoles(topology);
        }
    }

    /** The actuators' own role has a policy, and each role that it assumes has a policy and a trust policy. */
    private void attachRoles(Topology topology) {
        try {
            JsonNode all = JSON.readTree(IamPolicy.of(topology, Holder.ACTUATOR, SETTINGS));
            identities
                    .policies()
                    .attach(
                            Roles.ACTUATOR.arn(),
                            Policy.read(all.path("actuator").toString()));
            all.path("roles").properties().forEach(role -> {
                identities
                        .policies()
                        .attach(
                                role.getKey(),
                                Policy.read(role.getValue().path("policy").toString()));
                sts.trust(role.getKey(), role.getValue().path("trust"));
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the policies of make iam are no JSON", e);
        }
    }

    void addAdministrator(String accessKey) {
        identities.addUserWithSecret(accessKey, SECRET);
        attach(accessKey, Policy.read(EVERYTHING));
    }

    void bootstraps(Path file) {
        topology(file).ifPresent(topology -> attach(BOOTSTRAP, topology, Holder.BOOTSTRAP));
    }

    private static Optional<Topology> topology(Path file) {
        try {
            return Optional.of(TopologySource.open(Optional.of(file), Map.of()).current());
        } catch (InvalidTopologyException _) {
            return Optional.empty();
        }
    }

    private void attach(String accessKey, Topology topology, Holder holder) {
        attach(accessKey, Policy.read(IamPolicy.of(topology, holder, SETTINGS)));
    }

    private void attach(String accessKey, Policy policy) {
        identities.policies().attach("arn:aws:iam::" + Identities.HOME + ":user/" + accessKey, policy);
    }
}
