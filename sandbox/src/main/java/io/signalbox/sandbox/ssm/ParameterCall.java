package io.signalbox.sandbox.ssm;

import java.time.Instant;

/**
 * One request and how it ended.
 *
 * @param accessKey of the caller, from the signature
 * @param region from the signature
 * @param name of the parameter
 * @param result {@code ok}, {@code lost} or the error's code
 * @param detail the error's message; empty on success
 */
public record ParameterCall(
        Instant at,
        ParameterOperation operation,
        String accessKey,
        String region,
        String name,
        String result,
        String detail) {

    public boolean accepted() {
        return result.equals("ok");
    }
}
