package io.signalbox.sandbox.s3;

import java.time.Instant;

/**
 * One request and how it ended.
 *
 * @param accessKey of the caller, from the signature; empty for an anonymous reader
 * @param object bucket and key, separated by a slash
 * @param result {@code ok}, {@code lost} or the error's code
 */
public record S3Call(Instant at, S3Operation operation, String accessKey, String object, String result) {

    public boolean accepted() {
        return result.equals("ok");
    }
}
