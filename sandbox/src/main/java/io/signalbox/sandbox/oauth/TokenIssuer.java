package io.signalbox.sandbox.oauth;

import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs JSON web tokens, and serves on loopback its public key (RFC 7517) and a token endpoint for client credentials (RFC 6749,
 * section 4.4). Thread-safe.
 */
public final class TokenIssuer implements AutoCloseable {

    private static final String KEYS = "/keys";
    private static final String TOKEN = "/token";
    private static final String JSON = "application/json";
    private static final String KEY = "sandbox";
    private static final int BITS = 2_048;
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final KeyPair pair = pair();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final String audience;
    private final HttpEndpoint endpoint = HttpEndpoint.start(this::answer);

    /** @param audience of the tokens that the endpoint gives */
    public TokenIssuer(String audience) {
        this.audience = audience;
    }

    /** The name in its tokens. */
    public String issuer() {
        return endpoint.uri().toString();
    }

    public URI keys() {
        return endpoint.uri().resolve(KEYS);
    }

    public URI endpoint() {
        return endpoint.uri().resolve(TOKEN);
    }

    /** Adds a client, or replaces its secret. */
    public void register(String client, String secret) {
        secrets.put(client, secret);
    }

    /** Correct claims, for an hour. */
    public Claims claims(String subject) {
        return Claims.of(subject, issuer(), audience, VALIDITY);
    }

    public String sign(Claims claims) {
        String head = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + KEY + "\"}";
        String signed = base64(bytes(head)) + "." + base64(bytes(claims.json()));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(bytes(signed));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<HttpReply> answer(ReceivedRequest request) {
        return Optional.of(
                switch (request.path()) {
                    case KEYS -> HttpReply.of(200, JSON, publicKey());
                    case TOKEN -> token(request.header("Authorization"));
                    default -> HttpReply.empty(404, Map.of());
                });
    }

    private HttpReply token(String authorization) {
        return secrets.entrySet().stream()
                .filter(client -> authorization.equals("Basic "
                        + Base64.getEncoder().encodeToString(bytes(client.getKey() + ":" + client.getValue()))))
                .findFirst()
                .map(client ->
                        HttpReply.of(200, JSON, """
                        {"access_token":"%s","token_type":"Bearer","expires_in":%d}
                        """.formatted(sign(claims(client.getKey())), VALIDITY.toSeconds())))
                .orElseGet(() -> HttpReply.of(401, JSON, "{\"error\":\"invalid_client\"}"));
    }

    private String publicKey() {
        var key = (RSAPublicKey) pair.getPublic();
        return """
                {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
                """.formatted(KEY, number(key.getModulus()), number(key.getPublicExponent()));
    }

    /** Without the sign. */
    private static String number(BigInteger number) {
        byte[] all = number.toByteArray();
        int sign = all[0] == 0 ? 1 : 0;
        return base64(Arrays.copyOfRange(all, sign, all.length));
    }

    private static String base64(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
