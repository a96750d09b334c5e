package io.signalbox.decision.core.fence;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.machine.TwoCells;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of all orders for where the traffic belongs the last one holds, in every cell and wherever it was given. */
class LastOrderTest {

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final Directive.Override TO_WEST = new Directive.Override(WEST, null, false, false);
    private static final Directive.Override TO_EAST = new Directive.Override(EAST, null, false, false);

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

    private static Order order(long number, @Nullable SiteName target, CellName cell, @Nullable Instant until) {
        return new Order(number, target, cell, until, false, null, cell.equals(OTHER) ? "bob" : "ann");
    }

    /** The other cell has changed the words alone. */
    private Story otherOrders(Order order) {
        Fence known = story.state().fence();
        return story.sights(known.rewritten(known.hold(), known.words().order(order)));
    }

    /** The other cell has moved the traffic. */
    private Story otherMoves(SiteName active, Order order) {
        Fence known = story.state().fence();
        return story.sights(Fence.settled(known.epoch() + 1, active, "m9-9", OTHER)
                .after(known)
                .agreeing(known.words().order(order)));
    }

    private Order said() {
        return story.last().next().words().order();
    }

    @Test
    void travelsWithItsSwitch() {
        story.orders(TO_WEST);
        assertThat(said()).isEqualTo(order(1, WEST, CELL, null));
        assertThat(story.status().override().waiting()).contains("in this cell only");
        story.accepted().done();
        assertThat(story.status().override().waiting()).isNull();
        assertThat(story.kinds()).doesNotContain("hold-published");
    }

    @Test
    void oneThatMovesNothingIsWrittenByItself() {
        story.orders(TO_EAST);
        assertThat(story.last().next())
                .isEqualTo(story.state().fence().rewritten(null, Agreed.NOTHING.order(order(1, EAST, CELL, null))));
        story.done();
        assertThat(story.status().override().waiting()).isNull();
    }

    @Test
    void thatOfAnotherCellIsCarriedOutHereToo() {
        otherOrders(order(1, WEST, OTHER, null));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(said()).isEqualTo(order(1, WEST, OTHER, null));
        story.accepted().done();
        assertThat(story.status().override().who()).isEqualTo("bob");
        assertThat(story.status().reason().code()).isEqualTo("override-elsewhere");
    }

    @Test
    void thatOfAnotherCellKeepsTheTrafficWhereItIsUntilItEnds() {
        otherOrders(order(1, EAST, OTHER, story.now.plusSeconds(600)));
        story.sees(EAST, Verdict.DOWN).passes(Duration.ofSeconds(590));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("override-elsewhere");
        story.passes(Duration.ofSeconds(15));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void bothWantWestAndThenTheOtherCellWantsEast() {
        otherMoves(WEST, order(1, WEST, OTHER, null));
        story.orders(TO_WEST).done();
        assertThat(story.state().fence().words().orders()).isEqualTo(2);
        otherMoves(EAST, order(3, EAST, OTHER, null));
        assertThat(story.kinds()).contains("override-superseded");
        assertThat(story.status().override().target()).isEqualTo(EAST);
        story.passes(Duration.ofHours(1));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void oneThatFindsALaterOneIsLostAndNeverTriedAgain() {
        story.orders(TO_WEST);
        assertThat(story.moves()).containsExactly(WEST);
        otherMoves(EAST, order(1, EAST, OTHER, null));
        assertThat(story.status().alarms()).extracting("code").containsExactly("order-lost");
        assertThat(story.kinds()).contains("order-lost");
        int sent = story.commands.size();
        story.passes(Duration.ofHours(1));
        assertThat(story.commands).hasSize(sent);
        assertThat(story.status().override().target()).isEqualTo(EAST);
        story.orders(new Directive.Acknowledge());
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void aCellThatWasCutOffDoesNotWinBySwappingLast() {
        otherMoves(WEST, order(1, WEST, OTHER, null));
        story.orders(new Directive.Override(EAST, null, true, true));
        otherMoves(WEST, order(4, WEST, OTHER, null));
        assertThat(story.kinds()).contains("order-lost");
        assertThat(story.status().override().target()).isEqualTo(WEST);
    }

    @Test
    void aReleaseWorksForWhatAnotherCellHasOrdered() {
        otherMoves(WEST, order(1, WEST, OTHER, null));
        story.orders(new Directive.Release());
        assertThat(said()).isEqualTo(order(2, null, CELL, null));
        story.done();
        assertThat(story.status().override()).isNull();
        story.passes(Duration.ofMinutes(1)).sees(WEST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(EAST);
    }

    @Test
    void thatOfThisCellIsOverWhenAnotherCellReleasesIt() {
        story.orders(TO_WEST).accepted().done();
        otherOrders(order(2, null, OTHER, null));
        assertThat(story.status().override()).isNull();
        assertThat(story.kinds()).contains("override-released");
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void aReleaseThatFindsALaterOrderIsLost() {
        story.orders(TO_WEST).accepted().done().orders(new Directive.Release());
        otherMoves(EAST, order(2, EAST, OTHER, null));
        assertThat(story.status().alarms()).extracting("code").containsExactly("order-lost");
        assertThat(story.status().override().target()).isEqualTo(EAST);
    }

    @Test
    void aReleaseOfWhatNeverReachedTheFenceWritesNothing() {
        story.orders(TO_WEST).orders(new Directive.Release());
        story.answers(story.commands.get(1), new StepOutcome.Failed("x", "no", false), null);
        int sent = story.commands.size();
        story.passes(Duration.ofMinutes(5));
        assertThat(story.commands).hasSize(sent);
        story.sights(Fence.settled(2, EAST, "m9-9", OTHER));
        assertThat(story.state().holds().release()).isNull();
        assertThat(story.state().fence().words()).isEqualTo(Agreed.NOTHING);
    }

    @Test
    void aReleaseHoldsForAnOrderThatIsWrittenWhenNobodyWaitsForItAnyMore() {
        story.orders(TO_WEST);
        Fence late = story.last().next();
        story.orders(new Directive.Release()).passes(Duration.ofMinutes(10));
        assertThat(story.status().phase()).isEqualTo("steady");
        story.sights(late).done();
        assertThat(story.status().override()).isNull();
        assertThat(said()).isEqualTo(order(2, null, CELL, null));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aReleaseOfWhatWasNotWrittenEndsNoOrderThatAnotherCellWritesInItsPlace() {
        story.orders(TO_WEST);
        story.orders(new Directive.Release()).passes(Duration.ofMinutes(10));
        otherMoves(WEST, order(1, WEST, OTHER, null));
        story.passes(Duration.ofMinutes(1));
        assertThat(story.status().override().target()).isEqualTo(WEST);
        assertThat(story.state().fence().words().order()).isEqualTo(order(1, WEST, OTHER, null));
        assertThat(story.state().holds().release()).isNull();
    }

    @Test
    void aReleaseOfWhatIsJustBeingWrittenReleasesIt() {
        story.orders(TO_WEST);
        Fence written = story.last().next();
        story.orders(new Directive.Release()).sights(written).done();
        assertThat(story.status().override()).isNull();
        assertThat(said()).isEqualTo(order(2, null, CELL, null));
    }

    @Test
    void aProposalThatFindsALaterOrderIsLost() {
        Story careful = new Given().twoPersons().story();
        careful.orders(new Directive.Override(WEST, null, true, false));
        Fence known = careful.state().fence();
        careful.sights(known.rewritten(null, Agreed.NOTHING.order(order(1, EAST, OTHER, null))));
        assertThat(careful.status().awaits()).isNull();
        assertThat(careful.status().alarms()).extracting("code").containsExactly("order-lost");
    }

    @Test
    void aProposalIsOverOnceALaterOrderIsInForce() {
        Story careful = new Given().twoPersons().story();
        careful.orders(new Directive.Override(WEST, null, true, false));
        careful.by("bob").orders(TO_EAST);
        assertThat(careful.status().awaits()).isNull();
        assertThat(careful.kinds()).contains("override-superseded");
        careful.by("eve").orders(new Directive.Approve(null, null));
        assertThat(careful.status().override().target()).isEqualTo(EAST);
        assertThat(careful.moves()).isEmpty();
    }

    @Test
    void withOneCellThereIsNobodyToTell() {
        Story alone = Story.steady(Orders.topology());
        alone.orders(TO_WEST);
        assertThat(alone.last().next().words()).isEqualTo(Agreed.NOTHING);
        alone.accepted().done().orders(new Directive.Release());
        assertThat(alone.status().override()).isNull();
        assertThat(alone.state().holds().release()).isNull();
    }

    @Test
    void withOneCellAnOrderThatWasWrittenWithoutACellHoldsUntilItIsReleasedForGood() {
        Story alone = Story.steady(Orders.topology());
        Fence known = alone.state().fence();
        alone.sights(Fence.settled(known.epoch() + 1, WEST, "direct-1", Order.WITHOUT_CELL)
                .after(known)
                .agreeing(known.words().order(order(1, WEST, Order.WITHOUT_CELL, null))));
        alone.passes(Duration.ofHours(1));
        assertThat(alone.moves()).isEmpty();
        assertThat(alone.status().override().target()).isEqualTo(WEST);

        alone.orders(new Directive.Release());
        assertThat(alone.last().next().words().order()).isEqualTo(order(2, null, CELL, null));
        alone.done().passes(Duration.ofHours(1));
        assertThat(alone.moves()).containsExactly(EAST);
        alone.accepted().done().passes(Duration.ofHours(1));
        assertThat(alone.status().override()).isNull();
        assertThat(alone.moves()).containsExactly(EAST);
    }

    @Test
    void aFreezeOfAllServicesHoldsInItsCellOnly() {
        var cells = new TwoCells(new Given());
        cells.here.ordersForAll(new Directive.Freeze(null));
        cells.see(EAST, Verdict.DOWN).passes(Duration.ofSeconds(1));
        assertThat(cells.claims()).isEmpty();
        assertThat(cells.here.moves()).isEmpty();
        assertThat(cells.there.moves()).containsExactly(WEST);
        assertThat(cells.fence().hold()).isNull();
    }
}
