package io.signalbox.decision.core.plan;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.state.AttemptTimes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepFailureTest {

    private Hands hands;

    private Story failover(Step... steps) {
        Story story = new Given().plan(Plans.Name.FAILOVER, steps).story().sees(EAST, Verdict.DOWN);
        hands = new Hands(story);
        if (story.last().arguments().kind().equals("claim")) {
            hands.does("claim");
        }
        return story;
    }

    @Test
    void isTriedAgainAsOftenAsThePlanSays() {
        Story story = failover(Recipe.put("first", 1, OnFailure.CONTINUE), Step.SWITCH);
        hands.fails("first");
        assertThat(story.status().reason().code()).isEqualTo("step-failed");
        assertThat(story.status().reason().text()).contains("rate exceeded", "trying again");
        story.passes(Duration.ofMillis(1_000));
        assertThat(hands.asked("first").attempt()).isEqualTo(2);
        hands.fails("first");
        assertThat(hands.state("first")).isEqualTo("failed");
        assertThat(hands.commands("dns-switch")).hasSize(1);
    }

    @Test
    void isNotTriedAgainWhereThePlanSaysSo() {
        failover(Recipe.put("first", 0, OnFailure.CONTINUE), Step.SWITCH);
        hands.fails("first");
        assertThat(hands.state("first")).isEqualTo("failed");
    }

    @Test
    void isNotTriedAgainWhereThatCannotHelp() {
        failover(Recipe.put("first", 5, OnFailure.CONTINUE), Step.SWITCH);
        hands.breaks("first");
        assertThat(hands.state("first")).isEqualTo("failed");
    }

    @Test
    void theSameFailureToldTwiceCountsOnce() {
        Story story = failover(Recipe.put("first", 1, OnFailure.CONTINUE), Step.SWITCH);
        hands.fails("first").fails("first").fails("first");
        assertThat(hands.state("first")).isEqualTo("running");
        story.passes(Duration.ofMillis(1_000));
        assertThat(hands.asked("first").attempt()).isEqualTo(2);
    }

    @Test
    void eachFailureIsFollowedByAPauseAndTheNextAttempt() {
        Story story = failover(Recipe.put("first"), Step.SWITCH);
        for (int attempt = 1; attempt <= 6; attempt++) {
            assertThat(hands.asked("first").attempt()).isEqualTo(attempt);
            hands.fails("first");
            assertThat(story.untilAsked()).isBetween(AttemptTimes.SHORTEST_RETRY, AttemptTimes.longestBackoff(attempt));
        }
    }

    @Test
    void theSameEventsLeadToTheSameTimes() {
        assertThat(failsOnce().commands).isEqualTo(failsOnce().commands);
    }

    private Story failsOnce() {
        Story story = failover(Recipe.put("first"), Step.SWITCH);
        hands.fails("first");
        story.untilAsked();
        return story;
    }

    @Test
    void hasItsOwnDeadline() {
        Story story = failover(Recipe.put("first"), Step.SWITCH);
        story.passes(Recipe.DEADLINE.minusMillis(100));
        assertThat(hands.state("first")).isEqualTo("running");
        story.passes(Duration.ofMillis(100));
        assertThat(story.why("step-failed").code()).isEqualTo("step-deadline");
        assertThat(story.status().phase()).isEqualTo("undoing");
    }

    @Test
    void theSwitchHasThePlansDeadline() {
        Story story = failover(Recipe.put("first"), Step.SWITCH);
        hands.does("first");
        story.passes(Duration.ofMinutes(14));
        assertThat(hands.state("dns-switch")).isEqualTo("running");
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void abortLeavesWhatWasDoneAndWaitsForAPerson() {
        Story story = failover(Recipe.put("first"), Recipe.put("second", OnFailure.ABORT), Step.SWITCH);
        hands.does("first").breaks("second").does("claim");
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(story.status().reason().text()).contains("second", "not allowed");
        assertThat(hands.state("first")).isEqualTo("done");
        assertThat(story.commands).noneMatch(Command::restores);
        assertThat(story.state().memory().previous()).containsEntry("first", Hands.before("first"));
        story.passes(Duration.ofMinutes(20));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().alarms()).extracting("code").contains("stuck");
    }

    @Test
    void rollbackPutsBackWhatWasDoneInReverseOrder() {
        Story story =
                failover(Recipe.put("one"), Recipe.put("two"), Recipe.put("three", OnFailure.ROLLBACK), Step.SWITCH);
        hands.does("one", "two").tells("three").breaks("three");
        assertThat(hands.asked("three").restores()).isTrue();
        assertThat(hands.asked("three").previous()).isEqualTo(Hands.before("three"));
        hands.does("three");
        assertThat(hands.asked("two").restores()).isTrue();
        assertThat(hands.asked("one").restores()).isFalse();
        hands.does("two");
        assertThat(hands.asked("one").previous()).isEqualTo(Hands.before("one"));
        assertThat(story.status().phase()).isEqualTo("undoing");
        hands.does("one", "claim");
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(story.state().memory().previous()).isEmpty();
        assertThat(story.status().fence().phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(story.kinds()).endsWith("step-undone", "step-undone", "step-undone", "step-undone", "stuck");
    }

    @Test
    void aStepThatMayFailDoesNotStopThePlan() {
        Story story = failover(Recipe.put("first", OnFailure.CONTINUE), Step.SWITCH);
        hands.breaks("first").does("dns-switch");
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.kinds()).contains("step-failed", "move-done");
    }

    @Test
    void whateverThePlanSaysAnAcceptedSwitchIsNotTakenBack() {
        for (OnFailure onFailure : new OnFailure[] {OnFailure.ABORT, OnFailure.ROLLBACK}) {
            Story story = failover(Recipe.put("first"), Step.SWITCH, Recipe.put("last", onFailure));
            hands.does("first", "dns-switch").breaks("last");
            assertThat(story.status().phase()).isEqualTo("steady");
            assertThat(story.status().active()).isEqualTo(WEST);
            assertThat(story.status().alarms()).extracting("code").contains("move-unfinished");
            assertThat(story.why("move-unfinished").text()).contains("last", "not allowed");
            assertThat(story.commands).noneMatch(Command::restores);
            assertThat(story.moves()).containsExactly(WEST);
        }
    }

    @Test
    void theAlarmOfAnUnfinishedMoveEndsWithTheNextThatIsFinished() {
        Story story = failover(Step.SWITCH, Recipe.put("last"));
        hands.does("dns-switch").breaks("last");
        story.sees(EAST, Verdict.UP).passes(Duration.ofMinutes(11)).done();
        assertThat(story.status().alarms()).isEmpty();
        assertThat(story.status().active()).isEqualTo(EAST);
    }

    @Test
    void anAcceptedSwitchIsProvenHoweverOftenTheProofFails() {
        Story story = failover(Recipe.switching(0, OnFailure.ABORT));
        hands.takes();
        story.answers(new Failed("timeout", "no answer", false), null).passes(Duration.ofSeconds(5));
        assertThat(story.status().phase()).isEqualTo("proving");
        assertThat(story.last().attempt()).isGreaterThan(1);
        story.done();
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void aSwitchThatIsRefusedBehindOtherStepsPutsThemBackWherePlanned() {
        Story story = failover(Recipe.put("first"), Recipe.switching(OnFailure.ROLLBACK));
        hands.does("first").refuses("dns-switch", Refusal.DRIFT);
        assertThat(hands.asked("first").restores()).isTrue();
        hands.does("first", "claim");
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(story.status().active()).isEqualTo(EAST);
    }

    @Test
    void anAttemptThatCameTooLateIsMadeAgain() {
        Story story = failover(Step.SWITCH);
        hands.refuses("dns-switch", Refusal.EXPIRED);
        story.passes(Duration.ofSeconds(1));
        assertThat(hands.asked("dns-switch").attempt()).isEqualTo(2);
        hands.refuses("dns-switch", Refusal.TOPOLOGY_MISMATCH);
        assertThat(story.status().reason().code()).isEqualTo("topology-mismatch");
        story.passes(Duration.ofSeconds(2));
        assertThat(hands.asked("dns-switch").attempt()).isEqualTo(3);
    }

    @Test
    void isAskedAgainWhenItSaysWithWhatItSaid() {
        Story story = failover(Recipe.put("first"), Step.SWITCH);
        hands.tells("first");
        story.passes(Duration.ofMillis(100));
        assertThat(hands.asked("first").previous()).isEqualTo(Hands.before("first"));
        assertThat(hands.asked("first").token()).isEqualTo("t");
        assertThat(hands.asked("first").attempt()).isEqualTo(2);
        story.answers(hands.asked("first"), new InProgress(Duration.ofSeconds(20), "u", false, "slow"), null);
        story.passes(Duration.ofMillis(19_900));
        assertThat(hands.asked("first").attempt()).isEqualTo(2);
        story.passes(Duration.ofMillis(100));
        assertThat(hands.asked("first").attempt()).isEqualTo(3);
        assertThat(hands.asked("first").previous()).isEqualTo(Hands.before("first"));
    }
}
