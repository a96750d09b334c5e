package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.state.AttemptTimes;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two cells, one move: whose claim stands at the provider owns it. */
class ClaimTest {

    private static final CellName OTHER = new CellName("eu-west-1");

    private final Story story = new Given()
            .claimFor(Duration.ofMinutes(1))
            .plan(
                    Plans.Name.FAILOVER,
                    Recipe.put("one"),
                    Recipe.gate("pause", new Work.Pause(Duration.ofSeconds(90))),
                    Step.SWITCH)
            .story();
    private final Hands hands = new Hands(story);

    private Story failover() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim");
        return story;
    }

    @Test
    void isRenewedAtHalfOfItsTime() {
        Fence claim = failover().state().fence();
        hands.does("one");
        story.passes(Duration.ofMillis(29_900));
        assertThat(hands.commands("claim")).hasSize(1);
        story.passes(Duration.ofMillis(100));
        Command renewal = hands.asked("claim");
        assertThat(renewal.attempt()).isEqualTo(2);
        assertThat(renewal.expected()).isEqualTo(claim);
        assertThat(renewal.next())
                .isEqualTo(Fence.moving(3, EAST, renewal.plan(), CELL, story.now.plus(Duration.ofMinutes(1)))
                        .leadingTo(WEST));
        hands.does("claim");
        assertThat(story.status().fence()).isEqualTo(renewal.next());
        assertThat(story.kindsOf(Set.of("claimed"))).hasSize(1);
        story.passes(Duration.ofMillis(29_900));
        assertThat(hands.commands("claim")).hasSize(2);
        story.passes(Duration.ofMillis(100));
        assertThat(hands.commands("claim")).hasSize(3);
    }

    @Test
    void nothingElseBeginsUntilItIsRenewed() {
        failover();
        story.passes(Duration.ofSeconds(30));
        int asked = hands.commands("one").size();
        hands.does("one");
        story.passes(Duration.ofSeconds(5));
        assertThat(hands.state("pause")).isEqualTo("waiting");
        assertThat(hands.commands("one")).hasSize(asked);
        hands.does("claim");
        assertThat(hands.state("pause")).isEqualTo("running");
    }

    @Test
    void isNotRenewedOnceTheSwitchHasBegun() {
        failover();
        hands.does("one").passes(Duration.ofSeconds(95));
        int claims = hands.commands("claim").size();
        assertThat(hands.commands("dns-switch")).isNotEmpty();
        story.passes(Duration.ofMinutes(3));
        assertThat(hands.commands("claim")).hasSize(claims);
    }

    @Test
    void theSwitchBuildsOnTheRenewedClaim() {
        failover();
        hands.does("one").passes(Duration.ofSeconds(95));
        Fence claim = story.state().fence();
        assertThat(hands.asked("dns-switch").expected()).isEqualTo(claim);
        assertThat(hands.asked("dns-switch").next().epoch()).isEqualTo(claim.epoch() + 1);
    }

    @Test
    void aRenewalThatFailsIsTriedAgain() {
        failover();
        hands.does("one");
        story.passes(Duration.ofSeconds(30));
        hands.fails("claim");
        story.passes(Duration.ofSeconds(2));
        assertThat(hands.asked("claim").attempt()).isEqualTo(3);
        assertThat(hands.asked("claim").next())
                .isEqualTo(hands.commands("claim").get(1).next());
    }

    @Test
    void aRenewalSeenAtTheNameServersIsBelieved() {
        failover();
        hands.does("one");
        story.passes(Duration.ofSeconds(30)).sights(hands.asked("claim").next());
        assertThat(story.status().epoch()).isEqualTo(3);
        assertThat(hands.state("claim")).isEqualTo("done");
        assertThat(hands.state("pause")).isEqualTo("running");
    }

    @Test
    void aClaimSeenAtTheNameServersIsBelieved() {
        story.sees(EAST, Verdict.DOWN).sights(story.last().next());
        assertThat(hands.state("claim")).isEqualTo("done");
        assertThat(hands.commands("one")).hasSize(1);
    }

    @Test
    void aClaimThatIsRefusedLetsTheWinnerMove() {
        story.sees(EAST, Verdict.DOWN);
        var winner = Fence.moving(2, EAST, "m2-9", OTHER, story.now.plusSeconds(60));
        story.answers(new Refused(Refusal.STALE_FENCE, "epoch 2 is there"), winner);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().text()).contains("a plan of cell eu-west-1 has claimed the move");
        assertThat(story.moves()).isEmpty();
        story.sights(Fence.settled(3, WEST, "m2-9", OTHER));
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void anothersClaimIsTakenOverOnlyOnceItHasRunOut() {
        story.sights(Fence.moving(2, EAST, "m2-9", OTHER, story.now.plusSeconds(60)))
                .sees(EAST, Verdict.DOWN);
        story.passes(Duration.ofMillis(59_900).plus(Fence.CLOCK_BOUND));
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        story.passes(Duration.ofMillis(100));
        assertThat(story.status().phase()).isEqualTo("moving");
        assertThat(story.last().expected().plan()).isEqualTo("m2-9");
        assertThat(story.last().next().epoch()).isEqualTo(3);
    }

    @Test
    void anothersClaimHoldsBackEvenAnOperator() {
        story.sights(Fence.moving(2, EAST, "m2-9", OTHER, story.now.plusSeconds(60)));
        story.orders(new Directive.Override(WEST, null, false, false)).passes(Duration.ofSeconds(30));
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().awaits()).isNull();
        story.passes(Duration.ofSeconds(31).plus(Fence.CLOCK_BOUND));
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void theSameClaimOfAnotherRenewedHoldsOn() {
        story.sights(Fence.moving(2, EAST, "m2-9", OTHER, story.now.plusSeconds(60)))
                .sees(EAST, Verdict.DOWN);
        story.passes(Duration.ofSeconds(50));
        story.sights(Fence.moving(3, EAST, "m2-9", OTHER, story.now.plusSeconds(60)))
                .passes(Duration.ofSeconds(20));
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
    }

    @Test
    void aForeignFenceInTheMiddleOfAPlanEndsItWithoutUndoing() {
        failover();
        hands.does("one");
        story.sights(Fence.settled(4, PAGE, "m4-1", OTHER));
        assertThat(story.status().active()).isEqualTo(PAGE);
        assertThat(story.commands).noneMatch(Command::restores);
        assertThat(story.kinds()).contains("fence-adopted");
    }

    @Test
    void aStepThatMeetsAForeignFenceEndsThePlan() {
        failover();
        var winner = Fence.moving(5, EAST, "m5-1", OTHER, story.now.plusSeconds(60));
        story.answers(hands.asked("one"), new Refused(Refusal.STALE_FENCE, "not ours"), winner);
        assertThat(story.status().fence()).isEqualTo(winner);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
    }

    @Test
    void aStepThatFindsNoFenceEndsThePlan() {
        failover();
        story.answers(hands.asked("one"), new Refused(Refusal.STALE_FENCE, "nothing there"), null);
        assertThat(story.why("step-failed").code()).isEqualTo("fence-gone");
        assertThat(story.status().phase()).isEqualTo("undoing");
    }

    @Test
    void aStepThatFindsAnOlderFenceEndsThePlan() {
        failover();
        story.answers(
                hands.asked("one"), new Refused(Refusal.STALE_FENCE, "older"), Fence.settled(1, EAST, "m1-0", CELL));
        assertThat(story.why("step-failed").code()).isEqualTo("fence-changed");
        assertThat(story.why("step-failed").text()).contains("epoch=1");
    }

    @Test
    void aProofThatMeetsAnOlderFenceIsAskedForAgain() {
        Story plain = new Given().story().sees(EAST, Verdict.DOWN).accepted();
        Fence old = Fence.settled(1, EAST, "m1-0", CELL);
        plain.answers(new Refused(Refusal.STALE_FENCE, "older"), old);
        assertThat(plain.untilAsked()).isBetween(AttemptTimes.SHORTEST_RETRY, AttemptTimes.longestBackoff(1));
        assertThat(plain.status().phase()).isEqualTo("proving");
        assertThat(plain.last().attempt()).isEqualTo(2);
    }

    @Test
    void aProofThatMeetsANewerFenceEndsTheMove() {
        Story plain = new Given().story().sees(EAST, Verdict.DOWN).accepted();
        Fence newer = Fence.settled(3, PAGE, "m3-1", OTHER);
        plain.answers(new Refused(Refusal.STALE_FENCE, "newer"), newer);
        assertThat(plain.status().fence()).isEqualTo(newer);
    }

    @Test
    void aRefusalOfAnEarlierAttemptCountsWhenItTellsOfAnother() {
        story.sees(EAST, Verdict.DOWN);
        Command first = story.last();
        story.passes(Duration.ofSeconds(7));
        var winner = Fence.settled(2, WEST, "m2-9", OTHER);
        story.answers(first, new Refused(Refusal.STALE_FENCE, "epoch 2 is there"), winner);
        assertThat(story.status().fence()).isEqualTo(winner);
    }

    @Test
    void aRefusalForAnotherFenceOfTheKnownEpochIsAFaultAsWhenItIsSeen() {
        Fence known = story.state().fence();
        story.sees(EAST, Verdict.DOWN);
        var same = Fence.settled(1, WEST, "m1-9", OTHER);
        story.answers(new Refused(Refusal.STALE_FENCE, "changed"), same);
        assertThat(story.state().fence()).isEqualTo(known);
        assertThat(story.status().alarms()).extracting("code").contains("fence-changed");
        int sent = story.commands.size();
        story.sights(same).passes(Duration.ofMinutes(5));
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.commands).hasSize(sent);
        story.sights(known);
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void aRefusalOfAnEarlierAttemptThatTellsNothingIsIgnored() {
        story.sees(EAST, Verdict.DOWN);
        Command first = story.last();
        story.passes(Duration.ofSeconds(7));
        story.answers(first, new Refused(Refusal.DRIFT, "A was changed"), null);
        assertThat(story.status().phase()).isEqualTo("moving");
        assertThat(hands.state("claim")).isEqualTo("running");
    }

    @Test
    void aFenceThatWasChangedWithoutANewEpochStopsEverything() {
        Fence known = story.state().fence();
        story.sights(known).sights(Fence.settled(1, WEST, "by-hand", OTHER)).sees(EAST, Verdict.DOWN);
        assertThat(story.status().alarms()).extracting("code").contains("fence-changed");
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().code()).isEqualTo("fence-changed");
        story.sights(known);
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void aFenceThatCannotBeReadStopsEverythingAndIsToldOnce() {
        for (int sight = 0; sight < 3; sight++) {
            story.sights(Sight.UNREADABLE, null);
        }
        assertThat(story.kindsOf(Set.of("fence-alarm"))).hasSize(1);
        story.sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("fence-unreadable");
        story.orders(new Directive.Acknowledge());
        assertThat(story.status().reason().code()).isEqualTo("fence-unreadable");
        story.sights(story.state().fence());
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void anotherCellsDecisionEndsBeingStuck() {
        story.sees(EAST, Verdict.DOWN);
        hands.breaks("claim");
        assertThat(story.status().phase()).isEqualTo("stuck");
        story.sights(Fence.settled(4, WEST, "m4-1", OTHER));
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void theFirstFenceMayBeAnothers() {
        Story fresh = new Story(new Given().topology()).sights(Fence.settled(4, WEST, "m4-1", OTHER));
        assertThat(fresh.status().active()).isEqualTo(WEST);
        assertThat(fresh.status().phase()).isEqualTo("steady");
    }
}
