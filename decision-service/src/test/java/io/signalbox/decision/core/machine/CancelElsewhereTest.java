package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.TwoCells.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.CancelledPlan;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.UnwantedMove;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An operator ends the plan of another cell. */
class CancelElsewhereTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofMinutes(20);

    private static Given given(Step... steps) {
        return new Given().claimFor(Duration.ofMinutes(2)).plan(Plans.Name.FAILOVER, steps);
    }

    private static TwoCells asking() {
        return new TwoCells(given(Recipe.put("one"), Recipe.approval(), Step.SWITCH));
    }

    private static String refusal(Story cell) {
        assertThat(cell.kinds()).endsWith("directive-refused");
        return cell.journal.getLast().reason().code();
    }

    @Test
    void theOwnerPutsBackWhatItDidAndReturnsTheClaimWithoutTheWord() {
        TwoCells both = asking();
        both.see(EAST, Verdict.DOWN).passes(SOON);
        Fence claim = both.fence();
        assertThat(claim.cell()).isEqualTo(CELL);
        both.orders(both.there, new Directive.Cancel()).passes(SOON);
        assertThat(both.fence().phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(both.fence().words().cancel()).isNull();
        assertThat(both.fence().words().unwanted()).isEqualTo(new UnwantedMove(true, List.of(WEST), CELL));
        assertThat(both.here.why("move-abandoned").text()).isEqualTo("cancelled by ann: said in cell eu-west-1");
        assertThat(both.here.kinds()).contains("step-undone");
        both.passes(LONG);
        assertThat(both.fence().active()).isEqualTo(EAST);
        assertThat(both.claims()).containsOnly(CELL.value());
    }

    @Test
    void theWordKeepsPlanCellTargetAndTimeOfTheClaim() {
        Story two = new Given().cell(OTHER).story();
        Fence claim =
                Fence.moving(2, EAST, "m2-9", OTHER, two.now.plusSeconds(60)).leadingTo(WEST);
        two.sights(claim).orders(new Directive.Cancel());
        Command told = two.last();
        assertThat(told.expected()).isEqualTo(claim);
        assertThat(told.next())
                .isEqualTo(claim.rewritten(null, claim.words().cancel(new CancelledPlan("m2-9", CELL, "ann"))));
        two.done();
        assertThat(two.status().phase()).isEqualTo("steady");
        two.orders(new Directive.Cancel());
        assertThat(refusal(two)).isEqualTo("nothing-under-way");
    }

    @Test
    void whoTakesOverFromADeadCellDoesNotBeginThatMoveAgain() {
        Story two = new Given().cell(OTHER).story().sees(EAST, Verdict.DOWN);
        Command own = two.last();
        Fence claim =
                Fence.moving(2, EAST, "m2-9", OTHER, two.now.plusSeconds(60)).leadingTo(WEST);
        Fence cancelled = claim.rewritten(null, claim.words().cancel(new CancelledPlan("m2-9", OTHER, "bob")));
        two.answers(own, new Refused(Refusal.STALE_FENCE, "found another"), cancelled);
        int asked = two.commands.size();
        two.passes(Duration.ofSeconds(59).plus(Fence.CLOCK_BOUND));
        assertThat(two.commands).hasSize(asked);
        two.passes(Duration.ofSeconds(2));
        Fence next = two.last().next();
        assertThat(next.phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(next.active()).isEqualTo(EAST);
        assertThat(next.words().cancel()).isNull();
        assertThat(next.words().unwanted()).isEqualTo(new UnwantedMove(true, List.of(WEST), OTHER));
        two.done().passes(Duration.ofMinutes(5));
        assertThat(two.moves()).hasSize(1);
        assertThat(two.status().reason().code()).isEqualTo("unwanted");
    }

    @Test
    void ofADeadCellsOverrideItIsARelease() {
        TwoCells both = new TwoCells(new Given()
                .claimFor(Duration.ofMinutes(2))
                .plan(Plans.Name.SWITCHOVER, Recipe.approval(), Recipe.put("one"), Step.SWITCH));
        both.orders(both.here, new Directive.Override(WEST, null, false, false)).passes(SOON);
        assertThat(both.fence().words().order().target()).isEqualTo(WEST);
        Story there = both.there;
        Fence claim = both.fence();
        Fence cancelled = claim.rewritten(null, claim.words().cancel(new CancelledPlan(claim.plan(), OTHER, "bob")));
        there.sights(cancelled).passes(Duration.ofMinutes(3));
        assertThat(there.last().next().words().order().target()).isNull();
        assertThat(there.last().next().phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(there.moves()).isEmpty();
    }

    @Test
    void anOverrideOfTheOwnersPlanIsReleasedForAllCells() {
        TwoCells both = new TwoCells(new Given()
                .claimFor(Duration.ofMinutes(2))
                .plan(Plans.Name.SWITCHOVER, Recipe.approval(), Recipe.put("one"), Step.SWITCH));
        both.orders(both.here, new Directive.Override(WEST, null, false, false)).passes(SOON);
        both.orders(both.there, new Directive.Cancel()).passes(LONG);
        assertThat(both.fence().active()).isEqualTo(EAST);
        assertThat(both.here.status().override()).isNull();
        assertThat(both.there.status().override()).isNull();
        assertThat(both.fence().phase()).isEqualTo(Fence.Phase.SETTLED);
    }

    @Test
    void pastAOneWayStepTheOwnerRefusesItAsAtHomeAndTakesTheWordOut() {
        TwoCells both = new TwoCells(given(Recipe.promote("promote"), Recipe.approval(), Step.SWITCH));
        both.see(EAST, Verdict.DOWN).passes(SOON);
        both.orders(both.there, new Directive.Cancel()).passes(SOON);
        assertThat(both.here.kinds()).contains("directive-refused");
        assertThat(both.here.kindsOf(Set.of("directive-refused"))).hasSize(1);
        assertThat(both.here.why("directive-refused").code()).isEqualTo("past-return");
        assertThat(both.fence().phase()).isEqualTo(Fence.Phase.MOVING);
        assertThat(both.fence().words().cancel()).isNull();
        both.orders(both.here, new Directive.Approve(null, null)).passes(SOON);
        assertThat(both.fence().active()).isEqualTo(WEST);
    }

    @Test
    void aWordThatComesTooLateIsTold() {
        Story two = new Given().cell(OTHER).story();
        Fence claim =
                Fence.moving(2, EAST, "m2-9", OTHER, two.now.plusSeconds(60)).leadingTo(WEST);
        two.sights(claim).orders(new Directive.Cancel());
        Fence moved = Fence.settled(3, WEST, "m2-9", OTHER);
        two.answers(new Refused(Refusal.STALE_FENCE, "found another"), moved);
        assertThat(two.kinds()).contains("cancel-late");
        two.passes(SOON);
        assertThat(two.status().active()).isEqualTo(WEST);
        assertThat(two.status().phase()).isEqualTo("steady");
    }

    @Test
    void inModeAdviseNoFenceIsWrittenAndTheAnswerSaysWhereToGiveIt() {
        Story two = new Given().cell(OTHER).mode(Policy.Mode.ADVISE).story();
        Fence claim =
                Fence.moving(2, EAST, "m2-9", OTHER, two.now.plusSeconds(60)).leadingTo(WEST);
        two.sights(claim).orders(new Directive.Cancel());
        assertThat(refusal(two)).isEqualTo("elsewhere");
        assertThat(two.why("directive-refused").text()).contains("eu-west-1");
    }

    @Test
    void whatWaitsInAnotherCellOnlyIsAnsweredThereAndTheAnswerSaysWhere() {
        TwoCells both = asking();
        both.see(EAST, Verdict.DOWN).passes(SOON);
        for (Directive.Order order : List.of(new Directive.Approve(null, null), new Directive.Reject())) {
            both.orders(both.there, order);
            assertThat(refusal(both.there)).isEqualTo("elsewhere");
            assertThat(both.there.why("directive-refused").text()).contains("cell " + CELL);
        }
        both.orders(both.here, new Directive.Approve(null, null)).passes(SOON);
        assertThat(both.fence().active()).isEqualTo(WEST);
    }

    @Test
    void aDrillIsStoppedInItsCell() {
        TwoCells both = new TwoCells(new Given());
        both.orders(both.here, Rehearsals.to(WEST)).passes(SOON);
        assertThat(both.fence().active()).isEqualTo(WEST);
        both.orders(both.there, new Directive.StopDrill());
        assertThat(refusal(both.there)).isEqualTo("elsewhere");
        assertThat(both.there.why("directive-refused").text()).contains("cell " + CELL);
    }

    @Test
    void aClaimThatHasRunOutLetsNothingWaitElsewhere() {
        Story two = new Given().cell(OTHER).story();
        two.sights(Fence.moving(2, EAST, "m2-9", OTHER, two.now.plusSeconds(60)).leadingTo(WEST))
                .passes(Duration.ofMinutes(2));
        two.orders(new Directive.Approve(null, null));
        assertThat(refusal(two)).isEqualTo("nothing-waits");
    }
}
