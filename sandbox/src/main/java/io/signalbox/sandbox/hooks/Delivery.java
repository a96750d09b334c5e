package io.signalbox.sandbox.hooks;

import java.time.Instant;
import java.util.Map;

/**
 * One webhook as it came.
 *
 * @param headers by name in lower case; the first value of each
 * @param taken whether the receiver has taken it, whatever the sender has heard of that
 * @param status that it was answered with, if its connection was not closed instead; 0 where that was certain
 */
public record Delivery(Instant at, String path, Map<String, String> headers, String body, boolean taken, int status) {

    public Delivery {
        headers = Map.copyOf(headers);
    }

    /** @param name in lower case @return empty where it has none */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The sender says that deliveries with the same key are one. Empty where it has none. */
    public String idempotencyKey() {
        return header("idempotency-key");
    }
}
