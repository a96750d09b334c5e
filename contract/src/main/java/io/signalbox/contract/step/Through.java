package io.signalbox.contract.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a name is tried after a switch, as its clients use it: at an address that the name servers answer, with the name as TLS
 * server name and Host.
 *
 * @param port 1 to 65535
 * @param secure whether over TLS; the certificate must be valid for the name
 * @param request null when it is enough that the connection is accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Through(
        int port,
        boolean secure,
        @JsonProperty(required = false) @Nullable Request request) {

    /** An HTTP/1.1 request. @param statuses what is accepted, never empty */
    public record Request(String method, String path, List<Statuses> statuses) {

        public Request {
            statuses = List.copyOf(statuses);
            if (statuses.isEmpty()) {
                throw new IllegalArgumentException("request of " + path + ": expected statuses, got none");
            }
        }

        public boolean accepts(int status) {
            return statuses.stream().anyMatch(range -> range.from() <= status && status <= range.to());
        }
    }

    /** Both ends included. */
    public record Statuses(int from, int to) {

        @Override
        public String toString() {
            return from == to ? "" + from : from + " to " + to;
        }
    }

    public Through {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("through port " + port + ": expected 1 to 65535");
        }
    }
}
