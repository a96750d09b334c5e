package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.TopicWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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

    private void assertThatNothingMoved(Stage stage) {
        assertThat(stage.fence()).isEqualTo(fence);
        assertThat(stage.flips()).isEqualTo(flips);
        assertThat(stage.acceptedChanges()).isEqualTo(accepted);
    }

    private void stays(Stage stage, Duration duration) {
        await().pollInterval(Duration.ofMillis(200))
                .atMost(duration.multipliedBy(3))
                .during(duration)
                .until(() -> stage.flips() == flips && stage.acceptedChanges() == accepted);
    }

    @Test
    void whenOneVantagesNetworkIsBroken(Stage stage) {
        var broken = stage.world().vantages().getFirst();
        var failed = new ConcurrentLinkedQueue<Observation>();
        Instant since = Instant.now();
        try (var _ = TopicWatch.start(stage.world().cell().broker().bootstrap(), seen -> {
            if (seen.appended().isAfter(since)
                    && seen.value() instanceof Observation observation
                    && observation.vantage().value().equals(broken.name())
                    && observation.result() instanceof ProbeResult.Failed) {
                failed.add(observation);
            }
        })) {
            stage.world().cut(broken);
            Stage.eventually().until(() -> failed.size() >= MANY);
            stays(stage, Duration.ofSeconds(3));
        }
        assertThat(failed)
                .allSatisfy(observation ->
                        assertThat(observation.vantageHealth().healthy()).isFalse());
        assertThat(stage.verdicts()).containsOnly(Verdict.UP);
        assertThatNothingMoved(stage);
    }

    @Tag("long")
    @Test
    void whileKafkaIsAwayForTwentySecondsAndAfterItsReturn(Stage stage) {
        stage.world().cell().broker().stop();
        stays(stage, Duration.ofSeconds(5));
        stage.world().preferred().become(SiteMode.REFUSE);
        stays(stage, Duration.ofSeconds(5));
        stage.world().preferred().become(SiteMode.UP);
        stays(stage, Duration.ofSeconds(10));
        stage.world().cell().broker().start();

        awaitThatOrdersAreTakenAgain(stage);
        stays(stage, Duration.ofSeconds(3));
        assertThatNothingMoved(stage);

        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
    }

    private static void awaitThatOrdersAreTakenAgain(Stage stage) {
        Stage.eventually().untilAsserted(() -> {
            stage.world().api().direct("freeze", Map.of("why", "to see that it listens"));
            assertThat(stage.status().freeze()).isNotNull();
        });
        Stage.eventually().untilAsserted(() -> {
            if (stage.status().freeze() != null) {
                stage.world().api().direct("thaw", Map.of("why", "it does"));
            }
            assertThat(stage.status().freeze()).isNull();
        });
    }
}
