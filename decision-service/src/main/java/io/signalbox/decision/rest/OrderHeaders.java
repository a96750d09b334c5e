package io.signalbox.decision.rest;

import io.signalbox.decision.problem.ApiProblem;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The headers of an order. */
public class OrderHeaders {

    private static final Pattern VERSION = Pattern.compile("\"?(\\d{1,18})(-[0-9a-f]*)?\"?");
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String ANY_VERSION = "*";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

    @HeaderParam(HttpHeaders.IF_MATCH)
    @Parameter(description = "the ETag of the state that the order was made for")
    @Nullable
    String ifMatch;

    @HeaderParam(IDEMPOTENCY_KEY)
    @Parameter(description = "1 to 128 printable characters; the same order with the same key is one order")
    @Nullable
    String idempotencyKey;

    /** The version that the order was made for; null: no check. */
    @Nullable
    Long expectedVersion() {
        if (ifMatch == null || ifMatch.strip().equals(ANY_VERSION)) {
            return null;
        }
        Matcher matcher = VERSION.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw ApiProblem.INVALID_VALUE.at(HttpHeaders.IF_MATCH, "one version as in ETag, or *", ifMatch);
        }
        return Long.valueOf(matcher.group(1));
    }

    @Nullable
    String key() {
        if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
            throw ApiProblem.INVALID_VALUE.at(
                    IDEMPOTENCY_KEY, "1 to 128 printable characters without spaces", idempotencyKey);
        }
        return idempotencyKey;
    }
}
