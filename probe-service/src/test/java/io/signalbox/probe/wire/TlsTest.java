package io.signalbox.probe.wire;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TlsTest {

    private static final String HOST = "orders.example.com";

    private static Certificates certificates;
    private static Probing probing;

    @BeforeAll
    static void make() {
        certificates = new Certificates()
                .signed("good", HOST, 0, 30)
                .signed("old", HOST, -20, -10)
                .signed("early", HOST, 10, 20)
                .signed("other", "payments.example.com")
                .selfSigned("stranger", HOST)
                .selfSigned("alone", HOST, 0, 30)
                .through("issuing", 20, "outliving", HOST, 40)
                .selfSigned("anchor", HOST, -20, -10);
        probing = new Probing(certificates.trust(), null);
    }

    @AfterAll
    static void close() {
        probing.close();
    }

    private static Site site(String certificate) {
        return new Site(certificates.server(certificate), Site.answer(Site.ok("ok")));
    }

    @Test
    void passesAndTellsWhenTheCertificateEnds() {
        try (var site = site("good")) {
            CheckResult checkResult = probing.https(site.port(), PATIENT);

            assertThat(checkResult.passed()).isTrue();
            assertThat(checkResult.certificateExpiry()).isEqualTo(certificates.expiry("good"));
            assertThat(checkResult.result().timings().tls()).isPositive();
        }
    }

    @Test
    void shakesHandsAnewEachTimeSoThatANewCertificateIsSeen() {
        Set<String> sessions = ConcurrentHashMap.newKeySet();
        try (var site = new Site(certificates.server("good"), socket -> {
            Site.readHead(socket);
            sessions.add(
                    HexFormat.of().formatHex(((SSLSocket) socket).getSession().getId()));
            socket.getOutputStream().write(Site.ok("ok").getBytes(StandardCharsets.UTF_8));
        })) {
            for (int i = 0; i < 4; i++) {
                CheckResult checkResult = probing.https(site.port(), PATIENT);
                assertThat(checkResult.passed()).isTrue();
                assertThat(checkResult.certificateExpiry()).isNotNull();
            }
            assertThat(sessions).hasSize(4);
        }
    }

    @Test
    void tellsAnExpiredCertificateAndWhenItEnded() {
        try (var site = site("old")) {
            CheckResult checkResult = probing.https(site.port(), PATIENT);

            assertThat(cause(checkResult)).isEqualTo(Cause.CERTIFICATE_EXPIRED);
            assertThat(checkResult.certificateExpiry()).isEqualTo(certificates.expiry("old"));
        }
    }

    @Test
    void aCertificateThatIsItselfTrustedIsValidUntilItEnds() {
        try (var trusting = new Probing(certificates.trust("alone"), null);
                var site = site("alone")) {
            assertThat(trusting.https(site.port(), PATIENT).chainExpiry()).isEqualTo(certificates.expiry("alone"));
        }
    }

    @Test
    void theChainEndsWithTheFirstOfThoseThatAreNeeded() {
        try (var site = site("outliving")) {
            assertThat(probing.https(site.port(), PATIENT).chainExpiry()).isEqualTo(certificates.expiry("issuing"));
        }
    }

    @Test
    void tellsAnExpiredCertificateEvenWhenItIsItselfTrusted() {
        try (var trusting = new Probing(certificates.trust("anchor"), null);
                var site = site("anchor")) {
            assertThat(cause(trusting.https(site.port(), PATIENT))).isEqualTo(Cause.CERTIFICATE_EXPIRED);
        }
    }

    @Test
    void tellsTheCertificateOfAnotherHost() {
        try (var site = site("other")) {
            assertThat(cause(probing.https(site.port(), PATIENT))).isEqualTo(Cause.CERTIFICATE_WRONG_HOST);
        }
    }

    @Test
    void tellsACertificateThatNobodyTrustedSigned() {
        try (var site = site("stranger")) {
            assertThat(cause(probing.https(site.port(), PATIENT))).isEqualTo(Cause.CERTIFICATE_UNTRUSTED);
        }
    }

    @Test
    void tellsACertificateThatIsNotValidYet() {
        try (var site = site("early")) {
            assertThat(cause(probing.https(site.port(), PATIENT))).isEqualTo(Cause.CERTIFICATE_UNTRUSTED);
        }
    }

    @Test
    void tellsAHandshakeThatDoesNotEnd() {
        try (var site = new Site(Site::hang)) {
            assertThat(cause(probing.https(site.port(), IMPATIENT))).isEqualTo(Cause.TIMEOUT_TLS);
        }
    }

    @Test
    void tellsAServerThatSpeaksNoTls() {
        try (var site = new Site(socket -> {
            socket.getOutputStream().write("220 welcome\r\n".getBytes(StandardCharsets.UTF_8));
            Site.hang(socket);
        })) {
            assertThat(cause(probing.https(site.port(), PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void tellsAServerThatHangsUpDuringTheHandshake() {
        try (var site = new Site(socket -> {
            int first = socket.getInputStream().read();
            assertThat(first).isNotNegative();
        })) {
            // Closed with bytes unread, which the system turns into a reset.
            assertThat(cause(probing.https(site.port(), PATIENT))).isIn(Cause.RESET, Cause.PROTOCOL_ERROR);
        }
    }
}
