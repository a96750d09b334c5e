package io.signalbox.sandbox.s3;

import com.sun.net.httpserver.HttpExchange;
import io.signalbox.sandbox.aws.AwsError;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * One request, understood.
 *
 * @param key within the bucket
 * @param accessKey from the signature; empty when the request is not signed
 * @param ifMatch with its quotes; empty where there is none
 */
record S3Request(
        S3Operation operation,
        String bucket,
        String key,
        String accessKey,
        String ifMatch,
        String ifNoneMatch,
        byte[] body) {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_ALLOWED = 405;
    private static final int NOT_IMPLEMENTED = 501;

    /** Path style only: the endpoint has no names for buckets. */
    private static final Pattern PATH = Pattern.compile("/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.+)");

    private static final Pattern SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256 .*Credential=([^/,\\s]+)/[0-9]{8}/[^/,]+/s3/aws4_request.*Signature=.+");

    static S3Request read(HttpExchange exchange) throws IOException, AwsError {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var path = PATH.matcher(exchange.getRequestURI().getPath());
        var operation = S3Operation.of(exchange.getRequestMethod())
                .orElseThrow(
                        () -> new AwsError(NOT_ALLOWED, "MethodNotAllowed", "The specified method is not allowed"));
        if (!path.matches()) {
            throw new AwsError(BAD_REQUEST, "InvalidBucketName", "The sandbox has only objects, in path style");
        }
        if (header(exchange, "Content-Encoding").contains("aws-chunked")) {
            throw new AwsError(NOT_IMPLEMENTED, "NotImplemented", "The sandbox takes no body in chunks");
        }
        var signed = SIGNED.matcher(header(exchange, "Authorization"));
        String accessKey = signed.matches() ? signed.group(1) : "";
        if (accessKey.isEmpty() && !operation.open()) {
            throw new AwsError(FORBIDDEN, "AccessDenied", "Access Denied");
        }
        return new S3Request(
                operation,
                path.group(1),
                path.group(2),
                accessKey,
                header(exchange, "If-Match"),
                header(exchange, "If-None-Match"),
                body);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    String object() {
        return bucket + "/" + key;
    }
}
