package io.signalbox.actuator.core;

import io.signalbox.contract.dns.RecordType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Queries a zone's authoritative name servers directly: clients get their answers. A private zone has no such server;
 * it is queried through the resolvers of its network.
 */
public interface AuthoritativeServers {

    /** The longest time that {@link #ask} blocks, however many servers are dead. */
    Duration LIMIT = Duration.ofSeconds(2);

    /**
     * Asks every server every question, in parallel.
     *
     * @return one entry per server with one answer per question; when the servers are not known, none, or one that says why
     */
    List<Replies> ask(String zone, List<Question> questions);

    /** @param name without the final dot */
    record Question(String name, RecordType type) {}

    /**
     * @param cached whether a resolver answers: its answers may be as old as their TTL, and come from another zone of the same
     *     name if its network does not have the private one
     */
    record Replies(String server, Map<Question, Reply> replies, boolean cached) {
        public Replies {
            replies = Map.copyOf(replies);
        }

        /** The replies of an authoritative server. */
        public Replies(String server, Map<Question, Reply> replies) {
            this(server, replies, false);
        }
    }

    static boolean areCached(List<Replies> servers) {
        return servers.stream().anyMatch(Replies::cached);
    }

    sealed interface Reply {}

    /** @param values of the records of the asked name and type; empty when there are none */
    record Answered(List<String> values) implements Reply {
        public Answered {
            values = List.copyOf(values);
        }
    }

    /** No answer, or one without authority. */
    record NotAnswered(String why) implements Reply {}
}
