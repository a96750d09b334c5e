package io.signalbox.decision.core.execution;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plan has put up two things, and is given up. */
class PlanUndoTest {

    private final Story story = new Given()
            .plan(Plans.Name.FAILOVER, Recipe.put("one"), Recipe.put("two"), Recipe.approval(), Step.SWITCH)
            .story()
            .sees(EAST, Verdict.DOWN);
    private final Hands hands = new Hands(story).does("claim", "one", "two");

    private Story givenUp() {
        return story.sees(EAST, Verdict.UP);
    }

    @Test
    void putsBackInReverseOrderThenGivesBackTheClaim() {
        Fence claim = story.state().fence();
        givenUp();
        assertThat(hands.state("two")).isEqualTo("undoing");
        assertThat(hands.state("one")).isEqualTo("done");
        assertThat(hands.asked("two").note()).isEqualTo("back: failover from us-east-1 to us-west-2");
        hands.does("two");
        assertThat(hands.state("two")).isEqualTo("undone");
        assertThat(hands.asked("one").previous()).isEqualTo(Hands.before("one"));
        hands.does("one");
        Command back = story.last();
        assertThat(back.expected()).isEqualTo(claim);
        assertThat(back.next()).isEqualTo(Fence.settled(3, EAST, back.plan(), back.cell()));
        assertThat(back.restores()).isFalse();
        hands.does("claim");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().fence()).isEqualTo(back.next());
        assertThat(story.kinds()).endsWith("step-undone", "step-undone", "step-undone", "move-abandoned");
        assertThat(story.why("move-abandoned").code()).isEqualTo("no-longer-wanted");
    }

    @Test
    void asksAgainWhenTheActuatorIsSilent() {
        givenUp();
        int attempt = hands.asked("two").attempt();
        story.passes(Duration.ofMillis(5_900));
        assertThat(hands.asked("two").attempt()).isEqualTo(attempt);
        story.passes(Duration.ofMillis(100));
        assertThat(hands.asked("two").attempt()).isEqualTo(attempt + 1);
        assertThat(hands.asked("two").restores()).isTrue();
    }

    @Test
    void asksAgainWhenItIsUnderWayOrMayWorkAnotherTime() {
        givenUp();
        int attempt = hands.asked("two").attempt();
        story.answers(hands.asked("two"), new InProgress(Duration.ofMillis(300), "t", false, "slow"), null);
        story.passes(Duration.ofMillis(300));
        assertThat(hands.asked("two").attempt()).isEqualTo(attempt + 1);
        hands.fails("two");
        assertThat(hands.state("two")).isEqualTo("undoing");
        story.passes(Duration.ofSeconds(4));
        assertThat(hands.asked("two").attempt()).isEqualTo(attempt + 2);
    }

    @Test
    void whatCannotBePutBackRaisesAnAlarmAndTheRestGoesOn() {
        givenUp();
        hands.breaks("two");
        assertThat(hands.state("two")).isEqualTo("failed");
        assertThat(story.status().alarms()).extracting("code").containsExactly("step-not-undone");
        assertThat(story.why("step-not-undone").text()).contains("two of plan", "not allowed");
        hands.does("one", "claim");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.state().memory().previous()).containsOnlyKeys("two");
        story.orders(new Directive.Acknowledge());
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void whatIsNotPutBackInTimeRaisesAnAlarm() {
        givenUp();
        story.passes(Recipe.DEADLINE.minusMillis(100));
        assertThat(hands.state("two")).isEqualTo("undoing");
        story.passes(Duration.ofMillis(100));
        assertThat(hands.state("two")).isEqualTo("failed");
        assertThat(story.why("step-not-undone").text()).contains("not put back in time");
        assertThat(hands.state("one")).isEqualTo("undoing");
    }

    @Test
    void aClaimThatCannotBeGivenBackRunsOutByItself() {
        givenUp();
        hands.does("two", "one");
        story.passes(Duration.ofMillis(119_900));
        assertThat(story.status().phase()).isEqualTo("undoing");
        story.passes(Duration.ofMillis(100));
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().alarms()).isEmpty();
        assertThat(story.kinds()).contains("step-not-undone", "move-abandoned");
    }

    @Test
    void nothingNewBeginsBeforeAClaimThatWasNotGivenBackHasRunOut() {
        givenUp();
        hands.does("two", "one");
        story.passes(Duration.ofMinutes(2)).sees(EAST, Verdict.DOWN);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().code()).isEqualTo("claimed");
        story.passes(Duration.ofMinutes(3).plus(Fence.CLOCK_BOUND));
        assertThat(story.status().phase()).isEqualTo("moving");
        assertThat(story.last().next().epoch()).isEqualTo(3);
    }

    @Test
    void theFenceAtTheNameServersTellsThatTheClaimWasGivenBack() {
        givenUp();
        hands.does("two", "one");
        story.sights(story.last().next());
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().epoch()).isEqualTo(3);
    }

    @Test
    void anAnswerToDoingItIsNotTakenForOneToUndoingIt() {
        Command doing = hands.asked("two");
        givenUp();
        story.answers(doing, new Done(List.of()), doing.next());
        assertThat(hands.state("two")).isEqualTo("undoing");
        story.answers(doing, new Failed("denied", "no", false), null);
        assertThat(hands.state("two")).isEqualTo("undoing");
    }

    @Test
    void anotherCellsDecisionEndsIt() {
        givenUp();
        var winner = Fence.settled(7, WEST, "m7-1", new CellName("eu-west-1"));
        story.answers(hands.asked("two"), new Refused(Refusal.STALE_FENCE, "epoch 7"), winner);
        assertThat(story.status().fence()).isEqualTo(winner);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.state().memory().previous()).containsOnlyKeys("one", "two");
    }

    @Test
    void aRefusalThatTellsNothingNewIsAskedAgain() {
        givenUp();
        int attempt = hands.asked("two").attempt();
        hands.refuses("two", Refusal.EXPIRED);
        story.passes(Duration.ofSeconds(2));
        assertThat(hands.asked("two").attempt()).isEqualTo(attempt + 1);
    }

    @Test
    void whatHasChangedNothingIsNotPutBack() {
        Story hooked = new Given()
                .plan(
                        Plans.Name.FAILOVER,
                        new Step(
                                "tell",
                                new Work.Act(Recipe.hook("x")),
                                Recipe.DEADLINE,
                                null,
                                OnFailure.ABORT,
                                List.of()),
                        Recipe.approval(),
                        Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        var its = new Hands(hooked).does("claim");
        hooked.answers(its.asked("tell"), new Done(List.of()), null).sees(EAST, Verdict.UP);
        assertThat(hooked.last().arguments().kind()).isEqualTo("claim");
        hooked.done();
        assertThat(hooked.status().phase()).isEqualTo("steady");
    }

    @Test
    void waitsUntilAClaimThatWasSentCanNoLongerBegin() {
        Story early = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        Command claim = early.last();
        early.sees(EAST, Verdict.UP).passes(Duration.ofSeconds(39));
        assertThat(early.status().phase()).isEqualTo("undoing");
        early.passes(Duration.ofSeconds(1));
        assertThat(early.status().phase()).isEqualTo("steady");
        assertThat(early.last()).isEqualTo(claim);
    }

    @Test
    void aClaimThatIsTakenWhileThePlanIsGivenUpIsGivenBack() {
        Story early = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        Command claim = early.last();
        early.sees(EAST, Verdict.UP).done(claim);
        assertThat(early.last().next().phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(early.last().next().epoch()).isEqualTo(3);
        early.done();
        assertThat(early.status().phase()).isEqualTo("steady");
        assertThat(early.status().epoch()).isEqualTo(3);
    }

    @Test
    void aSwitchThatIsTakenWhileThePlanIsGivenUpIsNotTakenBack() {
        story.orders(new Directive.Approve(null, null));
        Command change = hands.asked("dns-switch");
        story.passes(Duration.ofSeconds(7)).sees(EAST, Verdict.UP).passes(Duration.ofSeconds(6));
        assertThat(story.status().phase()).isEqualTo("undoing");
        story.done(change);
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.commands).noneMatch(Command::restores);
    }
}
