package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.check.Probe.Role;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the failures began that made a site DOWN. */
class FirstFailureTest {

    private final Watch watch = new Watch(Orders.topology(), List.of());

    private Instant nextRound() {
        return watch.now.plus(Watch.ROUND).minusMillis(1);
    }

    @Test
    void isTheEarliestWithinAnIntervalSinceEachVantageLooksAtAnotherMoment() {
        watch.passes(2, EAST, V1, V2, V3);
        Instant first = nextRound();
        watch.fails(4, EAST, V1).fails(3, EAST, V2);
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void ofAVantageThatHadLongFailedAloneIsNotTheSites() {
        watch.passes(2, EAST, V1, V2, V3).fails(5, EAST, V1);
        Instant first = nextRound();
        watch.fails(3, EAST, V2);
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void isThatOfTheLastVantageThatItTakes() {
        var all = new Watch(Given.east(new Policy.Quorum(3, false), Given.health()), List.of());
        all.passes(2, EAST, V1, V2, V3).fails(3, EAST, V1).fails(3, EAST, V2);
        all.now = all.now.plusSeconds(2);
        Instant first = all.now.plus(Watch.ROUND).minusMillis(1);
        all.fails(3, EAST, V3);
        assertThat(all.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(all.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void ofAVantageWithoutAVoteDoesNotCount() {
        var excluding = new Watch(Given.east(new Policy.Quorum(null, true), Given.health()), List.of());
        excluding.passes(2, EAST, V1, V2, V3).fails(3, EAST, V1, V2);
        Instant first = excluding.now.plus(Watch.ROUND).minusMillis(1);
        excluding.now = excluding.now.plusSeconds(2);
        first = first.plusSeconds(2);
        excluding.fails(3, EAST, V3);
        assertThat(excluding.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(excluding.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void aSuccessInBetweenBeginsItAnew() {
        watch.passes(2, EAST, V1, V2, V3).fails(2, EAST, V1, V2).passes(1, EAST, V1, V2);
        Instant first = nextRound();
        watch.fails(3, EAST, V1, V2);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void oneSuccessWhileItIsDownDoesNotBeginItAnew() {
        watch.passes(2, EAST, V1, V2, V3);
        Instant first = nextRound();
        watch.fails(3, EAST, V1).passes(1, EAST, V1).fails(3, EAST, V2);
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void aMomentMoreThanAnIntervalBeforeIsAnotherStory() {
        watch.passes(2, EAST, V1, V2, V3).fails(3, EAST, V1).passes(1, EAST, V1);
        watch.now = watch.now.plusMillis(1);
        Instant first = nextRound();
        watch.fails(3, EAST, V2);
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    /** Nobody read for a minute; then all of it is read in a moment. */
    @Test
    void isThatOfFailuresThatNobodyReadInTime() {
        watch.passes(2, EAST, V1, V2, V3);
        Instant first = readLate("-".repeat(60));
        watch.after(Duration.ofSeconds(1)).fails(3, EAST, V1, V2, V3);
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    /** Nobody read for a minute, and what was stored meanwhile is never read: the prober tells how long it has failed. */
    @Test
    void isThatOfFailuresThatNobodyRead() {
        watch.passes(2, EAST, V1, V2, V3);
        Instant first = nextRound();
        watch.after(Duration.ofSeconds(60));
        for (int n = 1; n <= 3; n++) {
            watch.after(Watch.ROUND);
            long lasted = Duration.between(first, watch.now.minusMillis(1)).toNanos() / 1_000;
            for (VantageName vantage : List.of(V1, V2, V3)) {
                watch.accept(
                        watch.observation(EAST, vantage, "run1", 240 + n, false)
                                .with(new CheckHistory(0, 240 + n, lasted, null)),
                        watch.now);
            }
        }
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void beginsAnewWithASuccessThatNobodyReadInTime() {
        watch.passes(2, EAST, V1, V2, V3);
        Instant first = readLate("-".repeat(30) + "+" + "-".repeat(29)).plusSeconds(31);
        watch.after(Duration.ofSeconds(1)).fails(3, EAST, V1, V2, V3);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void ofFailuresWithALongGapAfterThemIsNotTheSites() {
        watch.passes(2, EAST, V1, V2, V3);
        readLate("-".repeat(30) + ".".repeat(30));
        Instant first = nextRound().plusSeconds(1);
        watch.after(Duration.ofSeconds(1)).fails(3, EAST, V1, V2, V3);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    /** A result a second, all of them read when the last of them comes. @return when the first was measured */
    private Instant readLate(String results) {
        Instant begin = watch.now.plusSeconds(1);
        watch.now = watch.now.plusSeconds(results.length());
        for (int second = 0; second < results.length(); second++) {
            for (VantageName vantage : List.of(V1, V2, V3)) {
                if (results.charAt(second) != '.') {
                    watch.acceptNext(EAST, vantage, results.charAt(second) == '+', begin.plusSeconds(second));
                }
            }
        }
        return begin.minusMillis(1);
    }

    @Test
    void isSaidOfDownAlone() {
        watch.passes(2, EAST, V1, V2, V3).fails(3, EAST, V1, V2, V3).after(Duration.ofSeconds(6));
        assertThat(watch.last().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.last().firstFailure()).isNull();
    }

    @Test
    void aVoteSaysSinceWhenItsVantageFails() {
        watch.passes(2, EAST, V1, V2, V3);
        Instant first = nextRound();
        watch.fails(1, EAST, V1, V2, V3).passes(1, EAST, V1).fails(2, EAST, V2, V3);
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().votes()).extracting(Vote::failingSince).containsExactly(null, first, first);
    }

    @Test
    void aVantageThatStillSaysUpBeginsToFailBeforeItsVoteChanges() {
        watch.passes(2, EAST, V1, V2, V3);
        Instant first = nextRound();
        watch.fails(1, EAST, V1, V2, V3).fails(2, EAST, V1, V2);
        Vote third = watch.last().votes().getLast();
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(third.verdict()).isEqualTo(Verdict.UP);
        assertThat(third.failingSince()).isEqualTo(first);
    }

    @Test
    void aProbeThatCanBeSparedDoesNotMakeItsVantageFail() {
        var any = new Watch(Given.east(1, Given.health(), Given.probe(Given.LOGIN, Role.HEALTH)), List.of());
        any.of(Given.LOGIN).fails(3, EAST, V1, V2, V3).of(Orders.HEALTH).passes(2, EAST, V1, V2, V3);
        assertThat(any.last().verdict()).isEqualTo(Verdict.UP);
        assertThat(any.last().votes()).extracting(Vote::failingSince).containsOnlyNulls();
    }

    @Test
    void aProbeThatFailsButIsNotDownDidNotMakeTheSiteDown() {
        var all = new Watch(Given.east(2, Given.health(), Given.probe(Given.LOGIN, Role.HEALTH)), List.of());
        all.of(Given.LOGIN).passes(2, EAST, V1, V2).fails(2, EAST, V1, V2);
        Instant first = all.now.plus(Watch.ROUND).minusMillis(1);
        all.of(Orders.HEALTH).fails(3, EAST, V1, V2);
        assertThat(all.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(all.last().firstFailure()).isEqualTo(first);
    }
}
