package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contract.Topics;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.Orders;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeMetricsTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String LAST = "signalbox_vantage_last_observation_timestamp_seconds";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final IntakeMetrics intake = new IntakeMetrics(registry);

    private static Topology topology(VantageName... vantages) {
        Topology all = Orders.topology();
        return new Topology(
                all.cells(),
                List.of(vantages),
                all.references(),
                all.services(),
                all.governor(),
                all.allowed(),
                all.digest());
    }

    private double last(VantageName vantage) {
        return registry.get(LAST).tag("vantage", vantage.value()).gauge().value();
    }

    @Test
    void theLastObservationOfEachVantageIsToldAndIsZeroBeforeTheFirst() {
        intake.follow(topology(V1, V2));
        intake.counted(V1, NOON.plusSeconds(1));
        intake.counted(V1, NOON);

        assertThat(last(V1)).isEqualTo(NOON.getEpochSecond() + 1.0);
        assertThat(last(V2)).isZero();
    }

    @Test
    void aVantageThatLeavesTheTopologyIsSilentWithoutAnAlert() {
        intake.follow(topology(V1, V2));
        intake.counted(V1, NOON);
        intake.follow(topology(V2, V3));
        intake.counted(V1, NOON);

        assertThat(registry.get(LAST).gauges())
                .extracting((Gauge gauge) -> gauge.getId().getTag("vantage"))
                .containsExactlyInAnyOrder(V2.value(), V3.value());
    }

    @Test
    void theShortestIntervalSaysHowOldTheLastObservationMayBe() {
        Gauge interval = registry.get("signalbox_observation_interval_seconds").gauge();
        assertThat(interval.value()).isNaN();

        intake.follow(topology(V1));
        assertThat(interval.value()).isEqualTo(1);
    }

    /** Prometheus does not see the first increase of a counter that was not there before. */
    @Test
    void rejectionsOfEachTopicAreCountedFromZeroOn() {
        intake.follow(topology(V1, V2));

        assertThat(registry.get("signalbox_rejected").counters())
                .allMatch(counter -> counter.count() == 0)
                .extracting(counter -> counter.getId().getTag("topic"))
                .containsExactlyInAnyOrder(
                        Topics.VERDICTS,
                        Topics.DIRECTIVES,
                        Topics.OUTCOMES,
                        Topics.STATES,
                        Topics.JOURNAL,
                        Topics.observations(V1),
                        Topics.observations(V2));
    }
}
