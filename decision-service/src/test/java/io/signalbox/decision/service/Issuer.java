package io.signalbox.decision.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Set;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** An OpenID Connect provider, as far as a service that only checks tokens needs one. */
final class Issuer implements AutoCloseable {

    private static final int KEY_BITS = 2048;
    private static final String KEY = "key-1";

    private final HttpServer server;
    private final RsaJsonWebKey key;

    private Issuer(HttpServer server, RsaJsonWebKey key) {
        this.server = server;
        this.key = key;
    }

    static Issuer start() {
        try {
            var issuer = new Issuer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), newKey());
            issuer.server.createContext("/.well-known/openid-configuration", at -> answer(at, issuer.discovery()));
            issuer.server.createContext("/jwks", at -> answer(at, new JsonWebKeySet(issuer.key).toJson()));
            issuer.server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(KEY_BITS);
            key.setKeyId(KEY);
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String discovery() {
        return """
            {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "token_endpoint": "%1$s/token",
             "authorization_endpoint": "%1$s/auth"}\
            """.formatted(url());
    }

    /** A token for {@code audience}, good for five minutes. */
    String token(String who, String audience, String... groups) {
        return sign(who, who, audience, key.getPrivateKey(), groups);
    }

    /** A token of one of those who have this name. */
    String tokenOf(String subject, String who, String... groups) {
        return sign(subject, who, "signalbox", key.getPrivateKey(), groups);
    }

    /** A token that says a name and no subject. */
    String withoutSubject(String who, String... groups) {
        return Jwt.issuer(url())
                .upn(who)
                .audience("signalbox")
                .groups(Set.of(groups))
                .expiresIn(300)
                .jws()
                .keyId(key.getKeyId())
                .sign(key.getPrivateKey());
    }

    /** A token that somebody else has signed. */
    String forged(String who, String... groups) {
        return sign(who, who, "signalbox", newKey().getPrivateKey(), groups);
    }

    private String sign(String subject, String who, String audience, PrivateKey with, String... groups) {
        return Jwt.issuer(url())
                .upn(who)
                .subject(subject)
                .audience(audience)
                .groups(Set.of(groups))
                .expiresIn(300)
                .jws()
                .keyId(key.getKeyId())
                .sign(with);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
