package io.signalbox.probe.certificates;

import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.access.Pem;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.tcp.TcpExchangeProtocol;
import io.signalbox.probe.wire.TlsSettings;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trust and certificates from files, shown to servers that ask for them. */
class PemTest {

    private static final String HOST = "orders.example.com";
    /** Before the RSA key itself in the PKCS #8 form of one with 2048 bits. */
    private static final int PKCS8_HEADER = 26;

    private static Certificates certificates;
    private static Probing probing;

    @BeforeAll
    static void make() {
        certificates = Certificates.usual();
        probing = new Probing();
    }

    @AfterAll
    static void close() {
        probing.close();
    }

    /** Asks for a certificate, and says ok where it likes it. */
    private static Site asking() {
        return new Site(certificates.server("good"), socket -> {
            ((SSLSocket) socket).setNeedClientAuth(true);
            socket.getOutputStream().write("ok".getBytes(UTF_8));
            Site.hang(socket);
        });
    }

    private static CheckResult probe(Site site, @Nullable KeyStore shown) throws GeneralSecurityException {
        return probe(site, shown, List.of());
    }

    private static CheckResult probe(Site site, @Nullable KeyStore shown, List<String> alpn)
            throws GeneralSecurityException {
        var client = new TlsClient(Pem.trust(bytes(certificates.pem("authority"))), shown);
        var protocol = new TcpExchangeProtocol(new Check.Tcp(site.port(), null, "", "ok"));
        return probing.probe(site.port(), new TlsSettings(HOST, client, alpn), protocol, PATIENT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static KeyStore identity(String alias) throws GeneralSecurityException {
        return Pem.identity(bytes(certificates.pem(alias)), bytes(certificates.keyPem(alias)));
    }

    @Test
    void showsItsCertificateToAServerThatAsks() throws GeneralSecurityException {
        try (var site = asking()) {
            assertThat(probe(site, identity("client")).passed()).isTrue();
        }
    }

    @Test
    void readsAnRsaKeyInItsOlderForm() throws GeneralSecurityException {
        byte[] whole = certificates.key("rsa-client");
        byte[] older = Arrays.copyOfRange(whole, PKCS8_HEADER, whole.length);
        var identity = Pem.identity(
                bytes(certificates.pem("rsa-client")), bytes(Certificates.armoured("RSA PRIVATE KEY", older)));
        try (var site = asking()) {
            assertThat(probe(site, identity).passed()).isTrue();
        }
    }

    @Test
    void tellsAServerThatDoesNotLikeItsCertificateOrMissesIt() throws GeneralSecurityException {
        try (var site = asking()) {
            assertThat(cause(probe(site, identity("stranger")))).isEqualTo(Cause.ACCESS_DENIED);
            assertThat(failed(probe(site, null)).cause()).isEqualTo(Cause.ACCESS_DENIED);
        }
    }

    @Test
    void offersApplicationProtocols() throws GeneralSecurityException {
        var chosen = new AtomicReference<String>();
        try (var site = new Site(certificates.server("good"), socket -> {
            var tls = (SSLSocket) socket;
            var parameters = tls.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"x-amzn-mqtt-ca"});
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            chosen.set(tls.getApplicationProtocol());
            tls.getOutputStream().write(bytes("ok"));
            Site.hang(socket);
        })) {
            assertThat(probe(site, null, List.of("mqtt", "x-amzn-mqtt-ca")).passed())
                    .isTrue();
            assertThat(chosen).hasValue("x-amzn-mqtt-ca");
        }
    }

    @Test
    void trustsNothingButWhatTheFileHas() throws GeneralSecurityException {
        var client = new TlsClient(Pem.trust(bytes(certificates.pem("stranger"))));
        try (var site = asking()) {
            var protocol = new TcpExchangeProtocol(new Check.Tcp(site.port(), null, "", "ok"));
            assertThat(cause(probing.probe(site.port(), new TlsSettings(HOST, client, List.of()), protocol, PATIENT)))
                    .isEqualTo(Cause.CERTIFICATE_UNTRUSTED);
        }
    }

    @Test
    void goesOnWithWhatIsRenewed() throws GeneralSecurityException {
        var client = new TlsClient(Pem.trust(bytes(certificates.pem("stranger"))));
        client.renew(Pem.trust(bytes(certificates.pem("authority"))), identity("client"));
        try (var site = asking()) {
            var protocol = new TcpExchangeProtocol(new Check.Tcp(site.port(), null, "", "ok"));
            assertThat(probing.probe(site.port(), new TlsSettings(HOST, client, List.of()), protocol, PATIENT)
                            .passed())
                    .isTrue();
        }
    }

    @Test
    void aKeyAndACertificateMustBeAPair() {
        for (String other : List.of("good", "rsa-client")) {
            assertThatThrownBy(() -> Pem.identity(bytes(certificates.pem("client")), bytes(certificates.keyPem(other))))
                    .hasMessage("the key does not belong to the first certificate");
        }
    }

    @Test
    void saysWhatIsWrongAndQuotesNothing() {
        assertThatThrownBy(() -> Pem.trust(bytes("nothing"))).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> Pem.identity(bytes(certificates.pem("client")), bytes(certificates.pem("client"))))
                .hasMessage("it contains no private key");
        assertThatThrownBy(() -> Pem.identity(
                        bytes(certificates.pem("client")),
                        bytes(Certificates.armoured("EC PRIVATE KEY", certificates.key("client")))))
                .hasMessage("the key is neither PKCS #8 (BEGIN PRIVATE KEY) nor PKCS #1 (BEGIN RSA PRIVATE KEY)");
        assertThatThrownBy(() -> Pem.identity(
                        bytes(certificates.pem("client")),
                        bytes(Certificates.armoured("PRIVATE KEY", bytes("hunter2 is no key")))))
                .hasMessage("the key's algorithm is none of RSA, EC, Ed25519");
    }
}
