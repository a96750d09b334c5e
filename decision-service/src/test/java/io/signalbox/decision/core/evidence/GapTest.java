package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.VANTAGES;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results that never arrive, and those that arrive twice, late or from another run of the prober. */
class GapTest {

    private static final Duration FRESHNESS = Duration.ofSeconds(5);

    private final Watch watch = new Watch(Orders.topology(), List.of());

    private Verdict after(String results) {
        return watch.sees(results, EAST, V1, V2).verdict(EAST);
    }

    @Test
    void aGapDoesNotExtendARunOfFailures() {
        assertThat(after("++--................")).isEqualTo(Verdict.UP);
    }

    @Test
    void aGapDoesNotBreakARunOfFailures() {
        assertThat(after("++--..........-")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aGapDoesNotExtendARunOfSuccesses() {
        assertThat(after("---+..........")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aGapDoesNotBreakARunOfSuccesses() {
        assertThat(after("---+..........+")).isEqualTo(Verdict.UP);
    }

    @Test
    void aRunGoesOnOverAGapForAsLongAsAResultIsFresh() {
        after("++--");
        watch.now = watch.now.plus(FRESHNESS).minus(Watch.ROUND);
        assertThat(after("-")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aLongerGapBeginsTheCountAnew() {
        after("++--");
        watch.now = watch.now.plus(FRESHNESS).minus(Watch.ROUND).plusMillis(1);
        assertThat(after("--")).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.explain(EAST, V1, HEALTH).counts().failures()).isEqualTo(2);
        assertThat(after("-")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aLongerGapIsTheSameWhetherTimeWasToldInBetweenOrNot() {
        var told = new Watch(Orders.topology(), List.of());
        told.sees("++--", EAST, V1, V2).after(Duration.ofSeconds(6)).sees("--", EAST, V1, V2);
        after("++--");
        watch.now = watch.now.plusSeconds(6);
        after("--");
        assertThat(watch.explain(EAST, V1, HEALTH)).isEqualTo(told.explain(EAST, V1, HEALTH));
    }

    @Test
    void aRestartOfTheProberIsAGapLikeAnyOther() {
        after("++++--");
        watch.now = watch.now.plusSeconds(2);
        for (var vantage : VANTAGES) {
            watch.accept(Watch.failure(EAST, vantage, "run2", 1), watch.now);
        }
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aRestartOfTheProberThatTookLongerBeginsTheCountAnew() {
        after("++++--");
        watch.now = watch.now.plusSeconds(6);
        watch.accept(Watch.failure(EAST, V1, "run2", 1), watch.now);
        watch.accept(Watch.failure(EAST, V2, "run2", 1), watch.now);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aResultFromBeforeTheOneKnownCountsForNothing() {
        after("++..-");
        for (long sequence = 1; sequence <= 5; sequence++) {
            watch.accept(Watch.failure(EAST, V1, "run1", sequence), watch.now);
            watch.accept(Watch.failure(EAST, V2, "run1", sequence), watch.now);
        }
        assertThat(watch.explain(EAST, V1, HEALTH).counts().failures()).isEqualTo(1);
    }

    @Test
    void anotherRunsResultMeasuredAtTheSameMomentIsNotNewer() {
        after("++");
        watch.accept(Watch.failure(EAST, V1, "run0", 900), watch.now);
        assertThat(watch.explain(EAST, V1, HEALTH).counts().failures()).isZero();
        watch.accept(Watch.failure(EAST, V1, "run0", 901), watch.now.plusMillis(1));
        assertThat(watch.explain(EAST, V1, HEALTH).counts().failures()).isEqualTo(1);
    }

    @Test
    void aResultIsCountedWhileItIsFreshAndNotAMomentLonger() {
        after("++");
        watch.now = watch.now.plusSeconds(30);
        watch.accept(Watch.failure(EAST, V1, "run1", 3), watch.now.minus(FRESHNESS));
        assertThat(watch.explain(EAST, V1, HEALTH).counts().failures()).isZero();
        watch.accept(
                Watch.failure(EAST, V1, "run1", 3), watch.now.minus(FRESHNESS).plusMillis(1));
        assertThat(watch.explain(EAST, V1, HEALTH).counts().failures()).isEqualTo(1);
    }

    @Test
    void aNegativeAgeMakesNoResultYounger() {
        var old = Watch.failure(EAST, V1, "run1", 1).aged(-3_600_000_000L);
        watch.accept(old, watch.now.minus(FRESHNESS));
        assertThat(watch.explain(EAST, V1, HEALTH).freshUntil()).isEqualTo(watch.now);
        watch.accept(
                Watch.failure(EAST, V1, "run1", 2).aged(-1),
                watch.now.minus(FRESHNESS).minusMillis(1));
        assertThat(watch.explain(EAST, V1, HEALTH).counts().failures()).isEqualTo(1);
    }
}
