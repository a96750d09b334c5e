package io.signalbox.contract.topology;

import io.signalbox.contract.ProbeName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a probe does to find out how a site is. */
public sealed interface Check {

    /** What is found out on one connection to the site, a new one each time. */
    sealed interface OneConnection extends Check {

        /** 1 to 65535. */
        int port();
    }

    /**
     * An HTTP request.
     *
     * @param secure whether over TLS; the certificate is verified against the server name
     * @param host for the Host header and, unless told otherwise, the server name; the service's hostname unless said
     *     otherwise
     * @param statuses what is accepted, ranges of codes; never empty
     * @param bodyContains must occur in the first bytes of the body, as many as its limit; empty for no check
     * @param details what else is asked and expected
     */
    record Http(
            String method,
            String path,
            int port,
            boolean secure,
            String host,
            Map<String, String> headers,
            List<StatusRange> statuses,
            String bodyContains,
            HttpDetails details)
            implements OneConnection {

        /** How much of a response's body is read unless said otherwise, in bytes. */
        public static final int BODY_LIMIT = 65_536;

        public Http {
            headers = Map.copyOf(headers);
            statuses = List.copyOf(statuses);
        }

        public Http(
                String method,
                String path,
                int port,
                boolean secure,
                String host,
                Map<String, String> headers,
                List<StatusRange> statuses,
                String bodyContains) {
            this(method, path, port, secure, host, headers, statuses, bodyContains, HttpDetails.NONE);
        }

        /** Without the headers' values and the body, which may be secrets. */
        @Override
        public String toString() {
            return "Http[" + method + " " + (secure ? "https" : "http") + "://" + host + ":" + port + path
                    + ", headers=" + headers.keySet() + ", statuses=" + statuses + "]";
        }

        public boolean accepts(int status) {
            return statuses.stream().anyMatch(range -> range.from() <= status && status <= range.to());
        }

        /** The name that the certificate must bear. */
        public String serverName() {
            String other = details.serverName();
            return other == null ? host : other;
        }
    }

    /** A TCP connection that is accepted. */
    record Tcp(int port) implements OneConnection {}

    /**
     * The health service of gRPC, {@code grpc.health.v1.Health/Check}.
     *
     * @param secure whether over TLS; the certificate is verified against {@code serverName}
     * @param host for the authority
     * @param service whose health is asked for; empty for that of the whole server
     */
    record Grpc(int port, boolean secure, String host, String serverName, String service) implements OneConnection {}

    /**
     * What a name server answers.
     *
     * @param resolver who is asked; null for the system's own
     * @param answers what must be among the records of the type, each as the type writes it; empty for anything
     * @param exact whether there may be no others
     * @param recursion whether the server is to ask on
     */
    record Dns(
            @Nullable Reference resolver,
            String name,
            DnsType type,
            List<String> answers,
            boolean exact,
            boolean recursion)
            implements Check {

        public Dns {
            answers = List.copyOf(answers);
        }
    }

    /** The types of records that can be asked for. */
    enum DnsType {
        A,
        AAAA,
        CNAME,
        TXT
    }

    /** A client that says by itself, again and again, that it is well. @param timeout how long it may be silent */
    record Heartbeat(Duration timeout) implements Check {}

    /**
     * Other probes of the same site, as this vantage has them.
     *
     * @param of their names; none is calculated itself
     * @param atLeast how many must pass, 1 to as many as there are
     */
    record Calculated(List<ProbeName> of, int atLeast) implements Check {

        public Calculated {
            of = List.copyOf(of);
        }
    }

    /**
     * The state of an alarm of Amazon CloudWatch.
     *
     * @param name of a metric or composite alarm
     * @param insufficientDataFails whether INSUFFICIENT_DATA is a failure, or says nothing
     */
    record CloudWatchAlarm(String region, String name, boolean insufficientDataFails) implements Check {}

    /**
     * What a Kafka broker knows of its cluster.
     *
     * @param secure whether over TLS; certificates are verified against the names of the brokers
     * @param topic whose partitions must have leaders; null for none
     * @param minInSync how many replicas of each partition must be in sync; at least 1
     */
    record Kafka(int port, boolean secure, @Nullable String topic, int minInSync) implements OneConnection {}

    /** Both ends included. */
    record StatusRange(int from, int to) {}
}
