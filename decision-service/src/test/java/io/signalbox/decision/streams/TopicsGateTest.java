package io.signalbox.decision.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.Orders;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;

/** No task begins before the topics are known to be right. */
class TopicsGateTest {

    private final AtomicInteger asked = new AtomicInteger();

    private TopologyTestDriver driver(Runnable gate) {
        var metrics = new SimpleMeterRegistry();
        Topology topology = Orders.topology();
        return new TopologyTestDriver(
                StagesDriver.both(() -> topology, gate, metrics), StagesDriver.settings(), StagesDriver.BEGIN);
    }

    @Test
    void bothStagesAsk() {
        driver(asked::incrementAndGet).close();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whereTheyAreWrongNoneBegins() {
        assertThatThrownBy(() -> driver(() -> {
                    throw new IllegalStateException("signalbox.verdicts: partitions: expected 1, found 3");
                }))
                .hasRootCauseMessage("signalbox.verdicts: partitions: expected 1, found 3");
    }
}
