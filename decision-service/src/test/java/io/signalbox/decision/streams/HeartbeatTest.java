package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Progress is a tick whose transaction was committed, and nothing else. */
class HeartbeatTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String METRIC = "signalbox_decision_heartbeat_timestamp_seconds";

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Heartbeat heartbeat = new Heartbeat(metrics, CELL);

    @Test
    void aTickCountsOnceItsLifeHasOutlivedTheCommit() {
        var pulse = heartbeat.begin("decision", THEN);
        assertThat(pulse.tick(THEN.plusSeconds(10))).isTrue();
        assertThat(pulse.progress()).isEqualTo(THEN);
        assertThat(pulse.tick(THEN.plusSeconds(11))).isFalse();
        assertThat(pulse.tick(THEN.plusSeconds(12))).isTrue();
        assertThat(pulse.progress()).isEqualTo(THEN.plusSeconds(10));
    }

    @Test
    void aTaskThatMakesNoProgressIsTrouble() {
        heartbeat.begin("decision", THEN);
        assertThat(heartbeat.troubles(THEN.plusSeconds(15))).isEmpty();
        assertThat(heartbeat.troubles(THEN.plusSeconds(16)))
                .containsExactly("decision has made no progress since 2026-01-01T00:00:00Z");
    }

    @Test
    void aTaskThatIsGivenAwayIsNone() {
        heartbeat.begin("decision", THEN).end();
        assertThat(heartbeat.troubles(THEN.plusSeconds(60))).isEmpty();
    }

    @Test
    void oneFailedThreadIsNoTroubleAndTwoAre() {
        heartbeat.failed("evidence", THEN);
        assertThat(heartbeat.troubles(THEN)).isEmpty();
        heartbeat.failed("evidence", THEN.plusSeconds(5));
        assertThat(heartbeat.troubles(THEN.plusSeconds(6)))
                .containsExactly("stream threads of evidence keep failing, since 2026-01-01T00:00:00Z");
        assertThat(heartbeat.troubles(THEN.plusSeconds(61))).isEmpty();
    }

    @Test
    void theMetricIsAbsentBeforeAnythingWasDecidedAndFollowsTheCommittedTicks() {
        try (var stages = new StagesDriver()) {
            assertThat(stages.metrics.find(METRIC).gauge()).isNull();
            stages.observeFor(Duration.ofSeconds(10), EAST, true);
            Gauge gauge = stages.metrics.find(METRIC).tag("cell", "us-west-2").gauge();
            double age = stages.now().toEpochMilli() / 1_000.0 - gauge.value();
            assertThat(age).isBetween(2.0, 5.0);
        }
    }

    @Test
    void theHeartbeatLeavesNothingInTheStore() {
        try (var stages = new StagesDriver()) {
            stages.pass(Duration.ofSeconds(10));
            try (var all = stages.store(DecisionProcessor.STORE).all()) {
                all.forEachRemaining(entry -> assertThat(entry.key).isEqualTo("orders"));
            }
        }
    }
}
