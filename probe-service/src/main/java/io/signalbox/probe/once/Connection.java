package io.signalbox.probe.once;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.evidence.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a check; each redirect has its own.
 *
 * @param target host and port
 * @param addresses all that the name has; empty where none was looked up
 * @param remote the address that was tried, with its port; null when it came to none
 * @param local the prober's own; null unless the connection stood
 * @param tls null where no hands were shaken
 * @param http null of other protocols than HTTP, and before the request
 * @param cause why it failed; null unless it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Connection(
        String target,
        List<String> addresses,
        @Nullable String remote,
        @Nullable String local,
        @Nullable Handshake tls,
        @Nullable Exchange http,
        @Nullable Cause cause,
        @Nullable String detail,
        Millis millis) {

    public Connection {
        addresses = List.copyOf(addresses);
    }

    /**
     * What was said. Values that are or may be secrets are hidden.
     *
     * @param request its first line, then its headers
     * @param status the first line of the answer; null when none came
     * @param headers of the answer, in their order
     * @param bodyBytes how much of the body was read, never what; null when it did not come to that
     * @param body what the check of it came to
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Exchange(
            List<String> request,
            @Nullable String status,
            List<String> headers,
            @Nullable Long bodyBytes,
            @Nullable String body) {

        public Exchange {
            request = List.copyOf(request);
            headers = List.copyOf(headers);
        }
    }
}
