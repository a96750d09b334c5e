package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.decision.core.Orders;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record that could be read, and is larger than any that is written. */
class LargestRecordTest {

    private final StagesDriver stages = new StagesDriver();

    @AfterEach
    void close() {
        stages.close();
    }

    /** JSON may end with spaces. */
    private static byte[] padded(byte[] json, int size) {
        byte[] padded = Arrays.copyOf(json, size);
        Arrays.fill(padded, json.length, size, (byte) ' ');
        return padded;
    }

    private void isKeptAsideFromOneByteMore(String topic, byte[] json) {
        stages.send(topic, ORDERS.value(), padded(json, IntakeMetrics.LARGEST));
        assertThat(stages.rejected()).isEmpty();
        stages.send(topic, ORDERS.value(), padded(json, IntakeMetrics.LARGEST + 1));
        assertThat(stages.rejected()).hasSize(1);
    }

    @Test
    void ofWhatWasMeasuredIsKeptAside() {
        var observation = new Observation(
                Observation.VERSION,
                ORDERS,
                EAST,
                Orders.HEALTH,
                Orders.V1,
                "run1",
                1,
                1_000,
                new ProbeResult.Passed(Timings.total(1_000)),
                null,
                VantageHealth.HEALTHY,
                "d1",
                null,
                null);
        isKeptAsideFromOneByteMore(
                Topics.OBSERVATIONS, Codec.of(Observation.class).write(observation));
    }

    @Test
    void ofWhatIsDecidedOnIsKeptAside() {
        var sighting = new FenceSighting(
                Outcome.VERSION,
                ORDERS,
                stages.now(),
                FenceSighting.Sight.PRESENT,
                Fence.settled(2, EAST, "m2-1", new CellName("eu-west-1")),
                "answered",
                null);
        isKeptAsideFromOneByteMore(Topics.OUTCOMES, StagesDriver.OUTCOMES.write(sighting));
    }
}
