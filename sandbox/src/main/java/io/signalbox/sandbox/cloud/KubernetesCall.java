package io.signalbox.sandbox.cloud;

import java.time.Instant;

/**
 * One request as it was answered.
 *
 * @param operation as {@link Kubernetes#faults} has them; otherwise the method
 * @param result {@code ok}, {@code lost} or the reason of the Status object
 * @param detail the message of the Status object; empty on success
 */
public record KubernetesCall(Instant at, String operation, String path, String result, String detail) {

    public boolean accepted() {
        return result.equals("ok");
    }
}
