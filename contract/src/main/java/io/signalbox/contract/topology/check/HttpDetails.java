package io.signalbox.contract.topology.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP check says and expects beyond the usual.
 *
 * @param version 1 for HTTP/1.1, 2 for HTTP/2
 * @param serverName the TLS server name where it is not the host; null for the host
 * @param body of the request; may be a secret
 * @param matches a regular expression that must be found in the body; null for no check
 * @param json what must stand in the body, by JSON pointer; the value as text
 * @param headers what the response's headers must say
 * @param redirects how far the check goes where it is sent
 * @param bodyLimit how much of a response's body is read, in bytes; 1 to {@link #LARGEST_BODY}
 * @param maxLatency an answer that comes later is a failure; null for any within the timeout
 */
public record HttpDetails(
        int version,
        @Nullable String serverName,
        String body,
        @Nullable String matches,
        Map<String, String> json,
        List<HeaderExpectation> headers,
        Redirects redirects,
        int bodyLimit,
        @Nullable Duration maxLatency) {

    /** A request without a body, and a response of which no more is asked. */
    public static final HttpDetails NONE =
            new HttpDetails(1, null, "", null, Map.of(), List.of(), Redirects.NONE, Check.Http.BODY_LIMIT, null);

    public static final int LARGEST_BODY = 1_048_576;

    public HttpDetails {
        json = Map.copyOf(json);
        headers = List.copyOf(headers);
    }

    /** The TLS server name of a check of this host. */
    public String serverName(String host) {
        return serverName == null ? host : serverName;
    }

    /** @param exact whether the value must be this text, or only contain it */
    public record HeaderExpectation(String name, String text, boolean exact) {

        /** Without the text, which may be a secret. */
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * How far a check goes where it is sent.
     *
     * @param most how many redirects are followed; 0 for none
     * @param allowHosts where it may go besides the check's own host
     */
    public record Redirects(int most, List<String> allowHosts) {

        public static final Redirects NONE = new Redirects(0, List.of());

        public Redirects {
            allowHosts = List.copyOf(allowHosts);
        }
    }

    /** Without the texts, which may be secrets. */
    @Override
    public String toString() {
        return "HttpDetails[" + body.length() + " characters of body, json=" + json.keySet() + ", headers=" + headers
                + ", redirects=" + redirects + "]";
    }
}
