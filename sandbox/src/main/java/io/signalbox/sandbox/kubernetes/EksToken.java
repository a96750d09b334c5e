package io.signalbox.sandbox.kubernetes;

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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks a bearer token as a cluster of Amazon EKS does: a presigned request for the caller's identity, for this cluster, not older
 * than 15 minutes, by a caller whom the cluster knows. The signature is calculated anew.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * @param cluster the name that must be signed
 */
record EksToken(String cluster, String accessKey, String secretKey) {

    private static final String PREFIX = "k8s-aws-v1.";
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int LONGEST_EXPIRY = 900;
    private static final String SIGNED = "host;x-k8s-aws-id";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    boolean accepts(String token, Instant now) {
        if (!token.startsWith(PREFIX)) {
            return false;
        }
        try {
            var url =
                    new String(Base64.getUrlDecoder().decode(token.substring(PREFIX.length())), StandardCharsets.UTF_8);
            return accepts(URI.create(url), now);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private boolean accepts(URI url, Instant now) {
        TreeMap<String, String> query = Arrays.stream(url.getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, _) -> one, TreeMap::new));
        String signature = query.getOrDefault("X-Amz-Signature", "");
        query.remove("X-Amz-Signature");
        String[] scope = decoded(query.getOrDefault("X-Amz-Credential", "")).split("/", -1);
        Instant at = Instant.from(TIME.parse(query.getOrDefault("X-Amz-Date", "")));
        return url.getScheme().equals("https")
                && url.getHost().matches("sts\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?")
                && query.getOrDefault("Action", "").equals("GetCallerIdentity")
                && decoded(query.getOrDefault("X-Amz-SignedHeaders", "")).equals(SIGNED)
                && Integer.parseInt(query.getOrDefault("X-Amz-Expires", "0")) <= LONGEST_EXPIRY
                && Duration.between(at, now).abs().compareTo(LIFE) < 0
                && scope.length == 5
                && scope[0].equals(accessKey)
                && signature.equals(signature(url, query, scope));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private String signature(URI url, Map<String, String> query, String[] scope) {
        String canonical = "GET\n/\n"
                + query.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + pair.getValue())
                        .collect(Collectors.joining("&"))
                + "\nhost:" + url.getHost() + "\nx-k8s-aws-id:" + cluster + "\n\n" + SIGNED + "\n"
                + SignatureV4.hash(new byte[0]);
        return SignatureV4.of(
                secretKey,
                String.valueOf(query.get("X-Amz-Date")),
                String.join("/", Arrays.copyOfRange(scope, 1, scope.length)),
                canonical);
    }
}
