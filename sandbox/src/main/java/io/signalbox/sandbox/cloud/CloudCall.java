package io.signalbox.sandbox.cloud;

import java.time.Instant;

/**
 * One request and how it ended.
 *
 * @param service as in signatures, such as {@code ecs} or {@code monitoring}
 * @param region from the signature
 * @param accessKey of the caller, from the signature
 * @param result {@code ok}, {@code lost} or the error's code
 * @param detail the error's message; empty on success
 */
public record CloudCall(
        Instant at, String service, String operation, String region, String accessKey, String result, String detail) {

    public boolean accepted() {
        return result.equals("ok");
    }
}
