package io.signalbox.contract.topology;

import java.util.List;
import java.util.Map;

/** What a probe does on the wire. A new connection each time. */
public sealed interface Check {

    /** 1 to 65535. */
    int port();

    /**
     * An HTTP/1.1 request.
     *
     * @param secure whether over TLS; the certificate is verified against {@code host}
     * @param host for the Host header and the server name; the service's hostname unless said otherwise
     * @param statuses what is accepted, ranges of codes; never empty
     * @param bodyContains must occur in the first {@link #BODY_LIMIT} bytes; empty for no check
     */
    record Http(
            String method,
            String path,
            int port,
            boolean secure,
            String host,
            Map<String, String> headers,
            List<StatusRange> statuses,
            String bodyContains)
            implements Check {

        /** How much of a response's body is read, in bytes. */
        public static final int BODY_LIMIT = 65_536;

        public Http {
            headers = Map.copyOf(headers);
            statuses = List.copyOf(statuses);
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

    /** A TCP connection that is accepted. */
    record Tcp(int port) implements Check {}

    /** Both ends included. */
    record StatusRange(int from, int to) {}
}
