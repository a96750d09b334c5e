package io.signalbox.probe.check;

import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.probe.dns.DnsChecker;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.sites.Zone;
import io.signalbox.probe.wire.ConnectOnlyProtocol;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names with addresses of one family, of the other, and of both. */
class FamilyTest {

    private static final String BOTH = "both.example.com";
    private static final String OLD = "old.example.com";
    private static final String NEW = "new.example.com";
    private static final String MAPPED = "mapped.example.com";

    private static Zone zone;
    private static Probing probing;

    @BeforeAll
    static void open() throws IOException {
        try (var _ = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
            zone = new Zone(
                    BOTH + " A 127.0.0.1",
                    BOTH + " AAAA ::1",
                    OLD + " A 127.0.0.1",
                    NEW + " AAAA ::1",
                    MAPPED + " AAAA ::ffff:127.0.0.1");
        } catch (IOException e) {
            assumeTrue(false, "no IPv6 on this machine: " + e);
        }
        probing = new Probing(null, null, zone.names());
    }

    @AfterAll
    static void close() throws IOException {
        if (probing != null) {
            probing.close();
            zone.close();
        }
    }

    private static Checker connection(String host, int port, IpFamily family) {
        return probing.network()
                .checker(ProbeTarget.of(host, port, Optional.empty(), ConnectOnlyProtocol.INSTANCE, PATIENT)
                        .by(new Route(null, family)));
    }

    private static CheckResult by(String host, int port, IpFamily family) {
        return probing.probe(connection(host, port, family));
    }

    private static CheckResult both(String host, int port) {
        return probing.probe(
                new DualStackChecker(connection(host, port, IpFamily.IPV4), connection(host, port, IpFamily.IPV6)));
    }

    @Test
    void goesToAddressesOfItsFamilyAlone() {
        try (var old = new Site(Site::hang);
                var modern = Site.at("::1", 0, Site::hang)) {
            assertThat(by(BOTH, old.port(), IpFamily.IPV4).passed()).isTrue();
            assertThat(by(BOTH, modern.port(), IpFamily.IPV6).passed()).isTrue();
            assertThat(by(NEW, modern.port(), IpFamily.IPV6).passed()).isTrue();
            assertThat(failed(by(BOTH, modern.port(), IpFamily.IPV4)).cause()).isEqualTo(Cause.REFUSED);
            assertThat(failed(by(BOTH, old.port(), IpFamily.IPV6)).cause()).isEqualTo(Cause.REFUSED);
        }
    }

    @Test
    void tellsANameThatHasNoAddressOfTheFamily() {
        var noNew = failed(by(OLD, 80, IpFamily.IPV6));
        assertThat(noNew.cause()).isEqualTo(Cause.RESOLVE_FAILED);
        assertThat(noNew.detail()).startsWith("no IPv6 address: ");
        assertThat(failed(by(NEW, 80, IpFamily.IPV4)).detail()).startsWith("no IPv4 address: ");
    }

    @Test
    void anAddressInDisguiseIsOfItsOwnFamily() {
        try (var old = new Site(Site::hang)) {
            assertThat(failed(by(MAPPED, old.port(), IpFamily.IPV6)).cause()).isEqualTo(Cause.RESOLVE_FAILED);
            assertThat(failed(by("127.0.0.1", old.port(), IpFamily.IPV6)).cause())
                    .isEqualTo(Cause.RESOLVE_FAILED);
            assertThat(old.accepted()).isZero();
        }
    }

    @Test
    void bothPassOnlyTogether() {
        try (var old = new Site(Site::hang);
                var modern = Site.at("::1", old.port(), Site::hang)) {
            assertThat(both(BOTH, old.port()).passed()).isTrue();
            // The kernel connects; that a site has accepted comes after it.
            await().untilAsserted(() -> {
                assertThat(old.accepted()).isEqualTo(1);
                assertThat(modern.accepted()).isEqualTo(1);
            });
        }
    }

    @Test
    void tellsWhichOfTheTwoHasFailed() {
        try (var old = new Site(Site::hang)) {
            var failed = failed(both(BOTH, old.port()));
            assertThat(failed.cause()).isEqualTo(Cause.REFUSED);
            assertThat(failed.detail()).startsWith("IPv6: ");
            assertThat(failed(both(OLD, old.port())).detail()).startsWith("IPv6: no IPv6 address: ");
        }
        try (var modern = Site.at("::1", 0, Site::hang)) {
            assertThat(failed(both(BOTH, modern.port())).detail()).startsWith("IPv4: ");
        }
        var neither = failed(both(OLD, Probing.nobodysPort()));
        assertThat(neither.cause()).isEqualTo(Cause.REFUSED);
        assertThat(neither.detail()).startsWith("IPv4: ").contains("; IPv6: RESOLVE_FAILED, no IPv6 address");
    }

    @Test
    void oneThatFailsCountsThoughTheOtherSaysNothing() {
        Checker silent = (_, listener) -> listener.undecided(UndecidedReason.NO_FILES);

        var failed = failed(
                probing.probe(new DualStackChecker(connection(BOTH, Probing.nobodysPort(), IpFamily.IPV4), silent)));
        assertThat(failed.detail()).startsWith("IPv4: ");
        try (var old = new Site(Site::hang)) {
            assertThat(probing.undecided(new DualStackChecker(connection(BOTH, old.port(), IpFamily.IPV4), silent)))
                    .isEqualTo(UndecidedReason.NO_FILES);
        }
    }

    @Test
    void bothAreUnderWayAtOnce() {
        var both = new CyclicBarrier(2);
        Site.Conversation slow = socket -> {
            String head = Site.readHead(socket);
            both.await(10, TimeUnit.SECONDS);
            socket.getOutputStream().write(Site.ok("heard " + head.length()).getBytes(StandardCharsets.UTF_8));
        };
        try (var old = new Site(slow);
                var modern = Site.at("::1", old.port(), slow)) {
            var target = ProbeTarget.of(
                    BOTH, old.port(), Optional.empty(), new HttpProtocol(Probing.get(80, "", false)), PATIENT);
            var checker = new DualStackChecker(
                    probing.network().checker(target.by(new Route(null, IpFamily.IPV4))),
                    probing.network().checker(target.by(new Route(null, IpFamily.IPV6))));

            CheckResult checkResult = probing.probe(checker);

            assertThat(checkResult.passed()).isTrue();
            assertThat(modern.accepted()).isEqualTo(1);
        }
    }

    @Test
    void aNameServerIsAskedByItsFamilyToo() throws Exception {
        try (var asked = new Zone("orders.example.com A 192.0.2.1")) {
            var check = new Check.Dns(
                    new Reference(BOTH, asked.port()),
                    "orders.example.com",
                    Check.DnsType.A,
                    List.of("192.0.2.1"),
                    true,
                    true);

            assertThat(probing.probe(dns(check, IpFamily.IPV4)).passed()).isTrue();
            assertThat(failed(probing.probe(dns(check, IpFamily.IPV6))).cause()).isEqualTo(Cause.REFUSED);
        }
    }

    private static Checker dns(Check.Dns check, IpFamily family) {
        return new DnsChecker(probing.network(), check, PATIENT, new Route(null, family));
    }
}
