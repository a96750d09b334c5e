package io.signalbox.contract.topology.check;

import io.signalbox.contract.name.ProbeName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The check of a probe: one record for each kind of check. */
public sealed interface Check {

    /** A check on one connection to the site; each probe opens a new one. */
    sealed interface OneConnection extends Check {

        /** 1 to 65535. */
        int port();
    }

    /** The key of this kind in the topology, which also names it to people. */
    default String kind() {
        return switch (this) {
            case Http _ -> "http";
            case Tcp _ -> "tcp";
            case Handshake _ -> "tls";
            case Redis _ -> "redis";
            case Postgres _ -> "postgres";
            case Mysql _ -> "mysql";
            case Mqtt _ -> "mqtt";
            case WebSocket _ -> "websocket";
            case Grpc _ -> "grpc";
            case Kafka _ -> "kafka";
            case Dns _ -> "dns";
            case Heartbeat _ -> "heartbeat";
            case Calculated _ -> "calculated";
            case CloudWatchAlarm _ -> "cloudwatch-alarm";
        };
    }

    /** TLS settings; null for plaintext, or when the kind of check has its own. */
    default @Nullable Tls tls() {
        return null;
    }

    /**
     * An HTTP request.
     *
     * @param secure whether TLS is used; the certificate is verified against the server name
     * @param host for the Host header and, by default, the server name; the service's hostname by default
     * @param statuses accepted ranges of codes; never empty
     * @param bodyContains must occur within the limit of the body; empty for no check
     * @param tls null exactly when not secure
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

        /** The default limit of a response's body, in bytes. */
        public static final int BODY_LIMIT = 65_536;

        public Http {
            headers = Map.copyOf(headers);
            statuses = List.copyOf(statuses);
        }

        /** With default TLS settings. */
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

        /** Without values of headers and the body, which may be secrets. */
        @Override
        public String toString() {
            return "Http[" + method + " " + (secure ? "https" : "http") + "://" + host + ":" + port + path
                    + ", headers=" + headers.keySet() + ", statuses=" + statuses + "]";
        }

        public boolean accepts(int status) {
            return statuses.stream().anyMatch(range -> range.from() <= status && status <= range.to());
        }

        /** The name that the certificate must have. */
        public String serverName() {
            return details.serverName(host);
        }
    }

    /**
     * A TCP connection, optionally with text sent and expected.
     *
     * @param send one character for each byte; empty to send nothing
     * @param expect the same; must occur in the first {@link #ANSWER_LIMIT} bytes of the answer; empty for no check
     */
    record Tcp(int port, @Nullable Tls tls, String send, String expect) implements OneConnection {

        /** The limit of an answer, in bytes. */
        public static final int ANSWER_LIMIT = 4_096;

        public Tcp(int port) {
            this(port, null, "", "");
        }

        /** Without the texts, which may be secrets. */
        @Override
        public String toString() {
            return "Tcp[" + port + ", tls=" + tls + "]";
        }
    }

    /**
     * A TLS handshake.
     *
     * @param warnDays a certificate that ends within so many days is reported; 0 for never
     * @param failDays one that ends within so many days is a failure; 0 for only when it has ended
     */
    record Handshake(int port, Tls tls, int warnDays, int failDays) implements OneConnection {}

    /** A PING to Redis. @param role that the server must have; null for any */
    record Redis(
            int port,
            @Nullable Tls tls,
            Credentials credentials,
            @Nullable Role role) implements OneConnection {

        /** The role of a Redis server. */
        public enum Role {
            MASTER,
            REPLICA
        }
    }

    /**
     * A PostgreSQL server: its greeting, or a login.
     *
     * @param database to log in to
     * @param access that it must give; null for any
     */
    record Postgres(
            int port,
            @Nullable Tls tls,
            Credentials credentials,
            String database,
            @Nullable Access access) implements OneConnection {}

    /** A MySQL or MariaDB server: its greeting, or a login. @param access as for PostgreSQL */
    record Mysql(
            int port,
            @Nullable Tls tls,
            Credentials credentials,
            @Nullable Access access) implements OneConnection {}

    /** A connection to an MQTT 3.1.1 broker. @param clientId the prefix of every probe's client id */
    record Mqtt(int port, @Nullable Tls tls, Credentials credentials, String clientId) implements OneConnection {}

    /**
     * Opens a WebSocket.
     *
     * @param host for the Host header
     * @param ping whether a ping must be answered too
     */
    record WebSocket(int port, @Nullable Tls tls, String host, String path, Map<String, String> headers, boolean ping)
            implements OneConnection {

        public WebSocket {
            headers = Map.copyOf(headers);
        }

        /** Without values of headers, which may be secrets. */
        @Override
        public String toString() {
            return "WebSocket[" + host + ":" + port + path + ", tls=" + tls + ", headers=" + headers.keySet() + "]";
        }
    }

    /** The access that a database gives. */
    enum Access {
        WRITABLE,
        READ_ONLY
    }

    /** Credentials. Both empty: anonymous. Empty password: none set. */
    record Credentials(String user, String password) {

        public static final Credentials NONE = new Credentials("", "");

        /** Without the password. */
        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }

    /**
     * The gRPC health service, {@code grpc.health.v1.Health/Check}.
     *
     * @param secure whether TLS is used; the certificate is verified against {@code serverName}
     * @param service whose health is checked; empty for the whole server
     * @param files trusted certificates and the client's own, when secure
     */
    record Grpc(int port, boolean secure, String host, String serverName, String service, Tls.Files files)
            implements OneConnection {

        @Override
        public @Nullable Tls tls() {
            return secure ? new Tls(serverName, files, List.of()) : null;
        }
    }

    /**
     * A DNS query.
     *
     * @param resolver to ask; null for the system's resolver
     * @param answers values that must be among the records, in the form of the type; empty for any answer
     * @param exact whether other values are a failure
     * @param recursion whether the server is asked to recurse
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

    /** The record types that can be queried. */
    enum DnsType {
        A,
        AAAA,
        CNAME,
        TXT
    }

    /** A heartbeat that a client sends. @param timeout how long it may be silent */
    record Heartbeat(Duration timeout) implements Check {}

    /**
     * Computed from other probes of the same site at this vantage.
     *
     * @param of their names; none is calculated itself
     * @param atLeast how many must pass, from 1 to all
     */
    record Calculated(List<ProbeName> of, int atLeast) implements Check {

        public Calculated {
            of = List.copyOf(of);
        }
    }

    /**
     * The state of an Amazon CloudWatch alarm.
     *
     * @param insufficientDataFails whether INSUFFICIENT_DATA is a failure, or no result
     */
    record CloudWatchAlarm(String region, String name, boolean insufficientDataFails) implements Check {}

    /**
     * The cluster metadata of a Kafka broker.
     *
     * @param tls null for plaintext; without a server name, since each broker has its own
     * @param topic whose partitions must have leaders; null for none
     * @param minInSync replicas of each partition that must be in sync; at least 1
     */
    record Kafka(int port, @Nullable Tls tls, @Nullable String topic, int minInSync) implements OneConnection {}

    /** Both ends included. */
    record StatusRange(int from, int to) {}
}
