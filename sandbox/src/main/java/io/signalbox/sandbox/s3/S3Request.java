package io.signalbox.sandbox.s3;

import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.RequestSignature;
import io.signalbox.sandbox.http.ReceivedRequest;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.identity.Identity;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One parsed request.
 *
 * @param key the object's key
 * @param signature null if the request is not signed
 * @param caller who signed it; null if nobody did
 * @param ifMatch with its quotes; empty without the header
 */
record S3Request(
        S3Operation operation,
        String bucket,
        String key,
        @Nullable RequestSignature signature,
        @Nullable Identity caller,
        String ifMatch,
        String ifNoneMatch,
        byte[] body) {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_ALLOWED = 405;
    private static final int NOT_IMPLEMENTED = 501;

    /** Path style only: buckets have no host names here. */
    private static final Pattern PATH = Pattern.compile("/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.+)");

    static S3Request read(ReceivedRequest request, Identities identities) throws ApiError {
        var path = PATH.matcher(request.path());
        var operation = S3Operation.of(request.method())
                .orElseThrow(
                        () -> new ApiError(NOT_ALLOWED, "MethodNotAllowed", "The specified method is not allowed"));
        if (!path.matches()) {
            throw new ApiError(BAD_REQUEST, "InvalidBucketName", "The sandbox has only objects, in path style");
        }
        if (request.header("Content-Encoding").contains("aws-chunked")) {
            throw new ApiError(NOT_IMPLEMENTED, "NotImplemented", "The sandbox takes no body in chunks");
        }
        RequestSignature signature = RequestSignature.of(request, "s3").orElse(null);
        if (signature == null && !operation.open()) {
            throw new ApiError(FORBIDDEN, "AccessDenied", "Access Denied");
        }
        return new S3Request(
                operation,
                path.group(1),
                path.group(2),
                signature,
                signature == null ? null : signature.signer(identities),
                request.header("If-Match"),
                request.header("If-None-Match"),
                request.body());
    }

    /** Empty when the request is not signed. */
    String accessKey() {
        return signature == null ? "" : signature.accessKey();
    }

    /** Empty when the request is not signed. */
    String account() {
        return caller == null ? "" : caller.account();
    }

    String object() {
        return bucket + "/" + key;
    }
}
