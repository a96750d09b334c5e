package io.signalbox.probe.wire;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.sites.Zone;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A name with three addresses, of which some are dead. */
class SeveralAddressesTest {

    private static final String NAME = "orders.example.com";
    private static final String FIRST = "127.0.0.2";
    private static final String SECOND = "127.0.0.3";

    private static Zone zone;
    private static Probing probing;

    @BeforeAll
    static void open() throws IOException {
        zone = new Zone(NAME + " A " + FIRST, NAME + " A " + SECOND, NAME + " A 127.0.0.1");
        probing = new Probing(null, null, zone.names());
    }

    @AfterAll
    static void close() throws IOException {
        probing.close();
        zone.close();
    }

    private static Checker tcp(int port, Duration timeout) {
        return probing.network()
                .checker(ProbeTarget.of(NAME, port, Optional.empty(), ConnectOnlyProtocol.INSTANCE, timeout));
    }

    private static Checker http(int port, Duration timeout) {
        var protocol = new HttpProtocol(Probing.get(port, "", false));
        return probing.network().checker(ProbeTarget.of(NAME, port, Optional.empty(), protocol, timeout));
    }

    @Test
    void passesWhileOneOfThemAccepts() {
        try (var site = new Site(Site::hang)) {
            assertThat(probing.probe(tcp(site.port(), PATIENT)).result()).satisfies(SeveralAddressesTest::passed);
        }
    }

    @Test
    void twoThatSwallowPacketsLeaveTimeForTheThird() throws IOException {
        try (var site = Site.answering(Site.ok("ok"));
                var _ = new BlackHole(InetAddress.ofLiteral(FIRST), site.port());
                var _ = new BlackHole(InetAddress.ofLiteral(SECOND), site.port())) {
            CheckResult checkResult = probing.probe(http(site.port(), Duration.ofSeconds(3)));

            assertThat(checkResult.result()).satisfies(SeveralAddressesTest::passed);
        }
    }

    @Test
    void tellsOfEachWhyItFailed() throws IOException {
        try (var hole = new BlackHole(InetAddress.ofLiteral(SECOND), 0)) {
            var failed = failed(probing.probe(tcp(hole.port(), IMPATIENT)));

            assertThat(failed.cause()).isEqualTo(Cause.REFUSED);
            assertThat(failed.detail())
                    .contains("3 of 3 addresses fail")
                    .contains(FIRST + " REFUSED")
                    .contains(SECOND + " TIMEOUT_CONNECT")
                    .contains("127.0.0.1 REFUSED");
        }
    }

    @Test
    void oneThatAcceptsAndHangsIsNotWhereTheNextProbeBegins() {
        try (var site = Site.answering(Site.ok("ok"));
                var hanging = Site.at(FIRST, site.port(), Site::hang)) {
            Checker http = http(site.port(), IMPATIENT);

            var failed = failed(probing.probe(http));
            assertThat(failed.cause()).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(failed.detail())
                    .startsWith("1 of 3 addresses fail, no time for the others: " + FIRST + " TIMEOUT_FIRST_BYTE");
            assertThat(probing.probe(http).result()).satisfies(SeveralAddressesTest::passed);
            assertThat(hanging.accepted()).isEqualTo(1);
        }
    }

    @Test
    void theOneThatWorkedIsTriedFirst() {
        try (var site = Site.answering(Site.ok("ok"));
                var broken = Site.at(FIRST, site.port(), Site.answer("HTTP/1.1 503 Gone\r\n\r\n"))) {
            Checker http = http(site.port(), PATIENT);
            for (int i = 0; i < 3; i++) {
                assertThat(probing.probe(http).result()).satisfies(SeveralAddressesTest::passed);
            }
            assertThat(broken.accepted()).isEqualTo(1);
        }
    }

    private static Checker each(int port, boolean atOnce) {
        var target = ProbeTarget.of(NAME, port, Optional.empty(), ConnectOnlyProtocol.INSTANCE, PATIENT);
        return new PerAddressChecker(
                probing.network(),
                new PerAddressChecker.Name(target.address(), Route.USUAL, PATIENT.toNanos()),
                new PerAddressChecker.Thresholds(2, 1),
                atOnce,
                route -> probing.network().checker(target.by(route)));
    }

    @Test
    void whereAllCountOneThatIsDeadFailsTheCheckAndIsTold() {
        try (var site = new Site(Site::hang);
                var _ = Site.at(FIRST, site.port(), Site::hang)) {
            Checker all = each(site.port(), true);

            assertThat(failed(probing.probe(all)).detail())
                    .startsWith("1 of 3 addresses fail: " + SECOND + " REFUSED x1; the first: ");
            assertThat(failed(probing.probe(all)).detail()).contains(SECOND + " REFUSED x2");
            try (var _ = Site.at(SECOND, site.port(), Site::hang)) {
                assertThat(probing.probe(all).result()).satisfies(SeveralAddressesTest::passed);
            }
        }
    }

    @Test
    void byTurnsEveryAddressIsGoneTo() {
        try (var site = new Site(Site::hang);
                var _ = Site.at(FIRST, site.port(), Site::hang)) {
            Checker rotating = each(site.port(), false);

            assertThat(probing.probe(rotating).result()).satisfies(SeveralAddressesTest::passed);
            assertThat(failed(probing.probe(rotating)).detail()).contains(SECOND + " REFUSED x1");
            assertThat(failed(probing.probe(rotating)).detail()).contains(SECOND + " REFUSED x2");
            assertThat(failed(probing.probe(rotating)).detail()).contains(SECOND + " REFUSED x2");
            await().until(() -> site.accepted() == 1);
        }
    }

    private static void passed(ProbeResult result) {
        assertThat(result).isInstanceOf(ProbeResult.Passed.class);
    }
}
