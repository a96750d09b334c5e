package io.signalbox.probe.once;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.evidence.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a check; each redirect has its own.
 *
 * @param target host and port
 * @param addresses all of the name's; empty if none was resolved
 * @param remote the address and port that was tried; null if there was none
 * @param local the prober's own address; null unless the connection was opened
 * @param tls null without a handshake
 * @param http null for other protocols than HTTP, and before the request
 * @param cause null unless it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionReport(
        String target,
        List<String> addresses,
        @Nullable String remote,
        @Nullable String local,
        @Nullable HandshakeReport tls,
        @Nullable Exchange http,
        @Nullable Cause cause,
        @Nullable String detail,
        PhaseMillis millis) {

    public ConnectionReport {
        addresses = List.copyOf(addresses);
    }

    /**
     * An HTTP request and its response, with secrets hidden.
     *
     * @param request its first line, then its headers
     * @param status the status line; null without a response
     * @param headers of the response, in order
     * @param bodyBytes size of the body read; null if it was not read
     * @param body the verdict on the body; never quotes it
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
