package io.signalbox.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.core.PendingObservation;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Site;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many checks of one slow target, over two event loops. */
class PerTargetTest {

    private static final Duration WHILE = Duration.ofMillis(400);

    @TempDir
    private Path directory;

    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger busiest = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Site site = new Site(this::slowly);
    private World world;

    @BeforeEach
    void begin() {
        world = new World(directory, InstantSource.system());
    }

    @AfterEach
    void close() {
        release.countDown();
        world.close();
        site.close();
    }

    /** Counts those that it works for. It has stopped to work for one before that one can know. */
    private void slowly(Socket socket) throws Exception {
        busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
        Thread.sleep(100);
        busy.decrementAndGet();
        socket.getOutputStream().write("done".getBytes(StandardCharsets.US_ASCII));
        Site.hang(socket);
    }

    /** Works for none until it is released. */
    private void whenReleased(Socket socket) throws Exception {
        release.await();
        slowly(socket);
    }

    private String probe(String name, String timing) {
        return "{name: %s, tcp: {port: %d, expect: done}, %s}".formatted(name, site.port(), timing);
    }

    private List<Observation> of(String probe) {
        return world.recorder().of(probe);
    }

    private long missed() {
        return world.engine().allStatistics().stream()
                .mapToLong(CheckStatistics::missed)
                .sum();
    }

    private static String probes(List<String> probes) {
        return "[" + String.join(", ", probes) + "]";
    }

    @Test
    void soManyAtATimeAndEachInItsTurn() {
        String probes = IntStream.range(0, 80)
                .mapToObj(i -> probe("p" + i, "interval: 2s, timeout: 2s"))
                .collect(Collectors.joining(", ", "[", "]"));
        world.engine().start(world.topology("[]", probes, "defaults: {perTarget: 3}"));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> missed() > 0
                        && IntStream.range(0, 80).allMatch(i -> of("p" + i).size() >= 2));

        assertThat(busiest).hasValue(3);
        // Twenty-seven rounds of a hundred milliseconds, and so longer than the timeout: nobody is much ahead of
        // anybody, and waiting has used up nobody's time.
        List<Integer> results =
                IntStream.range(0, 80).mapToObj(i -> of("p" + i).size()).toList();
        assertThat(Collections.max(results)).isLessThan(4 * Collections.min(results));
        assertThat(IntStream.range(0, 80).boxed().flatMap(i -> of("p" + i).stream()))
                .allSatisfy(seen -> assertThat(seen.result()).isInstanceOf(ProbeResult.Passed.class));
        assertThat(Collections.max(world.lateness())).isGreaterThan(100_000_000L);
    }

    @Test
    void withoutALimitNobodyWaits() {
        String probes = IntStream.range(0, 12)
                .mapToObj(i -> probe("p" + i, "interval: 200ms, timeout: 200ms"))
                .collect(Collectors.joining(", ", "[", "]"));
        world.engine().start(world.topology("[]", probes));

        await().until(() -> busiest.get() > 3);
    }

    @Test
    void aCheckThatIsRemovedLeavesTheQueueAndOneThatIsUnderWayKeepsItsPlace() {
        site.now(this::whenReleased);
        String timing = "interval: 1s, timeout: 1s";
        String patient = "interval: 10s, timeout: 10s";
        world.engine()
                .start(world.topology("[]", probes(List.of(probe("first", patient))), "defaults: {perTarget: 1}"));
        await().atMost(Duration.ofSeconds(30)).until(() -> site.accepted() == 1);
        world.engine()
                .follow(world.topology(
                        "[]",
                        probes(List.of(probe("first", patient), probe("second", timing))),
                        "defaults: {perTarget: 1}"));

        await().atMost(Duration.ofSeconds(30)).during(WHILE).until(() -> site.accepted() == 1);
        world.engine()
                .follow(world.topology("[]", probes(List.of(probe("third", timing))), "defaults: {perTarget: 1}"));
        await().atMost(Duration.ofSeconds(30)).during(WHILE).until(() -> site.accepted() == 1);
        release.countDown();

        await().atMost(Duration.ofSeconds(30)).until(() -> of("third").size() >= 3);
        assertThat(of("first")).isEmpty();
        assertThat(of("second")).isEmpty();
        assertThat(busiest).hasValue(1);
        assertThat(site.accepted()).isLessThanOrEqualTo(of("third").size() + 2);
    }

    @Test
    void aCheckThatIsChangedWaitsForItsOwnFormerProbe() {
        site.now(this::whenReleased);
        world.engine()
                .start(world.topology(
                        "[]", probes(List.of(probe("a", "interval: 10s, timeout: 10s"))), "defaults: {perTarget: 1}"));
        await().atMost(Duration.ofSeconds(30)).until(() -> site.accepted() == 1);

        world.engine()
                .follow(world.topology(
                        "[]", probes(List.of(probe("a", "interval: 1s, timeout: 1s"))), "defaults: {perTarget: 1}"));
        await().atMost(Duration.ofSeconds(30)).during(WHILE).until(() -> site.accepted() == 1);
        release.countDown();

        await().atMost(Duration.ofSeconds(30)).until(() -> of("a").size() >= 3);
        assertThat(busiest).hasValue(1);
    }

    /** One after the other, each would come to a result once in eighteen seconds, and each would be stale before the next. */
    @Test
    void aFullTargetThatSwallowsPacketsIsFoundDeadByEveryCheck() throws IOException {
        List<String> names = IntStream.range(0, 18).mapToObj(i -> "p" + i).toList();
        try (var hole = new BlackHole()) {
            String probes = names.stream()
                    .map(name -> "{name: %s, tcp: {port: %d}, interval: 1s, timeout: 1s}".formatted(name, hole.port()))
                    .collect(Collectors.joining(", ", "[", "]"));
            world.engine().start(world.topology("[]", probes, "defaults: {perTarget: 1}"));

            await().atMost(Duration.ofSeconds(20)).until(() -> names.stream().allMatch(name -> of(name).size() >= 4));
        }
        for (String name : names) {
            assertThat(of(name)).allSatisfy(seen -> assertThat(((ProbeResult.Failed) seen.result()).cause())
                    .isEqualTo(Cause.TIMEOUT_CONNECT));
            List<Long> ends = world.recorder().measured(name).stream()
                    .map(PendingObservation::measuredNanos)
                    .toList();
            assertThat(IntStream.range(1, ends.size()).mapToObj(i -> Duration.ofNanos(ends.get(i) - ends.get(i - 1))))
                    .as(name)
                    .allSatisfy(apart -> assertThat(apart).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5)));
        }
    }

    @Test
    void aResultTellsHowLongItsProbeWaited() {
        site.now(Site::hang);
        String timing = "interval: 1s, timeout: 500ms";
        world.engine()
                .start(world.topology(
                        "[]",
                        probes(List.of(probe("a", timing), probe("b", timing), probe("c", timing))),
                        "defaults: {perTarget: 1}"));

        await().atMost(Duration.ofSeconds(20)).until(() -> Stream.of("a", "b", "c")
                .flatMap(name -> of(name).stream())
                .anyMatch(seen -> seen.history() != null && seen.history().waitedMicros() > 400_000));
    }

    @Test
    void aTargetThatAnswersNobodyHoldsNobodyUpForLongerThanItsTimeout() {
        site.now(Site::hang);
        world.engine()
                .start(world.topology(
                        "[]",
                        probes(List.of(
                                probe("a", "interval: 400ms, timeout: 200ms"),
                                probe("b", "interval: 400ms, timeout: 200ms"))),
                        "defaults: {perTarget: 1}"));

        await().until(() -> of("a").size() >= 3 && of("b").size() >= 3);
    }
}
