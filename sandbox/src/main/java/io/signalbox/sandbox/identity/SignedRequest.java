package io.signalbox.sandbox.identity;

import io.signalbox.sandbox.http.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Calculates the signature of a request anew and compares it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
final class SignedRequest {

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final String UNSIGNED_BODY = "UNSIGNED-PAYLOAD";
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=[^/]+/([^,]+/aws4_request), ?"
                    + "SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ReceivedRequest request;
    private final String scope;
    private final List<String> headers;
    private final String signature;

    private SignedRequest(ReceivedRequest request, String scope, List<String> headers, String signature) {
        this.request = request;
        this.scope = scope;
        this.headers = headers;
        this.signature = signature;
    }

    static SignedRequest of(ReceivedRequest request) throws InvalidCredentialsException {
        Matcher signed = AUTHORIZATION.matcher(request.header("Authorization"));
        if (!signed.matches()) {
            throw InvalidCredentialsException.incomplete();
        }
        return new SignedRequest(
                request, signed.group(1), List.of(signed.group(2).split(";", -1)), signed.group(3));
    }

    /** @throws InvalidCredentialsException as AWS refuses the request */
    void require(String secretKey, Instant now) throws InvalidCredentialsException {
        require(headers.contains("host") && isEachAmazonHeaderSigned(), "Host and all X-Amz headers must be signed");
        require(isRecent(now), "Signature expired, or not yet current: " + time());
        require(
                bodyHash().equals(UNSIGNED_BODY) || bodyHash().equals(SignatureV4.hash(request.body())),
                "X-Amz-Content-Sha256 does not match the body");
        require(
                signature.equals(SignatureV4.of(secretKey, time(), scope, canonical())),
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method.");
    }

    private static void require(boolean condition, String otherwise) throws InvalidCredentialsException {
        if (!condition) {
            throw InvalidCredentialsException.mismatch(otherwise);
        }
    }

    private boolean isEachAmazonHeaderSigned() {
        return request.headers().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("x-amz-"))
                .allMatch(headers::contains);
    }

    private String time() {
        return request.header("X-Amz-Date");
    }

    private boolean isRecent(Instant now) {
        try {
            Instant at = Instant.from(TIME.parse(time()));
            return Duration.between(at, now).abs().compareTo(SKEW) <= 0
                    && scope.startsWith(time().substring(0, 8) + "/");
        } catch (DateTimeException _) {
            return false;
        }
    }

    private String bodyHash() {
        String given = request.header("X-Amz-Content-Sha256");
        return given.isEmpty() ? SignatureV4.hash(request.body()) : given;
    }

    private String canonical() {
        String named =
                headers.stream().map(name -> name + ":" + value(name) + "\n").collect(Collectors.joining());
        return request.method() + "\n" + path() + "\n" + query() + "\n" + named + "\n" + String.join(";", headers)
                + "\n" + bodyHash();
    }

    private String value(String name) {
        return request.headers().getOrDefault(name, List.of()).stream()
                .map(each -> each.trim().replaceAll(" +", " "))
                .collect(Collectors.joining(","));
    }

    /** All services but S3 encode the path twice. */
    private String path() {
        return scope.contains("/s3/") ? request.rawPath() : encoded(request.rawPath());
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(each) >= 0) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(String.format("%02X", each));
            }
        }
        return encoded.toString();
    }

    private String query() {
        return Arrays.stream(request.query().split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.contains("=") ? pair : pair + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }
}
