package io.signalbox.probe.tls;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.TlsSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    private static final String HOST = "orders.example.com";

    private static Certificates certificates;
    private static Probing probing;

    @BeforeAll
    static void make() {
        certificates = Certificates.usual().withSurplus("surplus", HOST);
        probing = new Probing(certificates.trust(), null);
    }

    @AfterAll
    static void close() {
        probing.close();
    }

    private static Site site(String certificate) {
        return new Site(certificates.server(certificate), Site::hang);
    }

    private static CheckResult probe(int port, String serverName, int failDays, Duration timeout) {
        var check = new Check.Handshake(port, new Tls(serverName, Tls.Files.NONE, List.of()), 0, failDays);
        var protocol = new HandshakeProtocol(check, InstantSource.system());
        return probing.probe(port, new TlsSettings(serverName, null, List.of()), protocol, timeout);
    }

    @Test
    void passesOnceHandsAreShakenAndTellsWhenTheChainEnds() {
        try (var site = site("good")) {
            CheckResult checkResult = probe(site.port(), HOST, 0, PATIENT);

            assertThat(checkResult.passed()).isTrue();
            assertThat(checkResult.certificateExpiry()).isEqualTo(certificates.expiry("good"));
            assertThat(checkResult.result().timings().tls()).isPositive();
        }
    }

    @Test
    void passesWhileEnoughDaysAreLeft() {
        try (var site = site("good")) {
            assertThat(probe(site.port(), HOST, 29, PATIENT).passed()).isTrue();
        }
    }

    @Test
    void tellsACertificateThatEndsTooSoon() {
        try (var site = site("good")) {
            CheckResult checkResult = probe(site.port(), HOST, 31, PATIENT);

            assertThat(cause(checkResult)).isEqualTo(Cause.CERTIFICATE_EXPIRING);
            assertThat(failed(checkResult).detail())
                    .isEqualTo("the chain is valid until " + certificates.expiry("good")
                            + ", expected at least 31 days more");
            assertThat(checkResult.certificateExpiry()).isEqualTo(certificates.expiry("good"));
        }
    }

    @Test
    void anExpiredCertificateThatNobodyNeedsFailsNothing() {
        try (var site = site("surplus")) {
            assertThat(probe(site.port(), HOST, 0, PATIENT).result()).isInstanceOf(ProbeResult.Passed.class);
            assertThat(probe(site.port(), HOST, 29, PATIENT).passed()).isTrue();
            assertThat(failed(probe(site.port(), HOST, 31, PATIENT)).detail())
                    .startsWith("the chain is valid until " + certificates.expiry("surplus"));
        }
    }

    @Test
    void tellsBothEndsOfWhatWasShown() {
        try (var site = site("surplus");
                var old = site("old")) {
            CheckResult surplus = probe(site.port(), HOST, 0, PATIENT);
            assertThat(surplus.chainExpiry()).isEqualTo(certificates.expiry("surplus"));
            assertThat(surplus.certificateExpiry()).isBefore(Instant.now());

            CheckResult rejected = probe(old.port(), HOST, 0, PATIENT);
            assertThat(rejected.chainExpiry()).isNull();
            assertThat(rejected.certificateExpiry()).isEqualTo(certificates.expiry("old"));
        }
    }

    @Test
    void tellsWhyACertificateIsNotAccepted() {
        try (var old = site("old");
                var stranger = site("stranger");
                var good = site("good")) {
            assertThat(cause(probe(old.port(), HOST, 0, PATIENT))).isEqualTo(Cause.CERTIFICATE_EXPIRED);
            assertThat(cause(probe(stranger.port(), HOST, 0, PATIENT))).isEqualTo(Cause.CERTIFICATE_UNTRUSTED);
            assertThat(cause(probe(good.port(), "payments.example.com", 0, PATIENT)))
                    .isEqualTo(Cause.CERTIFICATE_WRONG_HOST);
        }
    }

    @Test
    void tellsWhereItWasWhenTimeRanOut() throws IOException {
        try (var silent = new Site(Site::hang);
                var hole = new BlackHole()) {
            assertThat(cause(probe(silent.port(), HOST, 0, IMPATIENT))).isEqualTo(Cause.TIMEOUT_TLS);
            assertThat(cause(probe(hole.port(), HOST, 0, IMPATIENT))).isEqualTo(Cause.TIMEOUT_CONNECT);
        }
    }

    @Test
    void tellsAServerThatSpeaksNoTlsAndOneThatIsNotThere() {
        try (var site = new Site(socket -> {
            socket.getOutputStream().write("220 welcome\r\n".getBytes(StandardCharsets.UTF_8));
            Site.hang(socket);
        })) {
            assertThat(cause(probe(site.port(), HOST, 0, PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
        assertThat(cause(probe(Probing.nobodysPort(), HOST, 0, PATIENT))).isEqualTo(Cause.REFUSED);
    }
}
