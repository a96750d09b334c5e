package io.signalbox.contract.topology.check;

import io.signalbox.contract.name.ProbeName;
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

    /** How TLS begins; null for a plain connection, and for what says otherwise. */
    default @Nullable Tls tls() {
        return null;
    }

    /**
     * An HTTP request.
     *
     * @param secure whether over TLS; the certificate is verified against the server name
     * @param host for the Host header and, unless told otherwise, the server name; the service's hostname unless said
     *     otherwise
     * @param statuses what is accepted, ranges of codes; never empty
     * @param bodyContains must occur in the first bytes of the body, as many as its limit; empty for no check
     * @param tls null exactly when not secure
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
            @Nullable Tls tls,
            HttpDetails details)
            implements OneConnection {

        /** How much of a response's body is read unless said otherwise, in bytes. */
        public static final int BODY_LIMIT = 65_536;

        public Http {
            headers = Map.copyOf(headers);
            statuses = List.copyOf(statuses);
        }

        /** With nothing special about TLS. */
        public Http(
                String method,
                String path,
                int port,
                boolean secure,
                String host,
                Map<String, String> headers,
                List<StatusRange> statuses,
                String bodyContains,
                HttpDetails details) {
            this(
                    method,
                    path,
                    port,
                    secure,
                    host,
                    headers,
                    statuses,
                    bodyContains,
                    secure ? new Tls(details.serverName(host), Tls.Files.NONE, List.of()) : null,
                    details);
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
            return details.serverName(host);
        }
    }

    /**
     * A connection that is accepted, and where asked a few words on it.
     *
     * @param send one character for each byte; empty to send nothing
     * @param expect the same; must occur in the first {@link #ANSWER_LIMIT} bytes of the answer, empty for no check
     */
    record Tcp(int port, @Nullable Tls tls, String send, String expect) implements OneConnection {

        /** How much of an answer is read, in bytes. */
        public static final int ANSWER_LIMIT = 4_096;

        public Tcp(int port) {
            this(port, null, "", "");
        }

        /** Without what is said, which may be a secret. */
        @Override
        public String toString() {
            return "Tcp[" + port + ", tls=" + tls + "]";
        }
    }

    /**
     * A TLS handshake and nothing more.
     *
     * @param warnDays a certificate that ends within so many days is told of; 0 for never
     * @param failDays one that ends within so many days is a failure; 0 for only when it has ended
     */
    record Handshake(int port, Tls tls, int warnDays, int failDays) implements OneConnection {}

    /** A PING of Redis that is answered. @param role that the server must have; null for any */
    record Redis(
            int port,
            @Nullable Tls tls,
            Login login,
            @Nullable Role role) implements OneConnection {

        /** What a server of Redis is to others. */
        public enum Role {
            MASTER,
            REPLICA
        }
    }

    /**
     * A server of PostgreSQL that speaks, or with a login one that logs in.
     *
     * @param database that is logged in to
     * @param access that it must give; null for any
     */
    record Postgres(
            int port,
            @Nullable Tls tls,
            Login login,
            String database,
            @Nullable Access access) implements OneConnection {}

    /** A server of MySQL or MariaDB that speaks, or with a login one that logs in. @param access as for PostgreSQL */
    record Mysql(
            int port,
            @Nullable Tls tls,
            Login login,
            @Nullable Access access) implements OneConnection {}

    /** A connection to a broker of MQTT 3.1.1 that is accepted. @param clientId what every probe's own id begins with */
    record Mqtt(int port, @Nullable Tls tls, Login login, String clientId) implements OneConnection {}

    /** A WebSocket that opens. @param host for the Host header @param ping whether a ping must be answered, too */
    record WebSocket(int port, @Nullable Tls tls, String host, String path, Map<String, String> headers, boolean ping)
            implements OneConnection {

        public WebSocket {
            headers = Map.copyOf(headers);
        }

        /** Without the headers' values, which may be secrets. */
        @Override
        public String toString() {
            return "WebSocket[" + host + ":" + port + path + ", tls=" + tls + ", headers=" + headers.keySet() + "]";
        }
    }

    /** What a database lets its users do. */
    enum Access {
        WRITABLE,
        READ_ONLY
    }

    /** Who a probe is to a server. Both are empty for nobody, and the password where there is none. */
    record Login(String user, String password) {

        public static final Login NONE = new Login("", "");

        /** Without the password. */
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /**
     * The health service of gRPC, {@code grpc.health.v1.Health/Check}.
     *
     * @param secure whether over TLS; the certificate is verified against {@code serverName}
     * @param host for the authority
     * @param service whose health is asked for; empty for that of the whole server
     * @param files whom it trusts and what it shows, where secure
     */
    record Grpc(int port, boolean secure, String host, String serverName, String service, Tls.Files files)
            implements OneConnection {

        /** With nothing special about TLS. */
        public Grpc(int port, boolean secure, String host, String serverName, String service) {
            this(port, secure, host, serverName, service, Tls.Files.NONE);
        }

        @Override
        public @Nullable Tls tls() {
            return secure ? new Tls(serverName, files, List.of()) : null;
        }
    }

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
     * @param tls null for a plain connection; its server name is empty, since certificates are verified against the name of each
     *     broker
     * @param topic whose partitions must have leaders; null for none
     * @param minInSync how many replicas of each partition must be in sync; at least 1
     */
    record Kafka(int port, @Nullable Tls tls, @Nullable String topic, int minInSync) implements OneConnection {}

    /** Both ends included. */
    record StatusRange(int from, int to) {}
}
