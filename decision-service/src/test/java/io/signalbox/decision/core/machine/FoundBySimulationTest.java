package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.time.Schedule;
import io.signalbox.decision.core.state.AttemptTimes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults that simulated worlds have shown, told as short stories. */
class FoundBySimulationTest {

    /** Half of it is twice the time after which silence is answered: then both fall due at once. */
    private static final Duration CLAIM = AttemptTimes.SILENCE.multipliedBy(4);

    private final Story story = new Given()
            .claimFor(CLAIM)
            .plan(Plans.Name.FAILOVER, Recipe.put("one"), Recipe.approval(), Step.SWITCH)
            .plan(Plans.Name.FAILBACK, Step.SWITCH, Recipe.restore("one"))
            .story()
            .sees(EAST, Verdict.DOWN);
    private final Hands hands = new Hands(story);

    @Test
    void anAnswerToTheClaimIsNotTakenForItsReturn() {
        Command first = hands.asked("claim");
        story.passes(AttemptTimes.SILENCE);
        Command second = hands.asked("claim");
        story.done(first).sees(EAST, Verdict.UP);
        Command back = hands.asked("claim");
        assertThat(back.next().phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(back.attempt()).isGreaterThan(second.attempt());
        story.done(second);
        assertThat(hands.state("claim")).isEqualTo("undoing");
        assertThat(story.state().fence()).isEqualTo(first.next());
        story.done(back);
        assertThat(story.state().fence()).isEqualTo(back.next());
    }

    @Test
    void anAnswerToTheClaimIsNotTakenForItsRenewal() {
        Command first = hands.asked("claim");
        hands.does("claim", "one");
        story.passes(CLAIM.dividedBy(2));
        Command renewal = hands.asked("claim");
        assertThat(renewal.next().until()).isAfter(first.next().until());
        story.done(first);
        assertThat(story.state().fence()).isEqualTo(first.next());
        story.done(renewal);
        assertThat(story.state().fence()).isEqualTo(renewal.next());
    }

    @Test
    void aClaimThatRunsOutIsRenewedBeforeAnythingElseIsAsked() {
        hands.does("claim");
        story.passes(CLAIM.dividedBy(2));
        assertThat(story.last().arguments().kind()).isEqualTo("claim");
        int asked = hands.commands("one").size();
        story.passes(Duration.ofSeconds(3));
        assertThat(hands.commands("one")).hasSize(asked);
        story.done(hands.asked("claim"));
        assertThat(hands.commands("one")).hasSize(asked + 1);
    }

    @Test
    void anActionThatCameAfterTheClaimHadRunOutIsAskedForAgain() {
        hands.does("claim").refuses("one", Refusal.STALE_FENCE);
        assertThat(hands.state("one")).isEqualTo("running");
        assertThat(story.state().reason().code()).isEqualTo("claim-ran-out");
    }

    @Test
    void aPlansOwnClaimIsNobodyElsesDecision() {
        hands.does("claim");
        Command put = hands.asked("one");
        story.passes(CLAIM.dividedBy(2));
        Fence renewed = hands.asked("claim").next();
        story.answers(put, new Refused(Refusal.STALE_FENCE, "ran out"), renewed);
        assertThat(story.status().phase()).isEqualTo("moving");
        assertThat(story.kinds()).doesNotContain("fence-adopted");
    }

    @Test
    void aClaimIsRenewedWhileItsPlanIsUndone() {
        hands.does("claim", "one");
        story.passes(CLAIM.dividedBy(2).minusSeconds(1)).sees(EAST, Verdict.UP);
        assertThat(hands.asked("one").restores()).isTrue();
        story.passes(Duration.ofSeconds(1));
        Command renewal = hands.asked("claim");
        assertThat(renewal.next().phase()).isEqualTo(Fence.Phase.MOVING);
        int asked = hands.commands("one").size();
        story.passes(AttemptTimes.SILENCE);
        assertThat(hands.commands("one")).hasSize(asked);
        assertThat(hands.asked("claim").attempt()).isEqualTo(renewal.attempt() + 1);
        hands.does("claim");
        story.passes(AttemptTimes.SILENCE);
        assertThat(hands.commands("one")).hasSizeGreaterThan(asked);
        hands.does("one");
        assertThat(hands.asked("claim").next().phase()).isEqualTo(Fence.Phase.SETTLED);
    }

    @Test
    void whatCouldNotBePutBackIsStillKnown() {
        hands.does("claim", "one");
        story.sees(EAST, Verdict.UP);
        hands.breaks("one");
        assertThat(story.state().memory().previous()).containsEntry("one", Hands.before("one"));
    }

    @Test
    void aLastResortThatIsDownIsNone() {
        var lost = Story.steady(new Given().topology())
                .sees(PAGE, Verdict.DOWN)
                .sees(WEST, Verdict.DOWN)
                .sees(EAST, Verdict.DOWN);
        assertThat(lost.moves()).isEmpty();
        assertThat(lost.state().reason().code()).isEqualTo("all-down");
        lost.sees(PAGE, Verdict.UP);
        assertThat(lost.moves()).containsExactly(PAGE);
    }

    @Test
    void aSiteThatTheWayHomeDoesNotMakeReadyIsNotGoneToFromALastResort() {
        var ready = new Step(
                "ready", new Work.WaitHealthy(Duration.ZERO), CLAIM, null, Step.OnFailure.ABORT, List.of(EAST, WEST));
        var onPage = new Given()
                .readiness()
                .plan(Plans.Name.FAILOVER, ready, Step.SWITCH)
                .plan(Plans.Name.FAILBACK, Step.SWITCH)
                .story()
                .sees(WEST, Verdict.DOWN)
                .checks(EAST, Given.READY, Verdict.DOWN)
                .orders(new Directive.Override(PAGE, null, true, false));
        onPage.accepted().done().orders(new Directive.Release());
        assertThat(onPage.moves()).containsExactly(PAGE);
        assertThat(onPage.state().active()).isEqualTo(PAGE);
    }

    @Test
    void anOrderIsToldToTheOtherCellsThoughAMoveIsHeld() {
        Topology one = new Given().topology();
        var cells = List.of(one.cells().getFirst(), new Cell(new CellName("eu-west-1"), "localhost:9093"));
        var held = Story.steady(new Topology(
                        cells,
                        one.vantages(),
                        one.references(),
                        one.services(),
                        one.governor(),
                        AllowedAddresses.NONE,
                        one.digest()))
                .orders(new Directive.Freeze(null))
                .done()
                .sees(EAST, Verdict.DOWN);
        assertThat(held.status().phase()).isEqualTo("awaiting-leave");
        held.orders(new Directive.Freeze(held.now.plusSeconds(600)));
        assertThat(held.status().phase()).isEqualTo("publishing");
        held.done();
        assertThat(held.status().phase()).isEqualTo("awaiting-leave");
        assertThat(held.status().fence().hold())
                .endsWith(":" + held.now.plusSeconds(600).getEpochSecond());
    }

    @Test
    void aPlanDoesNotGoOnWithoutItsSwitch() {
        var failing = new Given()
                .plan(
                        Plans.Name.FAILOVER,
                        Recipe.put("one"),
                        Recipe.switching(0, Step.OnFailure.CONTINUE),
                        Recipe.put("two"))
                .story()
                .sees(EAST, Verdict.DOWN);
        var plan = new Hands(failing).does("claim", "one").fails("dns-switch");
        assertThat(plan.commands("two")).isEmpty();
        assertThat(failing.kinds()).doesNotContain("move-done");
        plan.does("claim");
        assertThat(failing.status().phase()).isEqualTo("stuck");
    }

    @Test
    void aSwitchThatWasGivenUpAndIsTakenAfterAllIsKnown() {
        var late = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Recipe.switching(0, Step.OnFailure.ROLLBACK))
                .story()
                .sees(EAST, Verdict.DOWN);
        var plan = new Hands(late).does("claim", "one").fails("dns-switch");
        Fence taken = plan.asked("dns-switch").next();
        late.answers(plan.asked("claim"), new Refused(Refusal.STALE_FENCE, "another fence"), taken);
        assertThat(late.state().active()).isEqualTo(WEST);
        assertThat(late.status().phase()).isEqualTo("steady");
        assertThat(late.status().alarms()).extracting("code").containsExactly("move-unfinished");
        assertThat(late.state().memory().previous()).containsEntry("one", Hands.before("one"));
    }

    @Test
    void aReturnIsAskedForAnewWhereALateRenewalWasTaken() {
        hands.does("claim", "one");
        story.passes(CLAIM.dividedBy(2));
        Fence renewed = hands.asked("claim").next();
        story.orders(new Directive.Cancel());
        hands.breaks("claim");
        hands.does("one");
        assertThat(hands.asked("claim").next().phase()).isEqualTo(Fence.Phase.SETTLED);
        story.answers(hands.asked("claim"), new Refused(Refusal.STALE_FENCE, "another fence"), renewed);
        assertThat(hands.asked("claim").expected()).isEqualTo(renewed);
        assertThat(hands.asked("claim").next().epoch()).isEqualTo(renewed.epoch() + 1);
    }

    @Test
    void nothingMoreIsAskedForAPlanThatEnds() {
        var brief = new Step(
                "two",
                new Work.Act(Recipe.parameter("two")),
                AttemptTimes.SILENCE.multipliedBy(2),
                null,
                Step.OnFailure.ABORT,
                List.of());
        var parallel = new Given()
                .stages(Plans.Name.FAILOVER, Recipe.parallel(Recipe.put("one"), brief), Plans.Stage.of(Step.SWITCH))
                .story()
                .sees(EAST, Verdict.DOWN);
        var plan = new Hands(parallel).does("claim");
        parallel.passes(AttemptTimes.SILENCE);
        assertThat(plan.commands("one")).hasSize(2);
        parallel.passes(AttemptTimes.SILENCE);
        assertThat(parallel.status().phase()).isEqualTo("undoing");
        assertThat(plan.commands("one")).hasSize(2);
    }

    @Test
    void aSwitchThatIsStillOnItsWayCannotBeTakenOnceAnythingIsPutBack() {
        var late = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Recipe.switching(0, Step.OnFailure.ROLLBACK))
                .story()
                .sees(EAST, Verdict.DOWN)
                .passes(Duration.ofSeconds(1));
        var plan = new Hands(late).does("claim", "one");
        Fence expected = plan.asked("dns-switch").expected();
        late.passes(Duration.ofSeconds(1));
        plan.fails("dns-switch");
        assertThat(plan.asked("one").restores()).isFalse();
        assertThat(late.last().next().phase()).isEqualTo(Fence.Phase.MOVING);
        assertThat(late.last().expected()).isEqualTo(expected);
        plan.does("claim");
        assertThat(plan.asked("one").restores()).isTrue();
    }

    @Test
    void noticesAreNotKeptForEverWhereNoFenceIsWritten() {
        var drill = new Drill(
                "monthly",
                Schedule.parse("first Monday 00:05"),
                WEST,
                Duration.ofMinutes(5),
                List.of(),
                List.of(),
                List.of(),
                List.of(Recipe.hook("drills")));
        var passive =
                new Story(new Given().mode(Policy.Mode.ADVISE).drill(drill).topology());
        passive.passes(Duration.ZERO).orders(new Directive.StartDrill("monthly", passive.now, null, null));
        assertThat(passive.state().memory().notices()).hasSize(1);
        passive.passes(Duration.ofMinutes(16));
        assertThat(passive.state().memory().notices()).isEmpty();
        assertThat(passive.kinds()).contains("notice-lost");
    }
}
