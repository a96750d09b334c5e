package io.signalbox.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.probe.core.PendingObservation;
import io.signalbox.probe.sites.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {

    @TempDir
    private Path directory;

    private final Site site = new Site(Site::hang);
    private World world;

    @BeforeEach
    void begin() {
        world = new World(directory, InstantSource.system());
    }

    @AfterEach
    void close() {
        world.close();
        site.close();
    }

    @Test
    void numbersTheResultsOfACheckFromOne() {
        var topology = world.topology("[]", "[" + often("a") + "]");
        world.engine().start(topology);
        awaitResults("a", 5);

        List<Observation> seen = world.recorder().of("a");
        assertThat(seen).extracting(Observation::sequence).startsWith(1L, 2L, 3L, 4L, 5L);
        assertThat(seen).allSatisfy(observation -> {
            assertThat(observation.result()).isInstanceOf(ProbeResult.Passed.class);
            assertThat(observation.run()).isEqualTo("run-1");
            assertThat(observation.vantage().value()).isEqualTo("eu-west-1");
            assertThat(observation.topologyDigest()).isEqualTo(topology.digest());
            assertThat(observation.vantageHealth().healthy()).isTrue();
        });
        assertThat(world.lateness()).hasSizeGreaterThanOrEqualTo(5).allSatisfy(late -> assertThat(late)
                .isNotNegative());
    }

    @Test
    void aReloadDisturbsNothingThatStaysAsItIs() {
        world.engine().start(world.topology("[]", "[" + often("stays") + "," + often("goes") + "]"));
        awaitResults("stays", 2);
        awaitResults("goes", 2);

        var after = world.topology("[]", "[" + often("stays") + "," + often("comes") + "]");
        world.engine().follow(after);
        awaitResults("comes", 2);

        await().until(() -> !world.recorder().forgotten().isEmpty());
        assertThat(world.recorder().forgotten())
                .singleElement()
                .satisfies(gone -> assertThat(gone.probe().value()).isEqualTo("goes"));
        assertThat(world.engine().allStatistics())
                .extracting(statistics -> statistics.check().probe().value())
                .containsExactlyInAnyOrder("stays", "comes");
        await().until(() ->
                world.recorder().of("stays").getLast().topologyDigest().equals(after.digest()));
        // More of them may come at any moment.
        List<Long> sequences =
                world.recorder().of("stays").stream().map(Observation::sequence).toList();
        assertThat(sequences)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, sequences.size()).boxed().toList());
    }

    @Test
    void aCheckThatWasRemovedPublishesNothingMore() {
        world.engine().start(world.topology("[]", "[" + often("a") + "," + often("b") + "]"));
        awaitResults("b", 2);

        world.engine().follow(world.topology("[]", "[" + often("a") + "]"));
        await().until(() -> !world.recorder().forgotten().isEmpty());
        int then = world.recorder().of("b").size();
        int others = world.recorder().of("a").size();
        awaitResults("a", others + 5);

        assertThat(world.recorder().of("b")).hasSize(then);
    }

    @Test
    void aCheckThatComesBackCountsOnAboveWhatItHadTold() {
        var both = world.topology("[]", "[" + often("a") + "," + often("b") + "]");
        world.engine().start(both);
        awaitResults("b", 5);

        world.engine().follow(world.topology("[]", "[" + often("a") + "]"));
        await().until(() -> !world.recorder().forgotten().isEmpty());
        int before = world.recorder().of("b").size();
        world.engine().follow(both);
        awaitResults("b", before + 2);

        assertThat(world.recorder().of("b"))
                .extracting(Observation::sequence)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aCheckThatWasChangedGoesOnCountingWhereItWas() {
        world.engine().start(world.topology("[]", "[" + often("a") + "]"));
        awaitResults("a", 3);
        try (var elsewhere = new Site(Site::hang)) {
            world.engine().follow(world.topology("[]", "[" + often("a", elsewhere.port()) + "]"));
            await().until(() -> elsewhere.accepted() > 2);
        }

        var sequences =
                world.recorder().of("a").stream().map(Observation::sequence).toList();
        assertThat(sequences).isSorted().doesNotHaveDuplicates();
        assertThat(sequences.getLast()).isEqualTo(sequences.size());
    }

    @Test
    void everyResultSaysWhatWasCheckedHoweverTheRestOfTheFileChanges() {
        var before = world.topology("[]", "[" + often("a") + "]");
        world.engine().start(before);
        awaitResults("a", 2);
        try (var elsewhere = new Site(Site::hang)) {
            var after = world.topology("[]", "[" + often("a", elsewhere.port()) + "," + often("b") + "]");
            world.engine().follow(after);
            await().until(() -> last("a").checkDigest().equals(digest(after, "a")));

            assertThat(world.recorder().of("a"))
                    .extracting(Observation::checkDigest)
                    .containsOnly(digest(before, "a"), digest(after, "a"));
            assertThat(world.recorder().of("a").getFirst().checkDigest()).isEqualTo(digest(before, "a"));
            assertThat(digest(after, "a")).isNotEqualTo(digest(before, "a"));
        }
    }

    private Observation last(String probe) {
        return world.recorder().of(probe).getLast();
    }

    private static String digest(Topology topology, String probe) {
        return topology.services().getFirst().sites().getFirst().checkDigests().get(new ProbeName(probe));
    }

    @Test
    void looksAgainFastOnceSomethingFails() {
        site.close();
        world.engine()
                .start(world.topology(
                        "[]",
                        "[{name: slow, tcp: {port: %d}, interval: 4s, timeout: 1s, fastInterval: 100ms, fall: 4}]"
                                .formatted(site.port())));
        await().until(() -> world.recorder().failures("slow").size() >= 4);

        List<PendingObservation> measured = world.recorder().measured("slow");
        // Three fast intervals, less what the first start was late by; at once it would be next to nothing.
        assertThat(Duration.ofNanos(
                        measured.get(3).measuredNanos() - measured.get(0).measuredNanos()))
                .isBetween(Duration.ofMillis(100), Duration.ofMillis(3_500));
        assertThat(((ProbeResult.Failed) measured.getFirst().observation().result()).cause())
                .isEqualTo(Cause.REFUSED);
    }

    @Test
    void countsStartsThatFindTheFormerProbeStillRunning() {
        // A loop that is held up lets starts pass, which no probe of that check then makes up for.
        world.engine().start(world.topology("[]", "[" + often("a") + "]"));
        awaitResults("a", 1);
        var release = new CountDownLatch(1);
        for (var loop : world.loops().all()) {
            loop.execute(() -> awaitQuietly(release));
        }
        long from = System.nanoTime();
        await().until(() -> System.nanoTime() - from > Duration.ofMillis(700).toNanos());
        release.countDown();

        await().until(() -> world.engine().allStatistics().getFirst().missed() >= 4);
    }

    @Test
    void anExceptionInACheckRestartsIt() {
        var times = new AtomicInteger();
        world.breaks((configured, latest, steps) -> {
            var working = world.working(configured, latest, steps);
            return (loop, listener) -> {
                if (times.incrementAndGet() <= 2) {
                    throw new IllegalStateException("no");
                }
                working.begin(loop, listener);
            };
        });
        world.engine().start(world.topology("[]", "[" + often("broken") + "," + often("a") + "]"));

        awaitResults("broken", 3);
        assertThat(statistics("broken").restarts()).isEqualTo(2);
        assertThat(statistics("a").restarts()).isZero();
    }

    @Test
    void aReloadThatFailsAtOneCheckFollowsTheOthersAndIsTriedAgain() {
        world.engine().start(world.topology("[]", "[" + often("a") + "]"));
        awaitResults("a", 1);
        var fails = new AtomicBoolean(true);
        world.breaks((configured, latest, steps) -> {
            if (fails.get()) {
                throw new IllegalStateException("no");
            }
            return world.working(configured, latest, steps);
        });
        var after = world.topology("[]", "[" + often("broken") + "," + often("a") + "," + often("b") + "]");

        assertThatThrownBy(() -> world.engine().follow(after))
                .hasMessageContaining("orders/us-east-1/broken cannot be followed");
        awaitResults("b", 2);
        fails.set(false);
        world.engine().follow(after);
        awaitResults("broken", 2);
    }

    @Test
    void anotherPlaceAmongTheVantagesRestartsNothing() {
        site.close();
        String slow = "[{name: a, tcp: {port: %d}, interval: 1s, timeout: 500ms, fastInterval: 1s, fall: 100}]"
                .formatted(site.port());
        world.engine().start(world.topology("[]", slow));
        awaitResults("a", 2);

        world.engine().follow(world.topology("[]", slow, "", "[us-east-1, eu-west-1]"));
        awaitResults("a", 4);
        assertThat(world.recorder().of("a"))
                .extracting(seen -> seen.history().inRow())
                .startsWith(1, 2, 3, 4);
    }

    private CheckStatistics statistics(String probe) {
        return world.engine().allStatistics().stream()
                .filter(each -> each.check().probe().value().equals(probe))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String often(String name) {
        return often(name, site.port());
    }

    private static String often(String name, int port) {
        return "{name: %s, tcp: {port: %d}, interval: 100ms, timeout: 100ms}".formatted(name, port);
    }

    private void awaitResults(String probe, int least) {
        await().until(() -> world.recorder().of(probe).size() >= least);
    }
}
