package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A provider loses a claim or an order that it had accepted, and shows the fence from before it. */
class LostClaimTest {

    private static List<String> alarms(Story story) {
        return story.status().alarms().stream().map(Reason::code).toList();
    }

    private static void readopted(Story story) {
        story.orders(new Directive.ReAdopt(null));
        assertThat(story.last().arguments()).isInstanceOf(StepArguments.DnsReadopt.class);
        story.answers(new Done(List.of()), story.last().next());
    }

    @Test
    void aPlanWhoseClaimIsLostEndsAndGoesOnAfterTheReAdoptionWithItsMarks() {
        Story story = new Given()
                .plan(
                        Plans.Name.FAILOVER,
                        Recipe.put("one"),
                        Recipe.promote("promote"),
                        Recipe.switching(OnFailure.ABORT))
                .story();
        Fence before = story.sights(story.state().fence()).state().fence();
        story.sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim");
        Fence claim = story.state().fence();
        assertThat(claim.marks().isStale(EAST)).isTrue();

        story.answers(new Refused(Refusal.STALE_FENCE, "the claim is gone"), before)
                .passes(Duration.ofMinutes(3));
        assertThat(alarms(story)).contains("fence-rolled-back");
        assertThat(story.status().phase()).isNotEqualTo("stuck");
        assertThat(story.moves()).isEmpty();

        readopted(story);
        assertThat(story.state().fence().epoch()).isGreaterThan(claim.epoch());
        assertThat(story.state().fence().marks().of(EAST))
                .isEqualTo(claim.marks().of(EAST));
        new Hands(story).does("claim", "one", "promote", "dns-switch");
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(alarms(story)).isEmpty();
    }

    @Test
    void anOrderThatIsLostHoldsHereAndIsInTheFenceOfTheReAdoption() {
        var cells = new ArrayList<>(Orders.topology().cells());
        cells.add(new Cell(new CellName("eu-west-1"), "localhost:9093"));
        Story story = Story.steady(new Topology(
                cells,
                Orders.VANTAGES,
                List.of(),
                List.of(Orders.service(POLICY)),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                "d1"));
        Fence before = story.sights(story.state().fence()).state().fence();
        story.orders(new Directive.Freeze(null)).done();

        story.sights(before).passes(Duration.ofSeconds(61)).sees(EAST, Verdict.DOWN);
        assertThat(alarms(story)).contains("fence-rolled-back");
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().freeze()).isNotNull();

        readopted(story);
        assertThat(story.state().fence().hold()).isEqualTo("f@us-west-2:-");
        assertThat(story.status().reason().code()).isEqualTo("frozen");
    }
}
