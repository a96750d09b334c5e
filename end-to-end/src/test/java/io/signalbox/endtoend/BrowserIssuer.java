package io.signalbox.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect provider for browsers: the code flow with PKCE, for one public client and one person. */
final class BrowserIssuer implements AutoCloseable {

    static final String CLIENT = "dashboard";

    private static final int KEY_BITS = 2048;
    private static final int FOUND = 302;
    private static final int OK = 200;
    private static final int BAD = 400;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final KeyPair key;
    private final int lifeSeconds;
    private final boolean renews;
    /** By code, each for one use. */
    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();

    private final Map<String, Boolean> refreshes = new ConcurrentHashMap<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicInteger renewals = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();

    private BrowserIssuer(HttpServer server, KeyPair key, int lifeSeconds, boolean renews) {
        this.server = server;
        this.key = key;
        this.lifeSeconds = lifeSeconds;
        this.renews = renews;
    }

    /** @param lifeSeconds of each token @param renews whether a token comes with the means for the next one */
    static BrowserIssuer start(int lifeSeconds, boolean renews) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var issuer = new BrowserIssuer(server, generator.generateKeyPair(), lifeSeconds, renews);
            server.createContext("/.well-known/openid-configuration", at -> json(at, OK, issuer.discovery()));
            server.createContext("/jwks", at -> json(at, OK, issuer.keys()));
            server.createContext("/auth", issuer::ask);
            server.createContext("/answer", issuer::answer);
            server.createContext("/token", issuer::token);
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int exchanges() {
        return exchanges.get();
    }

    int renewals() {
        return renewals.get();
    }

    int refusals() {
        return refusals.get();
    }

    private String discovery() {
        return """
            {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "token_endpoint": "%1$s/token", "authorization_endpoint": "%1$s/auth"}\
            """.formatted(url());
    }

    private String keys() {
        var rsa = (RSAPublicKey) key.getPublic();
        return """
            {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1", "n": "%s", "e": "%s"}]}\
            """.formatted(number(rsa.getModulus()), number(rsa.getPublicExponent()));
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int start = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, start, bytes.length));
    }

    /** The page on which a person would type a password. */
    private void ask(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        byte[] page = """
            <!doctype html><title>Provider</title>
            <p><a href="/answer?%1$s&yes=1">Continue</a></p><p><a href="/answer?%1$s">Refuse</a></p>
            """.formatted(query).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(OK, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> question = fields(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        asked.put(code, question);
        String answer = question.containsKey("yes") ? "code=" + code : "error=access_denied";
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        question.get("redirect_uri") + "?" + answer + "&iss="
                                + URLEncoder.encode(url(), StandardCharsets.UTF_8) + "&state="
                                + URLEncoder.encode(question.get("state"), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(FOUND, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> request = fields(body);
        boolean renewal = "refresh_token".equals(request.get("grant_type"));
        boolean accepted =
                renewal ? refreshes.remove(request.getOrDefault("refresh_token", "")) != null : isProven(request);
        if (!accepted) {
            refusals.incrementAndGet();
            json(exchange, BAD, "{\"error\": \"invalid_grant\"}");
            return;
        }
        (renewal ? renewals : exchanges).incrementAndGet();
        String refresh = UUID.randomUUID().toString();
        if (renews) {
            refreshes.put(refresh, true);
        }
        json(exchange, OK, """
                {"access_token": "%s", "token_type": "Bearer", "expires_in": %d%s}\
                """.formatted(jwt(), lifeSeconds, renews ? ", \"refresh_token\": \"" + refresh + "\"" : ""));
    }

    /** True if the one who asks for the token is the one who asked for the code. */
    private boolean isProven(Map<String, String> request) {
        Map<String, String> question = asked.remove(request.getOrDefault("code", ""));
        return question != null
                && "code".equals(question.get("response_type"))
                && "S256".equals(question.get("code_challenge_method"))
                && CLIENT.equals(request.get("client_id"))
                && CLIENT.equals(question.get("client_id"))
                && question.get("redirect_uri").equals(request.get("redirect_uri"))
                && question.get("redirect_uri").endsWith("/ui/signed-in.html")
                && question.get("code_challenge").equals(challenge(request.getOrDefault("code_verifier", "")));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String jwt() {
        long now = Instant.now().getEpochSecond();
        String claims = """
            {"iss": "%s", "sub": "u-1", "upn": "olga", "aud": "signalbox", "groups": ["operator"], "iat": %d, "exp": %d}\
            """.formatted(url(), now, now + lifeSeconds);
        String signed = part("{\"alg\": \"RS256\", \"typ\": \"JWT\", \"kid\": \"1\"}") + "." + part(claims);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> fields(String text) {
        var fields = new HashMap<String, String>();
        for (String pair : text.split("&", -1)) {
            String[] both = pair.split("=", 2);
            fields.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** Any page may ask, as for a public client. */
    private static void json(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
