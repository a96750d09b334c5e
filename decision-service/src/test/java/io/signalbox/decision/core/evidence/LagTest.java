package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reader that is behind may turn things UP and UNKNOWN, never DOWN. */
class LagTest {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Probe READY = Given.probe(Given.READY, Role.READINESS);

    private final Watch watch = new Watch(Given.east(Given.health(), READY), List.of());

    @Test
    void oneIntervalBehindIsNotTooLate() {
        watch.passes(2, EAST, V1, V2, V3).lagging(INTERVAL).fails(3, EAST, V1, V2);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aMomentMoreIsTooLateToTurnASiteDown() {
        watch.passes(2, EAST, V1, V2, V3).lagging(INTERVAL.plusMillis(1)).fails(6, EAST, V1, V2, V3);
        assertThat(watch.after(Duration.ZERO).verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void whatWasHeldBackIsConcludedOnceTheReaderHasCaughtUp() {
        watch.passes(2, EAST, V1, V2, V3).lagging(INTERVAL.multipliedBy(2)).fails(3, EAST, V1, V2, V3);
        watch.lagging(Duration.ZERO).of(Given.READY).passes(1, EAST, V3);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void whatWasHeldBackIsNotConcludedWhenItIsNoLongerSo() {
        watch.passes(2, EAST, V1, V2, V3).lagging(INTERVAL.multipliedBy(2)).fails(3, EAST, V1, V2, V3);
        watch.passes(2, EAST, V1, V2, V3).lagging(Duration.ZERO).passes(1, EAST, V1, V2, V3);
        assertThat(watch.after(Duration.ZERO).changes).hasSize(1);
    }

    @Test
    void turnsNoCheckDownEither() {
        watch.lagging(INTERVAL.plusMillis(1)).of(Given.READY).fails(3, EAST, V1, V2);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.changes).isEmpty();
        watch.lagging(INTERVAL).fails(1, EAST, V3);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void turnsSitesAndChecksUp() {
        watch.lagging(INTERVAL.multipliedBy(3)).passes(2, EAST, V1, V2);
        watch.of(Given.READY).passes(2, EAST, V1, V2);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UP);
    }

    @Test
    void isMeasuredAgainstTheFastestProbeThatDecides() {
        Probe slow = Given.probe(Given.LOGIN, Role.HEALTH, Duration.ofMinutes(1), null);
        var both = new Watch(Given.east(Given.health(), slow), List.of());
        both.passes(2, EAST, V1, V2, V3).lagging(INTERVAL.plusMillis(1)).fails(3, EAST, V1, V2);
        both.of(Given.LOGIN).passes(1, EAST, V1, V2);
        assertThat(both.after(Duration.ZERO).verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aSlowProbesOwnVerdictIsMeasuredAgainstItsOwnInterval() {
        Probe slow = Given.probe(Given.DEEP, Role.WATCH, Duration.ofMinutes(1), null);
        var slowly = new Watch(Given.east(Given.health(), slow), List.of());
        slowly.of(Given.DEEP).lagging(INTERVAL.multipliedBy(10)).fails(3, EAST, V1, V2);
        assertThat(slowly.check(EAST, Given.DEEP)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void whatIsSilentBehindALagIsUnknown() {
        watch.passes(2, EAST, V1, V2, V3)
                .lagging(INTERVAL.multipliedBy(2))
                .of(HEALTH)
                .fails(3, EAST, V1, V2, V3);
        watch.after(Duration.ofSeconds(6));
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.changes).extracting(change -> change.verdict()).doesNotContain(Verdict.DOWN);
    }
}
