package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Times in milliseconds: interval 1000 from 0, fast interval 250, fall 3, rise 2. */
class CheckScheduleTest {

    private static final long MS = 1_000_000;

    private final CheckSchedule cadence = new CheckSchedule(
            new FixedRateSchedule(0, 1_000 * MS),
            new Probe(
                    new ProbeName("health"),
                    Probe.Role.HEALTH,
                    Duration.ofMillis(1_000),
                    Duration.ofMillis(500),
                    Duration.ofMillis(250),
                    3,
                    2,
                    null,
                    new Check.Tcp(80),
                    Approach.USUAL));
    private long missed;

    @Test
    void beginsAtTheNextStartOfItsGrid() {
        assertThat(cadence.first(10 * MS)).isEqualTo(1_000 * MS);
    }

    @Test
    void keepsToTheGridWhileAllPasses() {
        assertThat(starts(1_000, 20, true, true, true)).containsExactly(2_000L, 3_000L, 4_000L);
    }

    @Test
    void aLateStartMakesNoLaterOneLate() {
        assertThat(next(1_000, 1_900, true)).isEqualTo(2_000);
    }

    @Test
    void repeatsFastFromTheFirstFailureUntilFallAndThenReturnsToTheGrid() {
        assertThat(starts(1_000, 20, false, false, false, false)).containsExactly(1_250L, 1_500L, 2_000L, 3_000L);
    }

    @Test
    void repeatsFastFromTheFirstSuccessAfterFailuresUntilRise() {
        starts(1_000, 20, false, false, false);

        assertThat(starts(2_000, 20, true, true, true)).containsExactly(2_250L, 3_000L, 4_000L);
    }

    @Test
    void whatOnlyRepeatsASettledResultIsNoNews() {
        assertThat(news(true, true)).containsExactly(false, false);
        assertThat(news(false, false, false, false)).containsExactly(true, true, true, false);
        assertThat(news(true, true, true)).containsExactly(true, true, false);
    }

    @Test
    void staysInDoubtWhileResultsAlternate() {
        assertThat(starts(1_000, 20, false, true, false, true, true))
                .containsExactly(1_250L, 1_500L, 1_750L, 2_000L, 3_000L);
    }

    @Test
    void aFastStartNeverComesBeforeTheEndOfTheFormer() {
        assertThat(next(1_000, 1_500, false)).isEqualTo(1_500);
        assertThat(next(1_500, 2_000, false)).isEqualTo(2_000);
        assertThat(missed).isZero();
    }

    @Test
    void countsTheStartsThatFoundTheFormerStillRunning() {
        assertThat(next(1_000, 3_100, true)).isEqualTo(4_000);
        assertThat(missed).isEqualTo(2);
    }

    @Test
    void fastStartsHideNoMissedOnesOnceSettled() {
        starts(1_000, 20, false, false, false);

        next(2_000, 3_000, false);

        assertThat(missed).isEqualTo(1);
    }

    @Test
    void aSettledCheckLeavesOutEverySecondStartAtMost() {
        var left = LongStream.rangeClosed(1, 8)
                .mapToObj(second -> cadence.leavesOut(second * 1_000 * MS, 0.5))
                .toList();

        assertThat(left)
                .isIn(List.of(
                        List.of(true, false, true, false, true, false, true, false),
                        List.of(false, true, false, true, false, true, false, true)));
        assertThat(cadence.afterLeftOut(2_000 * MS)).isEqualTo(3_000 * MS);
    }

    @Test
    void leavesOutNoSecondStartInARowHoweverTheShareChanges() {
        var random = new Random(11);
        boolean before = false;
        for (int second = 1; second < 1_000; second++) {
            boolean left = cadence.leavesOut(second * 1_000 * MS, random.nextDouble(0.5, 1));
            assertThat(before && left).isFalse();
            before = left;
        }
    }

    @Test
    void leavesOutNothingInDoubtAndNothingBetweenItsStarts() {
        assertThat(LongStream.range(1, 100).filter(second -> cadence.leavesOut(second * 1_000 * MS + 1, 0.5)))
                .isEmpty();

        cadence.next(1_000 * MS, 1_020 * MS, false);
        assertThat(LongStream.range(1, 100).filter(second -> cadence.leavesOut(second * 1_000 * MS, 0.5)))
                .isEmpty();
    }

    private List<Long> starts(long firstMillis, long tookMillis, boolean... results) {
        var starts = new ArrayList<Long>();
        long start = firstMillis;
        for (boolean passed : results) {
            start = next(start, start + tookMillis, passed);
            starts.add(start);
        }
        return starts;
    }

    private List<Boolean> news(boolean... results) {
        var news = new ArrayList<Boolean>();
        for (boolean passed : results) {
            news.add(cadence.next(MS, 2 * MS, passed).news());
        }
        return news;
    }

    private long next(long plannedMillis, long nowMillis, boolean passed) {
        var next = cadence.next(plannedMillis * MS, nowMillis * MS, passed);
        missed += next.missed();
        return next.atNanos() / MS;
    }
}
