package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Results that gave way to newer ones before they left, of which the prober tells. In what is measured, {@code +} and {@code -} arrive,
 * {@code p} and {@code f} are a success and a failure that do not, and {@code |} ends the prober's history.
 */
class HistoryTest {

    private static final int WINDOW = 10;

    private long waitedMicros;
    private String run = "run1";

    private Watch watch(Topology topology) {
        return new Watch(topology, List.of());
    }

    private Verdict after(Watch watch, String measured) {
        String told = "";
        for (int i = 0; i < measured.length(); i++) {
            char one = measured.charAt(i);
            if (one == '|') {
                told = "";
                continue;
            }
            watch.now = watch.now.plus(Watch.ROUND);
            boolean passed = one == '+' || one == 'p';
            told = told + (passed ? '+' : '-');
            if (one == '+' || one == '-') {
                var history = new CheckHistory(
                        waitedMicros, inRow(told), null, told.substring(Math.max(0, told.length() - WINDOW)));
                for (VantageName vantage : List.of(V1, V2, V3)) {
                    watch.accept(
                            watch.observation(EAST, vantage, run, i + 1, passed).with(history), watch.now);
                }
            }
        }
        return watch.verdict(EAST);
    }

    private static int inRow(String told) {
        char last = told.charAt(told.length() - 1);
        return told.length() - 1 - told.lastIndexOf(last == '+' ? '-' : '+');
    }

    private Verdict after(String measured) {
        return after(watch(Orders.topology()), measured);
    }

    private Verdict throughWindow(String measured) {
        return after(watch(Given.east(Given.health(4, 10))), measured);
    }

    @Test
    void successesThatDidNotArriveKeepFailuresApart() {
        assertThat(after("++-p-p-p-p")).isEqualTo(Verdict.UP);
        assertThat(after("---+f+f+f")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void failuresThatDidNotArriveCount() {
        assertThat(after("++-f-")).isEqualTo(Verdict.DOWN);
        assertThat(after("++ff-")).isEqualTo(Verdict.DOWN);
        assertThat(after("---p+")).isEqualTo(Verdict.UP);
    }

    @Test
    void noMoreCountThanAreMissing() {
        var watch = watch(Orders.topology());
        after(watch, "++-");
        watch.after(Duration.ofSeconds(6));
        var history = new CheckHistory(0, 50, null, null);
        for (VantageName vantage : List.of(V1, V2, V3)) {
            watch.accept(watch.observation(EAST, vantage, run, 4, false).with(history), watch.now);
        }

        assertThat(watch.explain(EAST, V1, HEALTH).counts().failures()).isEqualTo(1);
    }

    /** Results with this history, at all vantages, once the results before it are stale. */
    private void afterAPause(Watch watch, long sequence, boolean passed, CheckHistory history) {
        watch.now = watch.now.plusSeconds(8);
        for (VantageName vantage : List.of(V1, V2, V3)) {
            watch.accept(watch.observation(EAST, vantage, run, sequence, passed).with(history), watch.now);
        }
    }

    @Test
    void resultsThatWereNotReadForLongerThanTheyStayFreshCountIfTheProberMadeThem() {
        var watch = watch(Orders.topology());
        after(watch, "++-");
        afterAPause(watch, 11, true, new CheckHistory(0, 8, 7_000_000L, null));
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        afterAPause(watch, 19, false, new CheckHistory(0, 3, 2_000_000L, null));
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
        assertThat(watch.explain(EAST, V1, HEALTH).failingSince())
                .isEqualTo(watch.now.minusMillis(1).minusSeconds(2));
    }

    @Test
    void theFirstResultThatIsReadCountsWithThoseBeforeIt() {
        var watch = watch(Orders.topology());
        afterAPause(watch, 100, true, new CheckHistory(0, 50, 49_000_000L, null));
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void aProberThatDoesNotTellOfPausesIsNotBelievedAcrossAGap() {
        var watch = watch(Orders.topology());
        after(watch, "++-");
        afterAPause(watch, 11, false, new CheckHistory(0, 8, null, null));
        assertThat(watch.explain(EAST, V1, HEALTH).counts().failures()).isEqualTo(1);
    }

    @Test
    void whatCameBeforeAVoidProbeCountsNoMore() {
        assertThat(after("++--|--")).isEqualTo(Verdict.UP);
        assertThat(after("++-f|-")).isEqualTo(Verdict.UP);
    }

    @Test
    void anotherRunTellsNothingOfTheOneBefore() {
        var watch = watch(Orders.topology());
        after(watch, "++-");
        run = "run2";
        assertThat(after(watch, "ffff-")).isEqualTo(Verdict.UP);
        assertThat(after(watch, "ffff-f-")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void theFirstFailureIsOneAfterTheLastSuccess() {
        var watch = watch(Orders.topology());
        after(watch, "++-p-");
        assertThat(watch.explain(EAST, V1, HEALTH).failingSince()).isEqualTo(watch.now.minusMillis(1));
    }

    @Test
    void whatDidNotArriveIsInTheWindow() {
        assertThat(throughWindow("++-pfpfp-")).isEqualTo(Verdict.DOWN);
        assertThat(throughWindow("++-ppp-ppp-ppp-")).isEqualTo(Verdict.UP);
    }

    @Test
    void aResultThatHadToWaitForItsTurnIsFreshForAsMuchLonger() {
        var watch = watch(Orders.topology());
        after(watch, "++");
        waitedMicros = 20_000_000;
        for (int i = 3; i <= 5; i++) {
            watch.after(Duration.ofSeconds(20));
            for (VantageName vantage : List.of(V1, V2, V3)) {
                watch.accept(
                        watch.observation(EAST, vantage, run, i, false)
                                .with(new CheckHistory(waitedMicros, i - 2, null, null)),
                        watch.now);
            }
        }
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
        watch.after(Duration.ofSeconds(24));
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
        watch.after(Duration.ofSeconds(2));
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }
}
