package io.signalbox.sandbox.hooks;

import java.time.Instant;
import java.util.Map;

/**
 * One webhook request.
 *
 * @param headers by name in lower case; the first value of each
 * @param taken whether the receiver accepted it, even if the sender got no answer
 * @param status of the answer, which a fault may have kept from the sender; 0: certainly not answered
 */
public record Delivery(Instant at, String path, Map<String, String> headers, String body, boolean taken, int status) {

    public Delivery {
        headers = Map.copyOf(headers);
    }

    /** @param name in lower case @return empty when there is no such header */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Deliveries with the same key are one delivery. Empty without such a header. */
    public String idempotencyKey() {
        return header("idempotency-key");
    }
}
