package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clocks of the broker and of the reader differ, either way, or one of them is put right. */
class BrokerClockTest {

    private static final Duration AHEAD = Duration.ofMinutes(-5);
    private static final VantageName[] ALL = {V1, V2, V3};
    private static final Topology TOPOLOGY = Given.east(Given.health());

    private final Watch watch = new Watch(TOPOLOGY, List.of());

    @Test
    void silenceIsUnknownInTimeAlthoughTheBrokersClockIsAhead() {
        watch.lagging(AHEAD).passes(4, EAST, ALL);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.after(Duration.ofSeconds(6)).verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void nothingTurnsDownWhileTheBrokersClockIsAheadByMoreThanAnInterval() {
        watch.passes(4, EAST, ALL).lagging(AHEAD).fails(10, EAST, ALL);
        assertThat(watch.verdict(EAST)).isNotEqualTo(Verdict.DOWN);
    }

    @Test
    void neitherDoesAReadinessProbe() {
        var beside = new Watch(Given.east(Given.health(), Given.probe(Given.READY, Role.READINESS)), List.of());
        beside.passes(4, EAST, ALL).of(Given.READY).passes(4, EAST, ALL).after(Duration.ZERO);
        beside.lagging(AHEAD).fails(10, EAST, ALL);
        assertThat(beside.concluded(EAST).check(Given.READY)).isNotEqualTo(Verdict.DOWN);
        assertThat(beside.lagging(Duration.ZERO)
                        .fails(3, EAST, ALL)
                        .concluded(EAST)
                        .check(Given.READY))
                .isEqualTo(Verdict.DOWN);
    }

    @Test
    void aClockThatIsAheadByLessThanAnIntervalHoldsNothingUp() {
        watch.lagging(Duration.ofMillis(-900)).passes(4, EAST, ALL).fails(3, EAST, ALL);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void nothingIsConfirmedWhileNoResultTellsItsAge() {
        assertThat(watch.lagging(AHEAD).passes(4, EAST, ALL).unconfirmed()).containsExactly("us-east-1");
        assertThat(watch.lagging(Duration.ZERO).passes(1, EAST, ALL).unconfirmed())
                .isEmpty();
    }

    @Test
    void nothingIsConfirmedByAClockThatIsAheadByMoreThanAnIntervalAndMayHideHowLateItIsRead() {
        assertThat(watch.lagging(Duration.ofMillis(-1_001)).passes(4, EAST, ALL).unconfirmed())
                .containsExactly("us-east-1");
        assertThat(watch.lagging(Duration.ofMillis(-1_000)).passes(1, EAST, ALL).unconfirmed())
                .isEmpty();
    }

    @Test
    void aProberThatStartsAnewIsHeardAtOnceAfterTheBrokersClockWasPutRight() {
        watch.lagging(AHEAD).passes(4, EAST, ALL).lagging(Duration.ZERO);
        for (int sequence = 1; sequence <= 3; sequence++) {
            watch.now = watch.now.plus(Watch.ROUND);
            for (VantageName vantage : ALL) {
                watch.accept(watch.observation(EAST, vantage, "run0", sequence, false), watch.now);
            }
        }
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aVantageThatIsWellAgainIsHeardAtOnceAfterTheBrokersClockWasPutRight() {
        watch.lagging(AHEAD).failsWhileSick(1, EAST, ALL).lagging(Duration.ZERO);
        assertThat(watch.passes(2, EAST, ALL).verdict(EAST)).isEqualTo(Verdict.UP);
    }
}
