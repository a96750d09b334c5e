package io.signalbox.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.kafka.Credentials.UnusableException;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.jspecify.annotations.Nullable;

/** A JSON web token (RFC 7519) as it is in a file. The broker checks it; here only its times and subject are read. */
record Token(
        String value,
        Set<String> scope,
        long lifetimeMs,
        String principalName,
        @Nullable Long startTimeMs) implements OAuthBearerToken {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTS = 3;

    static Token parse(String jwt, String where) throws UnusableException {
        String[] parts = jwt.split("\\.", -1);
        JsonNode claims = parts.length == PARTS ? claims(parts[1]) : null;
        if (claims == null || !claims.path("exp").isNumber()) {
            throw new UnusableException(where + ": expected a JSON web token with the claim exp, got something else");
        }
        return new Token(
                jwt,
                Set.of(),
                millis(claims.path("exp")),
                claims.path("sub").asText("unknown"),
                claims.path("iat").isNumber() ? millis(claims.path("iat")) : null);
    }

    private static @Nullable JsonNode claims(String part) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException | IllegalArgumentException _) {
            return null;
        }
    }

    private static long millis(JsonNode seconds) {
        return TimeUnit.SECONDS.toMillis(seconds.asLong());
    }

    /** Without the token itself. */
    @Override
    public String toString() {
        return "token of " + principalName;
    }
}
