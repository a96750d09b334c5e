package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Policy.Damping;
import io.signalbox.decision.core.state.Penalty;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DampingTest {

    /** Suppressed from the third loss on, for one half-life after it; the first hold-down is ten seconds. */
    private static final Damping DAMPING =
            new Damping(Duration.ofMinutes(15), 3_000, 1_500, Duration.ofSeconds(10), Duration.ofSeconds(35));

    private final Story story = new Given().damping(DAMPING).story();

    private Penalty penalty() {
        return story.state().memory().penalties().get(WEST);
    }

    private Story loses(int times) {
        for (int loss = 0; loss < times; loss++) {
            story.sees(WEST, Verdict.DOWN).sees(WEST, Verdict.UP);
        }
        return story;
    }

    private String objection() {
        return story.status().sites().get(1).suppressed() == null
                ? "none"
                : story.status().sites().get(1).suppressed().code();
    }

    @Test
    void aSiteThatNeverFailedHasNoPenalty() {
        assertThat(penalty()).isNull();
        assertThat(story.status().sites().get(1).penalty()).isNull();
    }

    @Test
    void eachLossAddsToThePenaltyWhichHalvesInEveryHalfLife() {
        loses(1);
        assertThat(penalty().value()).isEqualTo(1_000);
        story.passes(Duration.ofMinutes(15));
        assertThat(penalty().valueAt(story.now, DAMPING)).isCloseTo(500, within(0.001));
        loses(1);
        assertThat(penalty().value()).isCloseTo(1_500, within(0.001));
        assertThat(story.status().sites().get(1).penalty()).isEqualTo(1_500);
        assertThat(penalty().valueAt(story.now.plus(Duration.ofMinutes(30)), DAMPING))
                .isCloseTo(375, within(0.001));
    }

    @Test
    void aClockThatGoesBackAddsNothing() {
        loses(1);
        assertThat(penalty().valueAt(story.now.minusSeconds(100), DAMPING)).isEqualTo(1_000);
    }

    @Test
    void aLossIsCountedOnceHoweverOftenItIsTold() {
        story.sees(WEST, Verdict.DOWN)
                .sees(WEST, Verdict.DOWN)
                .sees(WEST, Verdict.UNKNOWN)
                .sees(WEST, Verdict.DOWN);
        assertThat(penalty().value()).isEqualTo(1_000);
        story.sees(WEST, Verdict.UP).sees(WEST, Verdict.UNKNOWN).sees(WEST, Verdict.DOWN);
        assertThat(penalty().value()).isEqualTo(2_000);
    }

    @Test
    void isSuppressedFromTheLimitOn() {
        loses(2);
        assertThat(penalty().suppressed()).isFalse();
        loses(1);
        assertThat(penalty().suppressed()).isTrue();
        assertThat(objection()).isEqualTo("suppressed");
        assertThat(story.kindsOf(Set.of("suppressed"))).hasSize(1);
        loses(1);
        assertThat(story.kindsOf(Set.of("suppressed"))).hasSize(1);
    }

    @Test
    void isNotSuppressedJustBelowTheLimit() {
        loses(1).passes(Duration.ofMillis(100));
        loses(2);
        assertThat(penalty().value()).isLessThan(3_000).isGreaterThan(2_999);
        assertThat(penalty().suppressed()).isFalse();
    }

    @Test
    void isUsedAgainOnceThePenaltyHasFallenToTheLowerLimit() {
        loses(3);
        Instant again = story.now.plus(Duration.ofMinutes(15));
        assertThat(penalty().reusableAt(DAMPING)).isEqualTo(again);
        assertThat(penalty().suppressedAt(again.minusMillis(1), DAMPING)).isTrue();
        assertThat(penalty().suppressedAt(again, DAMPING)).isFalse();
    }

    @Test
    void thatItIsUsedAgainIsPublishedWhenItIs() {
        loses(3).passes(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(objection()).isEqualTo("suppressed");
        story.passes(Duration.ofSeconds(2));
        assertThat(objection()).isEqualTo("none");
    }

    @Test
    void staysSuppressedThroughFurtherLossesBetweenTheLimits() {
        loses(3).passes(Duration.ofMinutes(14));
        loses(1);
        assertThat(penalty().value()).isLessThan(3_000);
        assertThat(penalty().suppressed()).isTrue();
    }

    @Test
    void isNoLongerSuppressedByALossAfterItWasUsableAgain() {
        loses(3).passes(Duration.ofMinutes(16));
        loses(1);
        assertThat(penalty().value()).isLessThan(3_000);
        assertThat(penalty().suppressed()).isFalse();
    }

    @Test
    void aSuppressedSiteIsNoTargetUntilItMayBeUsedAgain() {
        loses(3).sees(EAST, Verdict.DOWN).passes(Duration.ofSeconds(29));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("grace");
        assertThat(story.status().reason().text()).contains("failed too often");
        story.passes(Duration.ofSeconds(1));
        assertThat(story.moves()).containsExactly(PAGE);
        story.done().passes(Duration.ofMinutes(14));
        assertThat(story.moves()).containsExactly(PAGE);
        story.passes(Duration.ofMinutes(1));
        assertThat(story.moves()).containsExactly(PAGE, WEST);
    }

    @Test
    void theHoldDownDoublesWithEachLossUpToItsLongest() {
        for (int seconds : new int[] {10, 20, 35, 35}) {
            loses(1);
            assertThat(penalty().heldUntil()).isEqualTo(story.now.plusSeconds(seconds));
        }
    }

    @Test
    void aSiteIsHeldDownAfterALossAndUsedRightAfter() {
        loses(1).sees(EAST, Verdict.DOWN);
        assertThat(objection()).isEqualTo("hold-down");
        assertThat(story.status().sites().get(1).suppressed().text()).contains("until 2026-01-01T00:00:10Z");
        story.passes(Duration.ofMillis(9_900));
        assertThat(story.moves()).isEmpty();
        story.passes(Duration.ofMillis(100));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void theHoldDownStartsAtTheLossAndNotAtTheRecovery() {
        story.sees(WEST, Verdict.DOWN).passes(Duration.ofSeconds(10));
        story.sees(WEST, Verdict.UP).sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aFailbackWaitsForTheHomeSiteToBeUsableAgain() {
        story.sees(EAST, Verdict.DOWN).done();
        for (int loss = 0; loss < 3; loss++) {
            story.sees(EAST, Verdict.UP).sees(EAST, Verdict.DOWN);
        }
        story.sees(EAST, Verdict.UP).passes(Duration.ofMinutes(11));
        assertThat(story.status().reason().code()).isEqualTo("failback-suppressed");
        assertThat(story.moves()).containsExactly(WEST);
        story.passes(Duration.ofMinutes(11));
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void anOperatorNeedsForceForASuppressedSite() {
        loses(3).orders(new Directive.Override(WEST, null, false, false));
        assertThat(story.why("directive-refused").code()).isEqualTo("target-suppressed");
        story.orders(new Directive.Override(WEST, null, true, false));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void anOrderedTargetThatIsSuppressedMeanwhileIsWaitedFor() {
        story.orders(new Directive.Override(WEST, null, false, false));
        loses(3).passes(Duration.ofMinutes(1));
        assertThat(story.status().reason().code()).isEqualTo("override-target-suppressed");
        assertThat(story.status().active()).isEqualTo(EAST);
        story.passes(Duration.ofMinutes(14));
        assertThat(story.moves()).containsExactly(WEST, WEST);
    }

    @Test
    void penaltiesSurviveARestart() {
        loses(3).restarts().sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).isEmpty();
        assertThat(objection()).isEqualTo("suppressed");
    }

    @Test
    void aHoldDownOfNothingIsNone() {
        Story plain = new Given().story().sees(WEST, Verdict.DOWN).sees(WEST, Verdict.UP);
        assertThat(plain.state().memory().penalties().get(WEST).heldUntil()).isEqualTo(plain.now);
        plain.sees(EAST, Verdict.DOWN);
        assertThat(plain.moves()).containsExactly(WEST);
    }
}
