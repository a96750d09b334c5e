package io.signalbox.sandbox.kubernetes;

import java.time.Instant;

/**
 * One request and how it ended.
 *
 * @param operation as in {@link Kubernetes#faults}; the method for any other path
 * @param result {@code ok}, {@code lost} or the reason of the Status object
 * @param detail the message of the Status object; empty on success
 */
public record KubernetesCall(Instant at, String operation, String path, String result, String detail) {

    public boolean accepted() {
        return result.equals("ok");
    }
}
