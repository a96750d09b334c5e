package io.signalbox.decision.rest;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The headers of an order. */
public class OrderHeaders {

    private static final Pattern VERSION = Pattern.compile("\"?(\\d{1,18})(-[0-9a-f]*)?\"?");
    private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

    @HeaderParam(HttpHeaders.IF_MATCH)
    @Parameter(description = "the ETag of the state that the order was made for")
    @Nullable
    String ifMatch;

    @HeaderParam("Idempotency-Key")
    @Parameter(description = "1 to 128 printable characters; the same order with the same key is one order")
    @Nullable
    String idempotencyKey;

    /** The version that the order was made for; null: no check. */
    @Nullable
    Long expectedVersion() {
        if (ifMatch == null) {
            return null;
        }
        Matcher matcher = VERSION.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw ProblemDetails.of(
                    Response.Status.BAD_REQUEST,
                    "if-match",
                    "If-Match: expected a version as in ETag, got " + ifMatch.length() + " characters that are none");
        }
        return Long.valueOf(matcher.group(1));
    }

    @Nullable
    String key() {
        if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
            throw ProblemDetails.of(
                    Response.Status.BAD_REQUEST,
                    "idempotency-key",
                    "Idempotency-Key: expected 1 to 128 printable characters without spaces, got "
                            + idempotencyKey.length() + " characters");
        }
        return idempotencyKey;
    }
}
