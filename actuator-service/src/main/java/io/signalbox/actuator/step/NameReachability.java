package io.signalbox.actuator.step;

import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.NameProbe;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.Through;
import io.signalbox.contract.topology.Dns;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tries the service at the addresses that the name servers answer. */
public final class NameReachability {

    private static final Duration LEAST = Duration.ofMillis(300);

    private final AuthoritativeServers servers;
    private final NameProbe probe;

    public NameReachability(AuthoritativeServers servers, NameProbe probe) {
        this.servers = servers;
        this.probe = probe;
    }

    /** The queries for the name's addresses; an alias is answered with the addresses of its target. */
    static List<Question> questions(StepArguments.DnsSwitch wanted) {
        return wanted.create().stream()
                .filter(record -> record.serves())
                .map(record -> new Question(record.name(), record.type()))
                .distinct()
                .toList();
    }

    /**
     * Why the service is not reached; empty when it is.
     *
     * @param replies to the queries
     * @param end of {@link System#nanoTime}
     */
    Optional<String> objection(StepArguments.DnsSwitch wanted, Through through, List<Replies> replies, long end) {
        List<String> places = values(replies, questions(wanted)).stream()
                .flatMap(place -> resolved(wanted, place, end).stream())
                .distinct()
                .toList();
        Duration left = Deadline.left(end);
        return left.compareTo(LEAST) < 0
                ? Optional.of("all name servers answer; no time was left to try the name")
                : probe.objection(wanted.hostname(), places, through, left)
                        .map(why -> "all name servers answer; through the name: " + why);
    }

    /** A name of the same zone may be known to the zone's servers only, or be stale at other resolvers. */
    private List<String> resolved(StepArguments.DnsSwitch wanted, String place, long end) {
        if (!place.endsWith("." + near(wanted)) || Deadline.left(end).compareTo(AuthoritativeServers.LIMIT) < 0) {
            return List.of(place);
        }
        List<Question> questions = List.of(new Question(place, RecordType.A), new Question(place, RecordType.AAAA));
        List<String> addresses = values(servers.ask(wanted.zone(), questions), questions);
        return addresses.isEmpty() ? List.of(place) : addresses;
    }

    /** A domain in the zone. */
    private static String near(StepArguments.DnsSwitch wanted) {
        String hostname = wanted.hostname();
        return Dns.isZoneId(wanted.zone()) ? hostname.substring(hostname.indexOf('.') + 1) : wanted.zone();
    }

    private static List<String> values(List<Replies> replies, List<Question> questions) {
        return questions.stream()
                .flatMap(question -> replies.stream()
                        .flatMap(server -> server.replies().get(question) instanceof Answered(List<String> values)
                                ? values.stream()
                                : Stream.empty()))
                .distinct()
                .toList();
    }
}
