package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stage 1 leaves observations out while it is behind. */
class LeftOutTest {

    private final StagesDriver stages = new StagesDriver();

    @AfterEach
    void close() {
        stages.close();
    }

    private double leftOut(String why) {
        return stages.metrics
                .get("signalbox_observations_left_out")
                .tag("why", why)
                .counter()
                .count();
    }

    @Test
    void whatIsStaleIsNotEvenParsed() {
        byte[] garbage = "{".getBytes(StandardCharsets.UTF_8);
        stages.send(Topics.OBSERVATIONS, ORDERS.value(), garbage, stages.now().minusSeconds(6));

        assertThat(stages.rejected()).isEmpty();
        assertThat(leftOut("stale")).isEqualTo(1);
        assertThat(stages.metrics.get("signalbox_observations").counter().count())
                .isEqualTo(1);
    }

    @Test
    void whatIsFreshIsCounted() throws UnreadableException {
        stages.observeFor(Duration.ofSeconds(3), EAST, true);

        assertThat(stages.told()).containsExactly(Verdict.UP);
        assertThat(leftOut("stale") + leftOut("shared") + leftOut("skipped")).isZero();
        assertThat(stages.metrics
                        .get("signalbox_vantage_last_observation_timestamp_seconds")
                        .tag("vantage", "us-east-1")
                        .gauge()
                        .value())
                .isEqualTo(stages.now().minusSeconds(1).toEpochMilli() / 1_000.0);
        assertThat(stages.metrics
                        .get("signalbox_observations_shedding_partitions")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void aFloodIsReadNoFasterThanItsShare() throws UnreadableException {
        for (int n = 0; n < 2_000; n++) {
            stages.observe(EAST, true, stages.now().minusMillis(300));
        }

        assertThat(leftOut("flood")).isEqualTo(3 * 2_000.0 - 480);
        assertThat(leftOut("shared") + leftOut("skipped")).isZero();
    }

    @Test
    void aReaderThatIsBehindTellsThatItCountsAPart() {
        for (int n = 0; n < 20; n++) {
            stages.pass(Duration.ofMillis(250));
            stages.observe(EAST, true, stages.now().minusMillis(600));
        }

        assertThat(leftOut("shared")).isPositive();
        assertThat(stages.metrics
                        .get("signalbox_observations_shedding_partitions")
                        .gauge()
                        .value())
                .isPositive();
    }
}
