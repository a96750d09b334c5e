package io.signalbox.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VantageHealthTest {

    private static final String OFTEN = "[{name: a, tcp: {port: %d}, interval: 100ms, timeout: 100ms}]";

    @TempDir
    private Path directory;

    private final AtomicReference<Instant> wall = new AtomicReference<>();
    private final Site site = new Site(Site::hang);
    private final Site reference = new Site(Site::hang);
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
        site.close();
        reference.close();
    }

    @Test
    void aSiteThatFailsAloneIsToldByAHealthyVantage() {
        start("127.0.0.1:" + reference.port());
        site.close();
        await().until(() -> world.recorder().failures("a").size() >= 3);

        assertThat(world.recorder().failures("a"))
                .allSatisfy(
                        failure -> assertThat(failure.vantageHealth().healthy()).isTrue());
    }

    @Test
    void noFailureOfALostNetworkIsEverToldByAHealthyVantage() {
        start("127.0.0.1:" + reference.port());
        await().until(() -> world.recorder().of("a").size() >= 3);
        reference.close();
        site.close();
        await().until(() -> world.recorder().failures("a").size() >= 5);

        assertThat(world.recorder().failures("a")).allSatisfy(failure -> {
            assertThat(failure.vantageHealth().healthy()).isFalse();
            assertThat(failure.vantageHealth().detail()).contains("1 of 1 references failed");
        });
        assertThat(world.engine().vantageHealth().healthy()).isFalse();
    }

    @Test
    void aFailureBringsARoundOfItsOwn() {
        start("127.0.0.1:" + reference.port());
        await().until(() -> world.recorder().of("a").size() >= 1);
        int before = reference.accepted();
        site.close();
        await().until(() -> world.recorder().failures("a").size() >= 4);

        // Rounds of their own accord come once a second only.
        await().atMost(Duration.ofSeconds(2)).until(() -> reference.accepted() - before >= 3);
    }

    @Test
    void failuresThatOnlyRepeatWhatIsSettledShareTheRoundOfEachSecond() {
        String probes = IntStream.range(0, 20)
                .mapToObj(
                        i -> "{name: p%d, tcp: {port: %d}, interval: 200ms, timeout: 200ms}".formatted(i, site.port()))
                .collect(Collectors.joining(", ", "[", "]"));
        site.close();
        world.engine().start(world.topology("[\"127.0.0.1:" + reference.port() + "\"]", probes));
        await().until(() -> IntStream.range(0, 20)
                .allMatch(i -> world.recorder().failures("p" + i).size() >= 4));
        int accepted = reference.accepted();
        int told = world.recorder().of("p0").size();
        long begun = System.nanoTime();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.recorder().of("p0").size() >= told + 12);
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat(reference.accepted() - accepted).isLessThanOrEqualTo((int) seconds + 2);
    }

    @Test
    void halfOfTheReferencesAreEnough() {
        var gone = new Site(Site::hang);
        gone.close();
        start("127.0.0.1:" + reference.port() + "\", \"127.0.0.1:" + gone.port());
        site.close();
        await().until(() -> world.recorder().failures("a").size() >= 2);

        assertThat(world.recorder().failures("a"))
                .allSatisfy(
                        failure -> assertThat(failure.vantageHealth().healthy()).isTrue());
    }

    @Test
    void aReferenceMayBeWhereTheTopologyAllowsIt() {
        world.engine()
                .start(world.topology(
                        "[\"169.254.0.1:1\"]", OFTEN.formatted(site.port()), "allowAddresses: [169.254.0.1]"));

        site.close();
        // Each is told with a round of references, of which nobody knows here how it ends.
        await().until(() -> !world.recorder().failures("a").isEmpty());
        assertThat(world.recorder().failures("a"))
                .allSatisfy(failure ->
                        assertThat(failure.vantageHealth().detail()).doesNotContain(Cause.ADDRESS_REFUSED.name()));
    }

    @Test
    void resultsStayInOrderThoughFailuresWaitForTheirRound() throws IOException {
        try (var hole = new BlackHole()) {
            start("127.0.0.1:" + hole.port());
            world.flap();
            await().until(() -> world.recorder().failures("a").size() >= 10);
        }

        List<Observation> seen = world.recorder().of("a");
        assertThat(seen)
                .extracting(Observation::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, seen.size()).boxed().toList());
        assertThat(world.recorder().failures("a"))
                .allSatisfy(
                        failure -> assertThat(failure.vantageHealth().healthy()).isFalse());
    }

    @Test
    void aWallClockThatJumpsMakesTheVantageSickForAWhile() {
        world.engine().start(world.topology("[]", OFTEN.formatted(site.port())));
        await().until(() -> world.recorder().of("a").size() >= 2);
        var start = Instant.now();
        long origin = System.nanoTime();
        wall.set(start.plusSeconds(60));
        await().until(() -> !world.engine().vantageHealth().healthy());
        assertThat(world.engine().vantageHealth().detail()).contains("wall clock jumped");
        assertThat(System.nanoTime()).isGreaterThan(origin);

        wall.set(null);
        await().until(() -> world.engine().vantageHealth().healthy());
        List<Observation> told = world.recorder().of("a");
        assertThat(told).anySatisfy(observation -> {
            assertThat(observation.result()).isInstanceOf(ProbeResult.Passed.class);
            assertThat(observation.vantageHealth().healthy()).isFalse();
        });
    }

    private void start(String references) {
        world.engine().start(world.topology("[\"" + references + "\"]", OFTEN.formatted(site.port())));
        await().until(() -> !world.recorder().of("a").isEmpty());
    }
}
