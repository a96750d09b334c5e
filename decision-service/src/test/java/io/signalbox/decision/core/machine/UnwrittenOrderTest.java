package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The fence says an order, and another one is given that never reaches the fence. */
class UnwrittenOrderTest {

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final Order IN_THE_FENCE = new Order(1, EAST, OTHER, null, false, null, "bob");

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

    private void isOrderedWestInVain(@Nullable Instant until) {
        Fence known = story.state().fence();
        story.sights(known.rewritten(known.hold(), known.words().order(IN_THE_FENCE)));
        story.orders(new Directive.Override(WEST, until, false, false));
        notTaken();
    }

    private void notTaken() {
        story.answers(
                new StepOutcome.Failed("unavailable", "no answer", true),
                story.state().fence());
    }

    @Test
    void itsReleaseReleasesTheOrderInTheFenceToo() {
        isOrderedWestInVain(null);
        story.orders(new Directive.Release());
        notTaken();
        story.passes(Duration.ofMinutes(1));
        assertThat(story.last().next().words().order()).isEqualTo(new Order(2, null, CELL, null, false, null, "ann"));
        story.done();
        assertThat(story.state().holds().release()).isNull();
        assertThat(story.status().override()).isNull();
    }

    @Test
    void whenItEndsTheOrderInTheFenceHoldsAgain() {
        isOrderedWestInVain(story.now.plusSeconds(20));
        story.passes(Duration.ofSeconds(30));
        assertThat(story.kinds()).contains("override-expired");
        assertThat(story.status().override().target()).isEqualTo(EAST);
        assertThat(story.status().override().who()).isEqualTo("bob");
    }
}
