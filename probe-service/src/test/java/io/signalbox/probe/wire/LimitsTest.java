package io.signalbox.probe.wire;

import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Timeouts;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Phases with timeouts of their own, far below that of the whole. */
class LimitsTest {

    private static final String HOST = "orders.example.com";
    private static final long MICRO = 1_000;

    private static Certificates certificates;
    private static Probing probing;

    @BeforeAll
    static void open() {
        certificates = Certificates.usual();
        probing = new Probing(certificates.trust(), null);
    }

    @AfterAll
    static void close() {
        probing.close();
    }

    private static Route within(int connectMillis, int tlsMillis, int firstByteMillis) {
        var limits =
                new StageTimeouts(connectMillis * 1_000_000L, tlsMillis * 1_000_000L, firstByteMillis * 1_000_000L);
        return new Route(limits, null);
    }

    private static CheckResult http(int port, boolean secure, Route route) {
        var security = secure ? new TlsSettings(HOST, null, List.of()) : null;
        var protocol = new HttpProtocol(Probing.get(port, "", secure));
        return probing.probe(
                ProbeTarget.of("127.0.0.1", port, security, protocol, PATIENT).by(route));
    }

    private static void outlasted(CheckResult checkResult, Cause cause, int millis) {
        var failed = failed(checkResult);
        assertThat(failed.cause()).isEqualTo(cause);
        assertThat(failed.detail()).endsWith("within " + millis + " ms");
        assertThat(failed.timings().total()).isBetween((millis - 10) * MICRO, 10_000 * MICRO);
    }

    @Test
    void aConnectionThatDoesNotStandInItsTime() throws Exception {
        try (var hole = new BlackHole()) {
            var target =
                    ProbeTarget.of("127.0.0.1", hole.port(), Optional.empty(), ConnectOnlyProtocol.INSTANCE, PATIENT);

            outlasted(probing.probe(target.by(within(150, 0, 0))), Cause.TIMEOUT_CONNECT, 150);
        }
    }

    @Test
    void aHandshakeThatDoesNotEndInItsTime() {
        try (var mute = new Site(Site::hang)) {
            outlasted(http(mute.port(), true, within(0, 160, 0)), Cause.TIMEOUT_TLS, 160);
        }
    }

    @Test
    void anAnswerThatDoesNotBeginInItsTime() {
        try (var mute = new Site(Site::hang);
                var secure = new Site(certificates.server("good"), Site::hang)) {
            outlasted(http(mute.port(), false, within(0, 0, 170)), Cause.TIMEOUT_FIRST_BYTE, 170);
            outlasted(http(secure.port(), true, within(0, 20_000, 170)), Cause.TIMEOUT_FIRST_BYTE, 170);
        }
    }

    @Test
    void aPhaseThatHasEndedInTimeIsNeverTooLong() {
        try (var site = new Site(socket -> {
            Site.readHead(socket);
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            Thread.sleep(2_000);
            socket.getOutputStream().write("Content-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        })) {
            CheckResult checkResult = http(site.port(), false, within(1_500, 1_500, 1_500));

            assertThat(checkResult.passed()).isTrue();
            assertThat(checkResult.result().timings().transfer()).isGreaterThan(1_500 * MICRO);
        }
    }

    @Test
    void theWholeStillHasItsOwn() {
        try (var mute = new Site(Site::hang)) {
            var protocol = new HttpProtocol(Probing.get(mute.port(), "", false));
            var target = ProbeTarget.of("127.0.0.1", mute.port(), Optional.empty(), protocol, Duration.ofMillis(140));

            outlasted(probing.probe(target.by(within(0, 0, 5_000))), Cause.TIMEOUT_FIRST_BYTE, 140);
        }
    }

    @Test
    void withoutAnyNothingIsTimedApart() {
        assertThat(Route.of(Approach.USUAL, null)).isSameAs(Route.USUAL);
        assertThat(Route.USUAL.limits()).isNull();
        assertThat(StageTimeouts.of(new Timeouts(null, Duration.ofMillis(3), null)))
                .isEqualTo(new StageTimeouts(0, 3_000_000, 0));
    }
}
