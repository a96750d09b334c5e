package io.signalbox.decision.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.access.PeerSecret;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.view.LiveEvidence;
import io.signalbox.sandbox.certificates.Authority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secret of the peers goes to an instance that shows a certificate of its name, and to nobody else. */
class PeersOverTlsTest {

    private static final ServiceName ORDERS = new ServiceName("orders");
    private static final Explanation COUNTED = new Explanation(
            ORDERS, "d1", Instant.parse("2026-01-01T00:00:00Z"), Duration.ofMillis(3), List.of(), List.of());
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final char[] PASSWORD = "in-memory".toCharArray();

    private final List<String> shown = new CopyOnWriteArrayList<>();
    private HttpServer other;
    private Duration patience = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        other.stop(0);
    }

    private Authority authority(String name) {
        return new Authority(name, directory.resolve(name));
    }

    /** Starts the other instance. @param host of its certificate, by {@code authority} */
    private void serve(Authority authority, String host) throws Exception {
        authority.issue("other", host, Authority.VALID);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving(authority.folder("other"))));
        serve(server);
    }

    private void serve(HttpServer server) {
        other = server;
        server.createContext("/", exchange -> {
            shown.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = Codec.of(Explanation.class).write(COUNTED);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static SSLContext serving(Path folder) throws IOException, GeneralSecurityException {
        byte[] pem = Base64.getMimeDecoder()
                .decode(Files.readString(folder.resolve("tls.key")).replaceAll("-----[A-Z ]+-----", ""));
        X509Certificate certificate = certificate(folder.resolve("tls.crt"));
        PrivateKey key = KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(pem));
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("other", key, PASSWORD, new Certificate[] {certificate});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        byte[] pem = Files.readString(file).getBytes(StandardCharsets.US_ASCII);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    private static SSLContext trusting(Authority authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("ca", certificate(authority.certificate()));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private EvidenceClient.Found ask(Authority trusted) throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), SECRET);
        var secret = new PeerSecret(file);
        secret.reload();
        var peers = new PeerConnections(patience, "rest", trusting(trusted));
        return new EvidenceClient(new LiveEvidence(), new Elsewhere(address()), peers, secret, patience)
                .anywhere(ORDERS);
    }

    private String address() {
        return "127.0.0.1:" + other.getAddress().getPort();
    }

    private record Elsewhere(String address) implements InstanceLocator {

        @Override
        public Optional<String> address(ServiceName service) {
            return Optional.of(address);
        }

        @Override
        public boolean isHere(String where) {
            return false;
        }
    }

    @Test
    void anInstanceThatShowsACertificateOfItsAddressIsAsked() throws Exception {
        Authority authority = authority("cell");
        serve(authority, "127.0.0.1");

        assertThat(ask(authority).explanation()).isEqualTo(COUNTED);
        assertThat(shown).containsExactly("Bearer " + SECRET);
    }

    @Test
    void aCertificateOfAnotherNameGetsNoSecret() throws Exception {
        Authority authority = authority("cell");
        serve(authority, "decision-9.example.com");

        assertNotAsked(ask(authority));
    }

    @Test
    void aCertificateOfAnotherAuthorityGetsNoSecret() throws Exception {
        serve(authority("stranger"), "127.0.0.1");
        Authority cell = authority("cell");
        cell.issue("own", "127.0.0.1", Authority.VALID);

        assertNotAsked(ask(cell));
    }

    @Test
    void anInstanceWithoutTlsGetsNoSecret() throws Exception {
        // It waits for the end of a request that never comes.
        patience = Duration.ofMillis(300);
        serve(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        Authority cell = authority("cell");
        cell.issue("own", "127.0.0.1", Authority.VALID);

        assertNotAsked(ask(cell));
    }

    private void assertNotAsked(EvidenceClient.Found found) {
        assertThat(found.explanation()).isNull();
        assertThat(found.note()).contains("does not answer");
        assertThat(shown).isEmpty();
    }
}
