package io.signalbox.decision.core.fence;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.TwoCells.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.FailedMove;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.UnwantedMove;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.machine.TwoCells;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has failed, or is not wanted, is not tried by two cells by turns. */
class MoveBlocksTest {

    private static final Duration LONG = Duration.ofMinutes(20);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final StepOutcome.Failed DENIED = new StepOutcome.Failed("access-denied", "not allowed", false);
    private static final StepOutcome.Failed WRONG = new StepOutcome.Failed("no-such-thing", "it is not there", false);

    private static TwoCells cells(Step... steps) {
        return new TwoCells(new Given().claimFor(Duration.ofMinutes(2)).third().plan(Plans.Name.FAILOVER, steps));
    }

    private final TwoCells both = cells(Recipe.put("one"), Step.SWITCH);

    @Test
    void whatItsOwnHandsCouldNotDoBindsTheCellAndTheOtherTriesOnce() {
        both.acts(both.here, DENIED).see(EAST, Verdict.DOWN).passes(SOON);
        assertThat(both.fence().active()).isEqualTo(WEST);
        assertThat(both.claims()).containsExactly(CELL.value(), OTHER.value());
        assertThat(both.fence().words().failed()).isNull();
        assertThat(both.here.status().phase()).isEqualTo("steady");
    }

    @Test
    void twoCellsThatFailDoNotAlternate() {
        both.acts(both.here, DENIED)
                .acts(both.there, DENIED)
                .see(EAST, Verdict.DOWN)
                .passes(LONG);
        assertThat(both.claims()).containsExactly(CELL.value(), OTHER.value());
        assertThat(both.fence().words().failed()).isEqualTo(new FailedMove(WEST, "one", List.of(CELL, OTHER)));
        assertThat(both.here.status().phase()).isEqualTo("stuck");
        assertThat(both.there.status().phase()).isEqualTo("stuck");
    }

    @Test
    void theWordIsWrittenWithTheSwapThatReturnsTheClaim() {
        both.acts(both.here, WRONG).see(EAST, Verdict.DOWN).passes(SOON);
        assertThat(both.fence().epoch()).isEqualTo(3);
        assertThat(both.fence().text()).endsWith(" failed=us-west-2:one:-");
    }

    @Test
    void aFailureOfTheTargetBindsAllUntilAPersonAcknowledgesInAnyCell() {
        both.acts(both.here, WRONG).see(EAST, Verdict.DOWN).passes(LONG);
        assertThat(both.claims()).containsExactly(CELL.value());
        assertThat(both.there.status().phase()).isEqualTo("awaiting-leave");
        assertThat(both.there.status().reason().code()).isEqualTo("failed-move");
        both.acts(both.here, new StepOutcome.Done(List.of()))
                .orders(both.there, new Directive.Acknowledge())
                .passes(SOON);
        assertThat(both.here.status().phase()).isEqualTo("steady");
        assertThat(both.fence().active()).isEqualTo(WEST);
        assertThat(both.fence().words().failed()).isNull();
    }

    @Test
    void aOneWayStepThatHadBegunBindsAll() {
        TwoCells promoting = cells(Recipe.promote("promote"), Step.SWITCH);
        promoting.acts(promoting.here, DENIED).see(EAST, Verdict.DOWN).passes(LONG);
        assertThat(promoting.fence().words().failed()).isEqualTo(new FailedMove(WEST, "promote", List.of()));
        assertThat(promoting.claims()).containsOnly(CELL.value());
    }

    @Test
    void whatWasNotAnsweredBindsTheCellAlone() {
        TwoCells silent = cells(Recipe.put("one", 2, OnFailure.ROLLBACK), Step.SWITCH);
        silent.acts(silent.here, new StepOutcome.Failed("unreachable", "no answer", true, true))
                .see(EAST, Verdict.DOWN)
                .passes(LONG);
        assertThat(silent.fence().active()).isEqualTo(WEST);
        assertThat(silent.claims()).contains(OTHER.value());
    }

    @Test
    void aStepThatNobodyAnsweredInTimeBindsTheCellAlone() {
        both.silences(both.here).see(EAST, Verdict.DOWN).passes(LONG);
        assertThat(both.fence().active()).isEqualTo(WEST);
        assertThat(both.claims()).contains(OTHER.value());
    }

    @Test
    void aPlanOfWhichNothingButClaimAndGatesWasSentLeavesNoWordAndEachCellTriesOnce() {
        TwoCells gated = cells(Recipe.gate("wait", new Work.WaitHealthy(LONG)), Recipe.put("one"), Step.SWITCH);
        gated.see(EAST, Verdict.DOWN).passes(LONG);
        assertThat(gated.fence().words().failed()).isNull();
        assertThat(gated.here.status().phase()).isEqualTo("stuck");
        assertThat(gated.there.status().phase()).isEqualTo("stuck");
        assertThat(gated.here.kindsOf(Set.of("claimed"))).hasSize(1);
        assertThat(gated.there.kindsOf(Set.of("claimed"))).hasSize(1);
    }

    @Test
    void aCancelledMoveIsNotBegunByTheOtherCellAndOtherTargetsAreFree() {
        TwoCells asking = cells(Recipe.approval(), Recipe.put("one"), Step.SWITCH);
        asking.see(EAST, Verdict.DOWN).orders(asking.here, new Directive.Cancel());
        assertThat(asking.fence().words().unwanted()).isEqualTo(new UnwantedMove(true, List.of(WEST), CELL));
        asking.passes(SOON);
        assertThat(asking.fence().target()).isEqualTo(Given.THIRD);
        asking.orders(asking.there, new Directive.Reject()).orders(asking.here, new Directive.Reject());
        asking.passes(LONG);
        assertThat(asking.fence().active()).isEqualTo(EAST);
        assertThat(asking.fence().words().unwanted().targets()).containsExactly(WEST, Given.THIRD);
        assertThat(asking.here.status().reason().code()).isEqualTo("unwanted");
        assertThat(asking.there.status().reason().code()).isEqualTo("unwanted");
    }

    /** The word is read when the plan has asked for its claim, which is refused. */
    @Test
    void aFailbackThatIsNotWantedElsewhereEndsBeforeItHasClaimedTheMove() {
        Story story = new Given()
                .cell(OTHER)
                .plan(Plans.Name.FAILBACK, Recipe.put("one"), Step.SWITCH)
                .story();
        story.sees(EAST, Verdict.DOWN).done().sees(EAST, Verdict.UP).passes(Duration.ofMinutes(11));
        assertThat(story.status().plan().kind()).isEqualTo("failback");
        Fence said = story.state().fence();
        var unwanted = new UnwantedMove(false, List.of(EAST), OTHER);
        story.sights(said.rewritten(null, said.words().unwanted(unwanted))).passes(Duration.ofMinutes(1));
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().text()).contains("an operator has ended the move to us-east-1");
        assertThat(story.commands.stream()
                        .filter(command -> command.next() != null
                                && unwanted.equals(command.next().words().unwanted())))
                .isEmpty();
    }

    @Test
    void whatIsNotWantedHoldsForThatSpellOnly() {
        TwoCells asking = new TwoCells(new Given()
                .claimFor(Duration.ofMinutes(2))
                .plan(Plans.Name.FAILOVER, Recipe.approval(), Recipe.put("one"), Step.SWITCH));
        asking.see(EAST, Verdict.DOWN)
                .orders(asking.here, new Directive.Cancel())
                .passes(LONG);
        assertThat(asking.fence().target()).isNull();
        asking.see(EAST, Verdict.UP).passes(SOON);
        assertThat(asking.fence().words().unwanted()).isNull();
        asking.see(EAST, Verdict.DOWN).passes(SOON);
        assertThat(asking.fence().target()).isEqualTo(WEST);
    }

    @Test
    void anAcknowledgementInAnyCellEndsIt() {
        TwoCells asking = new TwoCells(new Given()
                .claimFor(Duration.ofMinutes(2))
                .plan(Plans.Name.FAILOVER, Recipe.approval(), Recipe.put("one"), Step.SWITCH));
        asking.see(EAST, Verdict.DOWN)
                .orders(asking.here, new Directive.Cancel())
                .passes(LONG);
        asking.orders(asking.there, new Directive.Acknowledge()).passes(SOON);
        assertThat(asking.fence().words().unwanted()).isNull();
        assertThat(asking.fence().target()).isEqualTo(WEST);
    }

    @Test
    void anOrderInAnyCellCountsForMoreThanWhatHasFailed() {
        both.acts(both.here, WRONG).see(EAST, Verdict.DOWN).passes(SOON);
        both.orders(both.there, new Directive.Override(WEST, null, false, false))
                .passes(SOON);
        assertThat(both.fence().active()).isEqualTo(WEST);
        assertThat(both.here.status().phase()).isEqualTo("steady");
    }
}
