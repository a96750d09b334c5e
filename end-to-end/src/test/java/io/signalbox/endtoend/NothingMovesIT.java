package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.Fence;
import io.signalbox.contract.Observation;
import io.signalbox.contract.ProbeResult;
import io.signalbox.contract.Verdict;
import io.signalbox.sandbox.watch.TopicWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStage.class)
class NothingMovesIT {

    /** Of two sites, each of which would be DOWN after three. */
    private static final int MANY = 20;

    private Fence fence;
    private int flips;
    private long accepted;

    @BeforeEach
    void remember(Stage stage) {
        fence = stage.fence();
        flips = stage.flips();
        accepted = stage.acceptedChanges();
    }

    @AfterEach
    void assertThatNothingMoved(Stage stage) {
        assertThat(stage.fence()).isEqualTo(fence);
        assertThat(stage.flips()).isEqualTo(flips);
        assertThat(stage.acceptedChanges()).isEqualTo(accepted);
    }

    @Test
    void whenOneVantagesNetworkIsBroken(Stage stage) {
        var broken = stage.world().vantages().getFirst();
        var failed = new ConcurrentLinkedQueue<Observation>();
        Instant since = Instant.now();
        try (var _ = TopicWatch.start(stage.world().cell().broker().bootstrap(), seen -> {
            if (seen.appended().isAfter(since)
                    && seen.value() instanceof Observation observation
                    && observation.result() instanceof ProbeResult.Failed) {
                failed.add(observation);
            }
        })) {
            stage.world().cut(broken);
            Stage.eventually().until(() -> failed.size() >= MANY);
        }
        assertThat(failed).allSatisfy(observation -> {
            assertThat(observation.vantage().value()).isEqualTo(broken.name());
            assertThat(observation.vantageHealth().healthy()).isFalse();
        });
        assertThat(stage.verdicts()).containsOnly(Verdict.UP);
    }

    @Test
    void whileKafkaIsAwayForTwentySecondsAndAfterItsReturn(Stage stage) {
        stage.world().cell().broker().stop();
        await().pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(30))
                .during(Duration.ofSeconds(20))
                .until(() -> stage.flips() == flips && stage.acceptedChanges() == accepted);
        stage.world().cell().broker().start();
        stage.world().cell().broker().awaitReady();
        Stage.eventually().untilAsserted(() -> assertThat(stage.verdicts()).containsOnly(Verdict.UP));
        stage.awaitSettledAt(stage.home());
    }
}
