package io.signalbox.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.sites.Site;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event loops that come late while probes are under way, by less than what makes the vantage sick at once. */
class StalledLoopTest {

    private static final String PROBES = "[{name: a, tcp: {port: %d, expect: done}, interval: 4s, timeout: 1200ms}]";

    @TempDir
    private Path directory;

    private final AtomicBoolean answers = new AtomicBoolean();
    private final Site site = new Site(this::talk);
    private World world;

    @BeforeEach
    void begin() {
        world = new World(directory, InstantSource.system());
        world.engine().start(world.topology("[]", PROBES.formatted(site.port())));
    }

    @AfterEach
    void close() {
        world.close();
        site.close();
    }

    private void talk(Socket socket) throws Exception {
        if (answers.get()) {
            socket.getOutputStream().write("done".getBytes(StandardCharsets.US_ASCII));
        }
        Site.hang(socket);
    }

    private void awaitProbe(int number) {
        await().atMost(Duration.ofSeconds(20)).until(() -> site.accepted() >= number);
    }

    /** While a probe is under way, all loops are late by this much. */
    private void stall() {
        long until = System.nanoTime() + Duration.ofMillis(400).toNanos();
        var held = new CountDownLatch(world.loops().all().size());
        for (var loop : world.loops().all()) {
            loop.execute(() -> {
                while (System.nanoTime() - until < 0) {
                    Thread.onSpinWait();
                }
                held.countDown();
            });
        }
        await().until(() -> held.getCount() == 0);
    }

    @Test
    void aTimeoutMeanwhileIsVoidAndTheProbeIsMadeAgainAtOnce() {
        awaitProbe(1);
        stall();
        answers.set(true);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !world.recorder().of("a").isEmpty());
        assertThat(world.recorder().failures("a")).isEmpty();
        assertThat(world.engine().allStatistics().getFirst().voids()).isEqualTo(1);
    }

    @Test
    void twoInARowAreToldByASickVantage() {
        awaitProbe(1);
        stall();
        awaitProbe(2);
        stall();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !world.recorder().failures("a").isEmpty());
        var told = world.recorder().failures("a").getFirst();
        assertThat(told.vantageHealth().healthy()).isFalse();
        assertThat(told.vantageHealth().detail()).contains("event loop was late");
        assertThat(world.engine().allStatistics().getFirst().voids()).isEqualTo(1);
    }

    @Test
    void aTimeoutWithoutThatCounts() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !world.recorder().failures("a").isEmpty());
        assertThat(world.recorder().failures("a").getFirst().result()).isInstanceOf(ProbeResult.Failed.class);
    }
}
