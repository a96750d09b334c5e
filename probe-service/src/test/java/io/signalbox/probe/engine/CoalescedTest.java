package io.signalbox.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.wire.AttemptListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty checks of one address to which nothing can be connected. */
class CoalescedTest {

    private static final List<String> NAMES =
            IntStream.range(0, 30).mapToObj(i -> "broken-" + i).toList();

    @TempDir
    private Path directory;

    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicBoolean counting = new AtomicBoolean();
    private World world;

    @BeforeEach
    void begin() {
        world = new World(directory, InstantSource.system());
        world.breaks(this::counted);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Checker counted(ConfiguredCheck configured, LatestResults latest, AttemptListener steps) {
        Checker checker = world.working(configured, latest, steps);
        return new Checker() {
            @Override
            public void begin(EventLoop loop, CheckResult.Listener listener) {
                if (counting.get()) {
                    tries.incrementAndGet();
                }
                checker.begin(loop, listener);
            }
        };
    }

    private void start(int port) {
        world.engine()
                .start(world.topology(
                        "[]",
                        NAMES.stream()
                                .map(name -> "{name: %s, tcp: {port: %d}, interval: 1s, timeout: 500ms}"
                                        .formatted(name, port))
                                .collect(Collectors.joining(", ", "[", "]"))));
    }

    private void awaitEach(int more) {
        var before = NAMES.stream()
                .collect(Collectors.toMap(
                        name -> name, name -> world.recorder().of(name).size()));
        await().atMost(Duration.ofSeconds(60)).until(() -> NAMES.stream()
                .allMatch(name -> world.recorder().of(name).size() >= before.get(name) + more));
    }

    @Test
    void onceThatIsSettledOneGoesForAll() throws IOException {
        try (var hole = new BlackHole()) {
            start(hole.port());
            awaitEach(5);
            counting.set(true);
            long begun = System.nanoTime();
            awaitEach(4);
            counting.set(false);

            // One after the other, each for its timeout, and those that were under way.
            long halfSeconds = Duration.ofNanos(System.nanoTime() - begun)
                    .dividedBy(500_000_000)
                    .toNanos();
            assertThat(tries.get()).isLessThanOrEqualTo((int) halfSeconds + 2);
        }
        assertThat(NAMES).allSatisfy(name -> assertThat(world.recorder().of(name))
                .allSatisfy(seen ->
                        assertThat(((ProbeResult.Failed) seen.result()).cause()).isEqualTo(Cause.TIMEOUT_CONNECT)));
    }

    @Test
    void whenItCanBeConnectedToAgainEachGoesByItselfSoon() throws IOException {
        int port;
        try (var hole = new BlackHole()) {
            port = hole.port();
            start(port);
            awaitEach(5);
        }
        try (var back = BlackHole.open(port)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> NAMES.stream()
                    .allMatch(name -> world.recorder().of(name).getLast().result() instanceof ProbeResult.Passed));
            assertThat(back.getLocalPort()).isEqualTo(port);
        }
    }
}
