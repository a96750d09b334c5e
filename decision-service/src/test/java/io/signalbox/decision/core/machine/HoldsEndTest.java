package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ends by time ends when it is time, without anything else that happens: in the public state, and for what it held. */
class HoldsEndTest {

    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private static Story twoCells() {
        return new Given().cell(TwoCells.OTHER).story();
    }

    /** Another cell has frozen the service until then. */
    private static Story frozenElsewhere(Story story, String kind, Instant until) {
        Fence known = story.state().fence();
        return story.sights(known.rewritten(kind + "@eu-west-1:" + until.getEpochSecond(), Agreed.NOTHING));
    }

    private static Instant inAMinute(Story story) {
        return Instant.ofEpochSecond(story.now.getEpochSecond() + 60);
    }

    private static Story until(Story story, Instant end) {
        return story.passes(Duration.between(story.now, end).plus(SHORTLY));
    }

    @Test
    void aFreezeOfAllServicesLeavesTheStateOfEachWithoutAnyEvent() {
        Story story = new Given().services(2).story();
        Instant end = inAMinute(story);
        story.ordersForAll(new Directive.Freeze(end));
        assertThat(story.about(Given.service(1)).status().freeze()).isNotNull();
        until(story, end);
        for (int service : new int[] {1, 2}) {
            assertThat(story.about(Given.service(service)).status().freeze()).isNull();
        }
        assertThat(story.kindsOf(Set.of("freeze-expired"))).hasSize(1);
    }

    @Test
    void aFreezeOfAllServicesLetsWhatWaitedGoOn() {
        Story story = new Given().story();
        Instant end = inAMinute(story);
        story.ordersForAll(new Directive.Freeze(end)).sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("frozen");
        until(story, end);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aFreezeOfAnotherCellLetsWhatWaitedGoOn() {
        Story story = twoCells();
        Instant end = inAMinute(story);
        frozenElsewhere(story, "f", end).sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("frozen-elsewhere");
        until(story, end);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aFreezeOfPlansOfAnotherCellShowsInThePlanAndLetsItGoOn() {
        Story story = new Given()
                .cell(TwoCells.OTHER)
                .plan(
                        Plans.Name.FAILOVER,
                        Recipe.gate("pause", new Work.Pause(Duration.ofSeconds(10))),
                        Recipe.switching(Step.OnFailure.ABORT))
                .story()
                .sees(EAST, Verdict.DOWN)
                .done();
        Instant end = Instant.ofEpochSecond(story.now.getEpochSecond() + 20);
        frozenElsewhere(story, "p", end);
        story.passes(Duration.ofSeconds(15));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().plan().steps())
                .anySatisfy(step -> assertThat(step.detail()).isNotNull().contains("eu-west-1"));
        until(story, end);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aMaintenanceWindowLetsWhatWaitedGoOn() {
        Story story = new Given().maintenance("00:00-00:10").story().sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("maintenance");
        story.passes(Duration.ofMinutes(11));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().reason().code()).isNotEqualTo("maintenance");
    }

    @Test
    void anOverrideOfAnotherCellLeavesTheState() {
        Story story = twoCells();
        Instant end = inAMinute(story);
        Fence known = story.state().fence();
        story.sights(known.rewritten(
                null, Agreed.NOTHING.order(new Order(1, EAST, TwoCells.OTHER, end, false, null, "bob"))));
        assertThat(story.status().override()).isNotNull();
        until(story, end);
        assertThat(story.status().override()).isNull();
        assertThat(story.kinds()).contains("override-expired");
    }
}
