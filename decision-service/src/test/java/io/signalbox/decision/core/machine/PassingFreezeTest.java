package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive.Approve;
import io.signalbox.contract.Directive.During;
import io.signalbox.contract.Directive.Freeze;
import io.signalbox.contract.Directive.Override;
import io.signalbox.contract.Directive.Thaw;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An override passes a freeze only where it says so, whenever its turn comes. */
class PassingFreezeTest {

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final Approve YES = new Approve(null, null);

    private static Story proposed(boolean passes) {
        return new Given()
                .twoPersons()
                .story()
                .by("ann")
                .orders(new Override(WEST, null, true, passes))
                .by("ben");
    }

    @Test
    void oneThatWasProposedBeforeAFreezeWaitsForItsEndOnceItIsApproved() {
        Story story = proposed(false).orders(new Freeze(null)).orders(YES);
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().override().target()).isEqualTo(WEST);
        assertThat(story.status().reason().code()).isEqualTo("frozen");
        story.restarts().passes(Duration.ofMinutes(5));
        assertThat(story.moves()).isEmpty();
        story.orders(new Thaw());
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void theFreezeOfAllServicesHoldsItToo() {
        Story story = proposed(false)
                .ordersForAll(new Freeze(Rehearsals.FIRST.plusSeconds(600)))
                .orders(YES);
        assertThat(story.moves()).isEmpty();
        story.passes(Duration.ofSeconds(601));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void oneThatSaidSoPassesAFreezeThatCameAfterIt() {
        assertThat(proposed(true).orders(new Freeze(null)).orders(YES).moves()).containsExactly(WEST);
    }

    @Test
    void oneThatIsReachedInTheQueueDoesNotPassAFreezeOfMeanwhile() {
        Story story = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH, Recipe.put("last"))
                .plan(Plans.Name.FAILBACK, Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        var hands = new Hands(story);
        hands.does("claim", "one", "dns-switch");
        story.sees(EAST, Verdict.UP)
                .orders(new Override(EAST, null, false, false, During.QUEUE))
                .orders(new Freeze(null));
        hands.does("last");
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().reason().code()).isEqualTo("frozen");
        story.orders(new Thaw());
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void anotherCellIsToldWhetherAnOrderPassesFreezes() {
        assertThat(told(false).moves()).isEmpty();
        assertThat(told(false).orders(new Thaw()).moves()).containsExactly(WEST);
        assertThat(told(true).moves()).containsExactly(WEST);
        Story story = new Given().cell(OTHER).story();
        story.orders(new Override(PAGE, null, true, true));
        assertThat(story.last().next().words().order().passFreeze()).isTrue();
        assertThat(story.last().next().words().order().cell()).isEqualTo(CELL);
    }

    /** The other cell's order, while this one is frozen. */
    private static Story told(boolean passes) {
        Story story = new Given().cell(OTHER).story().orders(new Freeze(null)).done();
        Fence known = story.state().fence();
        return story.sights(known.rewritten(
                known.hold(), known.words().order(new Order(1, WEST, OTHER, null, false, passes, "bob"))));
    }
}
