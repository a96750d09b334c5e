package io.signalbox.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.kafka.Credentials.UnusableException;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.jspecify.annotations.Nullable;

/**
 * A JSON web token (RFC 7519) as it is in a file. The broker checks it; here it is only read.
 *
 * @param issuer {@code unknown} if the token does not name one
 * @param audience {@code unknown} if the token does not name one
 */
record WebToken(
        String value,
        Set<String> scope,
        long lifetimeMs,
        String principalName,
        @Nullable Long startTimeMs,
        String issuer,
        String audience)
        implements OAuthBearerToken {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTS = 3;
    private static final String UNKNOWN = "unknown";

    /** @throws UnusableException if there is no token, or something else in its place */
    static WebToken read(Credentials credentials) throws UnusableException {
        return parse(
                credentials.text(Credentials.TOKEN),
                credentials.file(Credentials.TOKEN).toString());
    }

    private static WebToken parse(String jwt, String where) throws UnusableException {
        String[] parts = jwt.split("\\.", -1);
        JsonNode claims = parts.length == PARTS ? claims(parts[1]) : null;
        if (claims == null || !claims.path("exp").isNumber()) {
            throw new UnusableException(where + ": expected a JSON web token with the claim exp, got something else");
        }
        return new WebToken(
                jwt,
                Set.of(),
                millis(claims.path("exp")),
                claims.path("sub").asText(UNKNOWN),
                claims.path("iat").isNumber() ? millis(claims.path("iat")) : null,
                claims.path("iss").asText(UNKNOWN),
                texts(claims.path("aud")));
    }

    /** One text, or a list of them. */
    private static String texts(JsonNode claim) {
        return claim.isArray()
                ? claim.valueStream().map(each -> each.asText(UNKNOWN)).collect(Collectors.joining(", "))
                : claim.asText(UNKNOWN);
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
