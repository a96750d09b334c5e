package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.EndHold.What;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator orders in one cell holds in the others, by the fence. */
class HoldsEverywhereTest {

    private static final CellName OTHER = new CellName("eu-west-1");

    private final Story story = Story.steady(twoCells());

    private static Topology twoCells() {
        var cells = new ArrayList<>(Orders.topology().cells());
        cells.add(new Cell(OTHER, "localhost:9093"));
        return new Topology(
                cells,
                Orders.VANTAGES,
                List.of(),
                List.of(Orders.service(POLICY)),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                "d1");
    }

    private Story otherSays(String hold) {
        Fence known = story.state().fence();
        return story.sights(
                Fence.settled(known.epoch() + 1, known.active(), "m9-9", OTHER).holding(hold));
    }

    @Test
    void anOrderThatMovesNothingIsWrittenToTheFenceByItself() {
        story.orders(new Directive.Freeze(story.now.plusSeconds(600)));
        assertThat(story.last().arguments()).isInstanceOf(StepArguments.Claim.class);
        assertThat(story.last().next().hold())
                .isEqualTo("f@us-west-2:" + story.now.plusSeconds(600).getEpochSecond());
        assertThat(story.last().next().active()).isEqualTo(EAST);
        assertThat(story.status().phase()).isEqualTo("publishing");
        story.done();
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().epoch()).isEqualTo(2);
        assertThat(story.kinds()).contains("hold-published").doesNotContain("move-started", "move-done");
    }

    private static Story advising() {
        return new Given()
                .cell(OTHER)
                .story()
                .follows(new Given().cell(OTHER).mode(Policy.Mode.ADVISE).topology());
    }

    @Test
    void inModeAdviseNoWordIsWrittenAndTheAnswerSaysSo() {
        Story story = advising();
        int sent = story.commands.size();
        story.orders(new Directive.Freeze(null));
        assertThat(story.why("freeze").text()).contains("in this cell only: in mode advise no fence is written");
        story.orders(new Directive.Override(EAST, null, false, true));
        assertThat(story.why("override").text()).contains("in this cell only: in mode advise no fence is written");
        assertThat(story.status().override().waiting())
                .contains("in this cell only: in mode advise no fence is written");
        story.orders(new Directive.Release()).orders(new Directive.Thaw()).orders(new Directive.Acknowledge());
        story.passes(Duration.ofMinutes(5));
        assertThat(story.commands).hasSize(sent);
    }

    @Test
    void inModeAdviseThawEndsNoFreezeOfAnotherCellAndSaysSo() {
        Story story = advising();
        Fence known = story.state().fence();
        story.sights(known.rewritten("f@eu-west-1:-", Agreed.NOTHING));
        int sent = story.commands.size();
        story.orders(new Directive.Freeze(null)).orders(new Directive.Thaw()).passes(Duration.ofMinutes(5));
        assertThat(story.why("thaw").text())
                .contains("will stay frozen")
                .contains("in mode advise no fence is written");
        assertThat(story.commands).hasSize(sent);
    }

    @Test
    void theEndOfAnOrderIsWrittenDownAsWell() {
        story.orders(new Directive.Freeze(null)).done().orders(new Directive.Thaw());
        assertThat(story.last().next().hold()).isNull();
        story.done();
        int sent = story.commands.size();
        story.passes(Duration.ofMinutes(1));
        assertThat(story.commands).hasSize(sent);
    }

    @Test
    void theEndOfAnOrderIsWrittenUnderTheClaimOfAnotherCell() {
        story.orders(new Directive.Freeze(null)).done().orders(new Directive.Thaw());
        Fence late = Fence.moving(9, EAST, "m2-2", new CellName("us-west-2"), story.now.plusSeconds(60))
                .holding("f@us-west-2:-");
        story.sights(late);
        assertThat(story.last().expected()).isEqualTo(late);
        assertThat(story.last().next()).isEqualTo(late.rewritten(null, Agreed.NOTHING));
    }

    @Test
    void withOneCellThereIsNobodyToTell() {
        var alone = Story.steady(Orders.topology());
        int sent = alone.commands.size();
        alone.orders(new Directive.Freeze(null)).passes(Duration.ofMinutes(1));
        assertThat(alone.commands).hasSize(sent);
    }

    @Test
    void aFreezeOfAnotherCellHoldsAutomaticMoves() {
        otherSays("f@eu-west-1:-").sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("frozen-elsewhere");
        otherSays(null);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aFreezeOfAnotherCellIsPassedOnlyWhenTold() {
        otherSays("f@eu-west-1:-").orders(new Directive.Override(WEST, null, false, false));
        assertThat(story.journal.getLast().reason().code()).isEqualTo("frozen-elsewhere");
        story.orders(new Directive.Override(WEST, null, false, true));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.last().next().hold()).isEqualTo("f@eu-west-1:-");
        assertThat(story.last().next().words().order().target()).isEqualTo(WEST);
    }

    @Test
    void aDrillOfAnotherCellIsNotSentHomeButLosesAgainstALoss() {
        story.sees(EAST, Verdict.DOWN).accepted().done().sees(EAST, Verdict.UP);
        otherSays("d@eu-west-1:" + story.now.plusSeconds(3_600).getEpochSecond());
        story.passes(Duration.ofMinutes(30));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().reason().code()).isEqualTo("drill-elsewhere");
        story.sees(WEST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST, EAST);
        assertThat(story.last().next().hold()).isNull();
    }

    @Test
    void aHoldThatCannotBeReadHoldsLikeAFreeze() {
        otherSays("something-new").sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("frozen-elsewhere");
    }

    @Test
    void whatCannotBeWrittenIsAnAlarmAndKeepsNothingFromMoving() {
        story.orders(new Directive.Freeze(story.now.plusSeconds(1)));
        story.answers(
                new StepOutcome.Failed("denied", "not allowed", false),
                story.last().expected());
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().alarms()).extracting("code").contains("hold-unpublished");
        story.passes(Duration.ofSeconds(2)).sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void threeOrdersOfThreeCellsAllReachTheFence() {
        otherSays("f@eu-west-1:1999999999,d@eu-west-1:1999999999,"
                + "f@ap-southeast-1:1999999999,d@ap-southeast-1:1999999999");
        String others = story.state().fence().hold();
        story.orders(new Directive.Freeze(null));
        assertThat(story.last().next().hold()).isEqualTo(others + ",f@us-west-2:-");
        story.done();
        assertThat(story.state().fence().hold()).endsWith("f@us-west-2:-");
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void wordsOfANewerVersionAreKeptAsTheyAreAndHoldLikeAFreeze() {
        otherSays("q@eu-west-1:7:x,f@eu-west-1:later,o").orders(new Directive.Freeze(null));
        assertThat(story.last().next().hold()).isEqualTo("q@eu-west-1:7:x,f@eu-west-1:later,o,f@us-west-2:-");
        story.done().orders(new Directive.Thaw()).done();
        assertThat(story.state().fence().hold()).isEqualTo("q@eu-west-1:7:x,f@eu-west-1:later,o");
        story.sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("frozen-elsewhere");
    }

    @Test
    void anOrderForWhichTheFenceHasNoRoomIsAnAlarmAndLosesNobodyElsesWord() {
        String full = String.join(",", Collections.nCopies(14, "x@a-newer-version-of-a-cell:1234567"));
        otherSays(full).orders(new Directive.Freeze(null)).passes(Duration.ofMinutes(1));
        assertThat(story.status().alarms()).extracting("code").containsExactly("hold-unpublished");
        assertThat(story.kindsOf(Set.of("hold-unpublished"))).hasSize(1);
        assertThat(story.status().freeze()).isNotNull();
        assertThat(story.state().fence().hold()).isEqualTo(full);
        story.orders(new Directive.Override(WEST, null, false, true));
        assertThat(story.last().next().hold()).isEqualTo(full);
    }

    @Test
    void anApproverEndsTheFreezeOfALostCellByTheSameSwap() {
        otherSays("f@eu-west-1:-,d@eu-west-1:1999999999").sees(EAST, Verdict.DOWN);
        story.orders(new Directive.EndHold(What.FREEZE, OTHER));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().phase()).isEqualTo("publishing");
        assertThat(story.last().next().hold()).isEqualTo("d@eu-west-1:1999999999");
        story.done();
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.state().holds().ended()).isEmpty();
    }

    @Test
    void theHoldsOfACellThatIsNoLongerInTheTopologyCanBeEndedToo() {
        Story alone = Story.steady(Orders.topology());
        alone.sights(Fence.settled(2, EAST, "m9-9", OTHER).holding("f@eu-west-1:-"))
                .orders(new Directive.EndHold(What.FREEZE, OTHER));
        assertThat(alone.last().next().hold()).isNull();
        alone.done().sees(EAST, Verdict.DOWN);
        assertThat(alone.moves()).containsExactly(WEST);
    }

    @Test
    void whatCannotBeReadCanBeEnded() {
        otherSays("something-new,f@eu-west-1:-").orders(new Directive.EndHold(What.UNREADABLE, null));
        assertThat(story.last().next().hold()).isEqualTo("f@eu-west-1:-");
    }

    @Test
    void onlyAnotherCellsHoldThatIsThereCanBeEnded() {
        otherSays("f@eu-west-1:-").orders(new Directive.EndHold(What.DRILL, OTHER));
        assertThat(story.journal.getLast().reason().code()).isEqualTo("no-such-hold");
        story.orders(new Directive.Freeze(null)).done().orders(new Directive.EndHold(What.FREEZE, CELL));
        assertThat(story.journal.getLast().reason().code()).isEqualTo("own-hold");
    }

    @Test
    void aFreezeThatAnotherCellHasEndedIsOverHere() {
        story.orders(new Directive.Freeze(null)).done();
        Fence known = story.state().fence();
        story.sights(Fence.settled(known.epoch() + 1, known.active(), "m9-9", OTHER));
        assertThat(story.status().freeze()).isNull();
        assertThat(story.kinds()).contains("thawed-elsewhere");
        story.sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aFreezeOfWhichAnotherFenceOfTheSameEpochDoesNotKnowIsWrittenAgain() {
        Story signalled = new Given().signalled().cell(OTHER).story();
        signalled.orders(new Directive.Freeze(null)).done();
        Fence known = signalled.state().fence();
        signalled.sights(Fence.settled(known.epoch(), WEST, "m9-9", OTHER));
        assertThat(signalled.status().freeze()).isNotNull();
        assertThat(signalled.last().next().hold()).isEqualTo("f@us-west-2:-");
        assertThat(signalled.last().next().active()).isEqualTo(WEST);
    }

    @Test
    void aFreezeThatIsOrderedAnewIsNotEndedWithTheOneThatTheFenceSays() {
        story.orders(new Directive.Freeze(null)).done();
        Fence known = story.state().fence();
        story.orders(new Directive.Freeze(null));
        story.sights(Fence.settled(known.epoch() + 1, known.active(), "m9-9", OTHER));
        assertThat(story.status().freeze()).isNotNull();
        assertThat(story.last().next().hold()).isEqualTo("f@us-west-2:-");
        story.done();
        Fence again = story.state().fence();
        story.sights(Fence.settled(again.epoch() + 1, again.active(), "m9-9", OTHER));
        assertThat(story.status().freeze()).isNull();
    }

    @Test
    void aFreezeThatFollowsAnotherLastsWhenTheEndOfThatOneReachesTheFence() {
        story.orders(new Directive.Freeze(null)).done().orders(new Directive.Thaw());
        Command end = story.last();
        story.orders(new Directive.Freeze(null)).done(end);
        assertThat(story.status().freeze()).isNotNull();
        assertThat(story.last().next().hold()).isEqualTo("f@us-west-2:-");
        assertThat(story.done().sees(EAST, Verdict.DOWN).moves()).isEmpty();
    }

    @Test
    void aFreezeThatFollowsAnotherLastsWhenTheFenceLosesOnlyThatOne() {
        story.orders(new Directive.Freeze(story.now.plusSeconds(600))).done();
        Fence known = story.state().fence();
        story.orders(new Directive.Freeze(null));
        story.sights(Fence.settled(known.epoch() + 1, known.active(), "m9-9", OTHER));
        assertThat(story.status().freeze()).isNotNull();
        assertThat(story.last().next().hold()).isEqualTo("f@us-west-2:-");
    }

    @Test
    void aThawEndsTheFreezesOfAllCells() {
        otherSays("f@eu-west-1:-,d@eu-west-1:1999999999").sees(EAST, Verdict.DOWN);
        story.orders(new Directive.Thaw());
        assertThat(story.moves()).isEmpty();
        assertThat(story.last().next().hold()).isEqualTo("d@eu-west-1:1999999999");
        story.done();
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aFreezeOfPlansOfAnotherCellHoldsThePlansOfThisOne() {
        story.orders(new Directive.Freeze(null, true));
        assertThat(story.last().next().hold()).isEqualTo("p@us-west-2:-");
        story.done();
        otherSays("p@eu-west-1:-").orders(new Directive.Override(WEST, null, false, true));
        assertThat(story.moves()).isEmpty();
        otherSays(null);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void whatCouldNotBeWrittenToALostFenceIsInTheOneThatReplacesIt() {
        Fence known = story.sights(story.state().fence()).state().fence();
        story.orders(new Directive.Freeze(null));
        story.answers(new StepOutcome.Refused(StepOutcome.Refusal.STALE_FENCE, "there is none"), null);
        assertThat(story.status().alarms()).extracting("code").containsExactly("fence-gone", "hold-unpublished");
        story.orders(new Directive.ReAdopt(null));
        assertThat(story.last().next().epoch()).isEqualTo(known.epoch() + 1);
        assertThat(story.last().next().hold()).isEqualTo("f@us-west-2:-");
        story.answers(new StepOutcome.Done(List.of()), story.last().next());
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void aFreezeOfAllServicesHoldsInItsCellOnlyAndTheStateSaysWhich() {
        Story shared = new Given().cell(OTHER).story().ordersForAll(new Directive.Freeze(null));
        assertThat(shared.status().freeze().onlyIn()).isEqualTo(CELL);
        assertThat(shared.why("freeze").text()).contains("in this cell");
        assertThat(new Given()
                        .story()
                        .ordersForAll(new Directive.Freeze(null))
                        .status()
                        .freeze()
                        .onlyIn())
                .isNull();
        assertThat(new Given()
                        .cell(OTHER)
                        .story()
                        .orders(new Directive.Freeze(null))
                        .status()
                        .freeze()
                        .onlyIn())
                .isNull();
    }
}
