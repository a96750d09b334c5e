package io.signalbox.sandbox.cloud;

import com.sun.net.httpserver.HttpExchange;
import io.signalbox.sandbox.aws.AwsError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who asks, and for which service of which region: the scope of a request's signature, which itself is not checked. */
record Signature(String accessKey, String region, String service) {

    private static final int FORBIDDEN = 403;
    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html */
    private static final Pattern SIGNED = Pattern.compile(
            "AWS4-HMAC-SHA256 .*Credential=([^/,\\s]+)/[0-9]{8}/([^/,]+)/([^/,]+)/aws4_request.*Signature=.+");

    static Signature of(HttpExchange exchange) throws AwsError {
        Matcher signed = SIGNED.matcher(Http.header(exchange, "Authorization"));
        if (!signed.matches()) {
            throw new AwsError(FORBIDDEN, "MissingAuthenticationToken", "Missing Authentication Token");
        }
        return new Signature(signed.group(1), signed.group(2), signed.group(3));
    }
}
