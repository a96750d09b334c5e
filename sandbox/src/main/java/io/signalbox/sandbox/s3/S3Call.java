package io.signalbox.sandbox.s3;

import java.time.Instant;

/**
 * One request as it was answered.
 *
 * @param accessKey of the caller, from the signature; empty for a reader without one
 * @param object bucket and key, with a slash between them
 * @param result {@code ok}, {@code lost} or the error's code
 */
public record S3Call(Instant at, S3Operation operation, String accessKey, String object, String result) {

    public boolean accepted() {
        return result.equals("ok");
    }
}
