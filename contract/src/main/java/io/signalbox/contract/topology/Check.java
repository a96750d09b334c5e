package io.signalbox.contract.topology;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a probe does on the wire. A new connection each time. */
public sealed interface Check {

    /** 1 to 65535. */
    int port();

    /** How TLS begins; null for a plain connection, and for what says otherwise. */
    default @Nullable Tls tls() {
        return null;
    }

    /**
     * An HTTP/1.1 request.
     *
     * @param secure whether over TLS; the certificate is verified against the name of {@code tls}
     * @param host for the Host header and the server name; the service's hostname unless said otherwise
     * @param statuses what is accepted, ranges of codes; never empty
     * @param bodyContains must occur in the first {@link #BODY_LIMIT} bytes; empty for no check
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
            @Nullable Tls tls)
            implements Check {

        /** How much of a response's body is read, in bytes. */
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
                String bodyContains) {
            this(
                    method,
                    path,
                    port,
                    secure,
                    host,
                    headers,
                    statuses,
                    bodyContains,
                    secure ? new Tls(host, Tls.Files.NONE, List.of()) : null);
        }

        /** Without the headers' values, which may be secrets. */
        @Override
        public String toString() {
            return "Http[" + method + " " + (secure ? "https" : "http") + "://" + host + ":" + port + path
                    + ", headers=" + headers.keySet() + ", statuses=" + statuses + "]";
        }

        public boolean accepts(int status) {
            return statuses.stream().anyMatch(range -> range.from() <= status && status <= range.to());
        }
    }

    /**
     * A connection that is accepted, and where asked a few words on it.
     *
     * @param send one character for each byte; empty to send nothing
     * @param expect the same; must occur in the first {@link #ANSWER_LIMIT} bytes of the answer, empty for no check
     */
    record Tcp(int port, @Nullable Tls tls, String send, String expect) implements Check {

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
    record Handshake(int port, Tls tls, int warnDays, int failDays) implements Check {}

    /** A PING of Redis that is answered. @param role that the server must have; null for any */
    record Redis(
            int port,
            @Nullable Tls tls,
            Login login,
            @Nullable Role role) implements Check {

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
            @Nullable Access access) implements Check {}

    /** A server of MySQL or MariaDB that speaks, or with a login one that logs in. @param access as for PostgreSQL */
    record Mysql(
            int port,
            @Nullable Tls tls,
            Login login,
            @Nullable Access access) implements Check {}

    /** A connection to a broker of MQTT 3.1.1 that is accepted. @param clientId what every probe's own id begins with */
    record Mqtt(int port, @Nullable Tls tls, Login login, String clientId) implements Check {}

    /** A WebSocket that opens. @param host for the Host header @param ping whether a ping must be answered, too */
    record WebSocket(int port, @Nullable Tls tls, String host, String path, Map<String, String> headers, boolean ping)
            implements Check {

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

    /** Both ends included. */
    record StatusRange(int from, int to) {}
}
