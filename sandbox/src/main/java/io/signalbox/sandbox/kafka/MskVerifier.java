package io.signalbox.sandbox.kafka;

import io.signalbox.sandbox.identity.SignatureV4;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallback;

/**
 * Checks tokens as a broker of Amazon MSK does: a presigned request to connect, for this region, not older than it says. The signature
 * is calculated anew from the secret key. Public because the broker instantiates it.
 */
public final class MskVerifier implements AuthenticateCallbackHandler {

    static final String REGION = "signalbox.msk.region";
    static final String SECRETS = "signalbox.msk.secrets";

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** Access key, date, region, service and the last word of each scope. */
    private static final int SCOPE = 5;

    private String region = "";
    private Map<String, String> secrets = Map.of();

    private record Verified(String value, Set<String> scope, long lifetimeMs, String principalName, Long startTimeMs)
            implements OAuthBearerToken {}

    @Override
    public void configure(Map<String, ?> properties, String mechanism, List<AppConfigurationEntry> entries) {
        region = String.valueOf(properties.get(REGION));
        secrets = Arrays.stream(String.valueOf(properties.get(SECRETS)).split(",", -1))
                .map(pair -> pair.split(":", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (!(callback instanceof OAuthBearerValidatorCallback asked)) {
                throw new UnsupportedCallbackException(callback);
            }
            verified(asked.tokenValue(), Instant.now())
                    .ifPresentOrElse(asked::token, () -> asked.error("invalid_token", null, null));
        }
    }

    /** The token with its principal; empty if Amazon MSK would refuse it. */
    Optional<OAuthBearerToken> verified(String token, Instant now) {
        try {
            return verified(
                    token, URI.create(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)), now);
        } catch (IllegalArgumentException | java.time.DateTimeException _) {
            return Optional.empty();
        }
    }

    private Optional<OAuthBearerToken> verified(String token, URI url, Instant now) {
        TreeMap<String, String> query = Arrays.stream(url.getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, _) -> one, TreeMap::new));
        String signature = Objects.requireNonNullElse(query.remove("X-Amz-Signature"), "");
        query.remove("User-Agent");
        String[] scope = URLDecoder.decode(query.getOrDefault("X-Amz-Credential", ""), StandardCharsets.UTF_8)
                .split("/", -1);
        Instant from = Instant.from(TIME.parse(query.getOrDefault("X-Amz-Date", "")));
        var life = Duration.ofSeconds(Long.parseLong(query.getOrDefault("X-Amz-Expires", "0")));
        boolean right = url.getScheme().equals("https")
                && url.getHost().equals("kafka." + region + ".amazonaws.com")
                && query.getOrDefault("Action", "").equals("kafka-cluster%3AConnect")
                && query.getOrDefault("X-Amz-SignedHeaders", "").equals("host")
                && life.compareTo(LONGEST) <= 0
                && !now.isBefore(from.minus(SKEW))
                && now.isBefore(from.plus(life))
                && scope.length == SCOPE
                && scope[2].equals(region)
                && scope[3].equals("kafka-cluster")
                && secrets.containsKey(scope[0])
                && signature.equals(signature(url, query, scope));
        return right
                ? Optional.of(
                        new Verified(token, Set.of(), from.plus(life).toEpochMilli(), scope[0], from.toEpochMilli()))
                : Optional.empty();
    }

    private String signature(URI url, Map<String, String> query, String[] scope) {
        String canonical = "GET\n/\n"
                + query.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + pair.getValue())
                        .collect(Collectors.joining("&"))
                + "\nhost:" + url.getHost() + "\n\nhost\n" + SignatureV4.hash(new byte[0]);
        return SignatureV4.of(
                String.valueOf(secrets.get(scope[0])),
                String.valueOf(query.get("X-Amz-Date")),
                String.join("/", Arrays.copyOfRange(scope, 1, scope.length)),
                canonical);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
