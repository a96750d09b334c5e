package io.signalbox.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.sites.Zone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a vantage looks at, and for which of its parts that speaks. */
class ReferencesTest {

    private static final String NAME = "orders.example.com";
    private static final String REFERENCE = "www.example.com";
    private static final String BY_NAME = "[{dns: system, name: " + REFERENCE + "}]";

    @TempDir
    private Path directory;

    private final Site accepting = new Site(Site::hang);
    private Zone zone;
    private World world;

    @BeforeEach
    void open() throws IOException {
        zone = new Zone(0, NAME + " A 127.0.0.1", REFERENCE + " A 127.0.0.1");
        world = new World(directory, InstantSource.system(), zone.names());
    }

    @AfterEach
    void close() throws IOException {
        world.close();
        zone.close();
        accepting.close();
    }

    private void start(String references, int port) {
        world.engine()
                .start(world.topology(
                        references, "[{name: a, tcp: {port: %d}, interval: 400ms, timeout: 400ms}]".formatted(port)));
    }

    private void awaitFailures() {
        await().until(() -> world.recorder().failures("a").size() >= 3);
    }

    private void toldByAVantageThatIs(boolean healthy) {
        awaitFailures();
        assertThat(world.recorder().failures("a"))
                .allSatisfy(
                        failure -> assertThat(failure.vantageHealth().healthy()).isEqualTo(healthy));
    }

    private void awaitUndecided(UndecidedReason why) {
        await().until(() -> world.engine().allStatistics().getFirst().undecided(why) >= 3);
        assertThat(world.recorder().failures("a")).isEmpty();
    }

    @Test
    void oneThatAcceptsEverythingAndShakesNoHandsShowsNothing() {
        start(
                "[{tls: \"127.0.0.1:%d\", serverName: orders.example.com}]".formatted(accepting.port()),
                Probing.nobodysPort());

        toldByAVantageThatIs(false);
        assertThat(world.engine().vantageHealth().detail()).contains("TIMEOUT_TLS");
    }

    @Test
    void aNameServerThatAnswersShowsThatTheNetworkWorks() {
        start("[{dns: \"127.0.0.1:%d\", name: %s}]".formatted(zone.port(), REFERENCE), Probing.nobodysPort());

        toldByAVantageThatIs(true);
        zone.now(Zone.Mood.SILENT);
        await().until(() -> !world.engine().vantageHealth().healthy());
    }

    @Test
    void thoseOfOtherVantagesAreNotLookedAt() {
        start(
                "[{tcp: \"127.0.0.1:%d\", vantages: [us-east-1]}]".formatted(Probing.nobodysPort()),
                Probing.nobodysPort());

        toldByAVantageThatIs(true);
    }

    @Test
    void aFamilyThatDoesNotWorkTakesNoVoteFromTheOther() {
        int nobody = Probing.nobodysPort();
        start(
                "[\"127.0.0.1:%d\", \"[::1]:%d\", {tls: \"[::1]:%d\", serverName: %s}]"
                        .formatted(accepting.port(), nobody, nobody, REFERENCE),
                nobody);

        toldByAVantageThatIs(true);
    }

    @Test
    void aFailureByAFamilyThatDoesNotWorkIsUndecided() {
        int nobody = Probing.nobodysPort();
        world.at("::1");
        start("[\"127.0.0.1:%d\", \"[::1]:%d\"]".formatted(accepting.port(), nobody), nobody);

        awaitUndecided(UndecidedReason.NO_ROUTE);
        assertThat(world.engine().vantageHealth().healthy()).isTrue();
    }

    @Test
    void aFailureByAFamilyThatWorksCounts() {
        try (var _ = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
            world.at("::1");
        } catch (IOException e) {
            assumeTrue(false, "no IPv6 on this machine: " + e);
        }
        try (var reference = Site.at("::1", 0, Site::hang)) {
            start(
                    "[\"127.0.0.1:%d\", \"[::1]:%d\"]".formatted(accepting.port(), reference.port()),
                    Probing.nobodysPort());

            toldByAVantageThatIs(true);
        }
    }

    @Test
    void aNameThatOnlyItsOwnServersDoNotTellIsAFailure() {
        zone.failFor(NAME);
        world.at(NAME);
        start(BY_NAME, accepting.port());

        toldByAVantageThatIs(true);
        assertThat(world.recorder().failures("a").getFirst().result())
                .isInstanceOfSatisfying(ProbeResult.Failed.class, failed -> assertThat(failed.cause())
                        .isEqualTo(Cause.RESOLVE_FAILED));
    }

    @Test
    void nameServersThatAnswerNothingAtAllAreNoFailureOfTheSite() {
        zone.now(Zone.Mood.FAILING);
        world.at(NAME);
        start(BY_NAME, accepting.port());

        awaitUndecided(UndecidedReason.RESOLVER);
        assertThat(world.engine().vantageHealth().healthy()).isTrue();

        zone.now(Zone.Mood.WELL);
        await().until(() -> !world.recorder().of("a").isEmpty());
    }
}
