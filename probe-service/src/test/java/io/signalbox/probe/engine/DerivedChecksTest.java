package io.signalbox.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.sites.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that open no connection: those that count others, and those that wait for heartbeats. */
class DerivedChecksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String RHYTHM = "interval: 150ms, timeout: 100ms";

    @TempDir
    private Path directory;

    private final Site first = new Site(Site::hang);
    private final Site second = new Site(Site::hang);
    private final AtomicReference<Instant> wall = new AtomicReference<>();
    private World world;

    @BeforeEach
    void begin() {
        world = new World(directory, () -> {
            Instant said = wall.get();
            return said == null ? Instant.now() : said;
        });
    }

    @AfterEach
    void close() {
        world.close();
        first.close();
        second.close();
    }

    private void start(String more) {
        world.engine()
                .start(world.topology(
                        "[]",
                        "[{name: a, tcp: {port: %d}, %s}, {name: b, tcp: {port: %d}, %s}, %s]"
                                .formatted(first.port(), RHYTHM, second.port(), RHYTHM, more)));
    }

    private static String calculated(int atLeast, String of) {
        return "{name: c, calculated: {of: [%s], atLeast: %d}, %s}".formatted(of, atLeast, RHYTHM);
    }

    private ProbeResult.Failed awaitFailure(String probe) {
        await().atMost(PATIENCE).until(() -> !world.recorder().failures(probe).isEmpty());
        return (ProbeResult.Failed) world.recorder().failures(probe).getFirst().result();
    }

    private void awaitPass(String probe) {
        int before = world.recorder().of(probe).size();
        await().atMost(PATIENCE).until(() -> world.recorder().of(probe).stream()
                .skip(before)
                .anyMatch(seen -> seen.result() instanceof ProbeResult.Passed));
    }

    @Test
    void passesWhileEnoughOthersDo() {
        start(calculated(1, "a, b"));
        awaitPass("c");

        first.close();
        awaitFailure("a");
        awaitPass("c");
        assertThat(world.recorder().failures("c")).isEmpty();

        second.close();
        var failed = awaitFailure("c");
        assertThat(failed.cause()).isEqualTo(Cause.TOO_FEW);
        assertThat(failed.detail()).isEqualTo("0 of 2 pass, expected 1; failing: a, b");
    }

    @Test
    void whatSaysNothingCountsAsNeither() {
        second.close();
        start("{name: h, heartbeat: {timeout: 1h}, %s}, ".formatted(RHYTHM) + calculated(2, "a, b, h"));
        awaitFailure("b");
        await().atMost(PATIENCE).until(() -> undecided("c") > 3);

        assertThat(world.recorder().of("c")).isEmpty();
        assertThat(world.beats().beat(name("h"), System.nanoTime())).isTrue();
        awaitPass("c");
        first.close();
        assertThat(awaitFailure("c").detail()).isEqualTo("1 of 3 pass, expected 2; failing: a, b");
    }

    @Test
    void aFailureIsAsOldAsWhatItRestsOn() {
        first.close();
        second.close();
        start(calculated(1, "a, b"));
        awaitFailure("c");
        LatestResults.Seen seen = statistics("a").seen(System.nanoTime());

        assertThat(seen).isNotNull();
        assertThat(seen.passed()).isFalse();
        assertThat(System.nanoTime() - seen.startedNanos())
                .isBetween(0L, Duration.ofSeconds(15).toNanos());
    }

    @Test
    void aHeartbeatThatStaysAwayIsAFailureAndOneThatComesEndsIt() {
        start("{name: h, heartbeat: {timeout: 1s}, %s}".formatted(RHYTHM));
        await().atMost(PATIENCE).until(() -> undecided("h") > 1);
        assertThat(world.recorder().of("h")).isEmpty();

        assertThat(world.beats().beat(name("h"), System.nanoTime())).isTrue();
        awaitPass("h");
        var failed = awaitFailure("h");
        assertThat(failed.cause()).isEqualTo(Cause.HEARTBEAT_MISSING);
        assertThat(failed.detail()).startsWith("no heartbeat for ").endsWith(" s, expected one within 1 s");

        assertThat(world.beats().beat(name("h"), System.nanoTime())).isTrue();
        awaitPass("h");
        assertThat(world.beats().beat(name("a"), System.nanoTime())).isFalse();
    }

    @Test
    void oneThatNeverCameIsAFailureOnceItShouldHave() {
        start("{name: h, heartbeat: {timeout: 1s}, %s}".formatted(RHYTHM));

        assertThat(awaitFailure("h").cause()).isEqualTo(Cause.HEARTBEAT_MISSING);
        assertThat(undecided("h")).isPositive();
    }

    @Test
    void aSickMomentInTheSilenceVoidsNothing() {
        start("{name: h, heartbeat: {timeout: 4s}, %s}".formatted(RHYTHM));
        world.beats().beat(name("h"), System.nanoTime());
        awaitPass("h");
        wall.set(Instant.now().plusSeconds(60));
        await().atMost(PATIENCE).until(() -> !world.engine().vantageHealth().healthy());
        await().atMost(PATIENCE).until(() -> world.engine().vantageHealth().healthy());

        awaitFailure("h");
        assertThat(world.recorder().failures("h").getFirst().vantageHealth().healthy())
                .isTrue();
    }

    @Test
    void whileNothingCouldBeKnownNothingIsMissingAndThatTimeIsGivenOnTop() {
        start("{name: h, heartbeat: {timeout: 1s}, %s}".formatted(RHYTHM));
        world.beats().beat(name("h"), System.nanoTime());
        long beaten = System.nanoTime();
        awaitPass("h");
        world.blindTime().now(true, beaten);
        await().atMost(PATIENCE).until(() -> undecided("h") > 3);
        assertThat(world.recorder().failures("h")).isEmpty();

        long seen = System.nanoTime();
        world.blindTime().now(false, seen);
        awaitFailure("h");
        long silent = world.recorder().measured("h").stream()
                        .filter(measured -> measured.observation().result() instanceof ProbeResult.Failed)
                        .findFirst()
                        .orElseThrow()
                        .measuredNanos()
                - beaten;
        // As long as it was blind, but no more than once again its timeout.
        assertThat(Duration.ofNanos(silent)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void aReloadKeepsWhatHasCome() {
        start("{name: h, heartbeat: {timeout: 1h}, %s}".formatted(RHYTHM));
        world.beats().beat(name("h"), System.nanoTime());
        awaitPass("h");

        world.engine().follow(world.topology("[]", "[{name: h, heartbeat: {timeout: 2h}, %s}]".formatted(RHYTHM)));
        awaitPass("h");
        world.engine().follow(world.topology("[]", "[{name: z, tcp: {port: %d}}]".formatted(first.port())));
        await().atMost(PATIENCE).until(() -> !world.beats().beat(name("h"), System.nanoTime()));
    }

    private static CheckName name(String probe) {
        return new CheckName(new ServiceName("orders"), new SiteName("us-east-1"), new ProbeName(probe));
    }

    private CheckStatistics statistics(String probe) {
        return world.engine().allStatistics().stream()
                .filter(statistics -> statistics.check().equals(name(probe)))
                .findFirst()
                .orElseThrow();
    }

    private long undecided(String probe) {
        return statistics(probe).undecided();
    }

    /** Those that were told nothing have no number, either. */
    @Test
    void whatIsUndecidedIsNotNumbered() {
        start("{name: h, heartbeat: {timeout: 1h}, %s}".formatted(RHYTHM));
        await().atMost(PATIENCE).until(() -> undecided("h") > 1);
        world.beats().beat(name("h"), System.nanoTime());
        awaitPass("h");

        List<Observation> seen = world.recorder().of("h");
        assertThat(seen.getFirst().sequence()).isEqualTo(1);
    }
}
