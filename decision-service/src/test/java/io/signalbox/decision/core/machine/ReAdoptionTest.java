package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments.DnsReadopt;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends a fault of the fence, and what a plan that is under way has to do with it. */
class ReAdoptionTest {

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final Directive.ReAdopt RE_ADOPT = new Directive.ReAdopt(null);

    private static Story away() {
        return new Given().story().sights(Fence.settled(7, WEST, "m7-1", OTHER));
    }

    @Test
    void endsAsOneWhereTheTrafficIsFoundAtASiteThatIsDown() {
        Story story = away().sees(EAST, Verdict.DOWN).sights(Sight.ABSENT, null).orders(RE_ADOPT);
        Command command = story.last();
        Fence found = ((DnsReadopt) command.arguments())
                .candidates().stream()
                        .map(DnsReadopt.Candidate::next)
                        .filter(next -> next.active().equals(EAST))
                        .findFirst()
                        .orElseThrow();

        story.answers(command, new Done(List.of()), found);

        assertThat(story.kinds()).contains("re-adopted").doesNotContain("move-unfinished");
        assertThat(story.state().holds().readopt()).isNull();
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aSplitThatTheRoutingCannotHaveIsNotAskedFor() {
        Story story = new Given()
                .signalled()
                .story()
                .sights(Fence.settled(7, EAST, "m7-1", OTHER))
                .sights(Fence.settled(7, EAST, "x1", OTHER).splitting(new Split(WEST, 10)))
                .orders(RE_ADOPT);

        assertThat(((DnsReadopt) story.last().arguments()).candidates())
                .isNotEmpty()
                .allSatisfy(candidate -> assertThat(candidate.next().split()).isNull());
    }

    @Test
    void isNotDoneWithAnEpochThatLeavesNoneAfterIt() {
        Story story = away().sights(Fence.settled(Fence.LARGEST_EPOCH, EAST, "x1", OTHER));
        story.orders(new Directive.ReAdopt(Fence.LARGEST_EPOCH));
        assertThat(story.journal.getLast().reason().code()).isEqualTo("epoch-too-high");
        assertThat(story.status().epoch()).isEqualTo(7);
        story.orders(RE_ADOPT);
        assertThat(story.last().next().epoch()).isEqualTo(8);
    }

    @Test
    void isCalledForWhereAPlansOwnEarlierFenceIsBack() {
        Story story = new Given().plan(Plans.Name.SWITCHOVER, Recipe.ramp()).story();
        Hands hands = new Hands(story);
        story.orders(new Directive.Override(WEST, null, false, false));
        hands.does("claim");
        Fence claim = story.state().fence();
        hands.does("dns-switch-10").passes(Duration.ofMinutes(1));

        story.hear(new ServiceEvent.Reported(
                new FenceSighting(Outcome.VERSION, Orders.ORDERS, story.now, Sight.PRESENT, claim, "answered", true)));

        assertThat(story.status().alarms()).extracting("code").contains("fence-rolled-back");
    }

    /** Nobody has heard whether the return was taken before the fence was lost. */
    @Test
    void hasAHigherEpochThanTheReturnOfAClaimThatWasAskedForInVain() {
        Story story = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        Hands hands = new Hands(story);
        hands.does("claim");
        story.sees(EAST, Verdict.UP);
        Command back = hands.asked("claim");
        story.sights(back.expected())
                .sights(Sight.ABSENT, null)
                .answers(back, new Refused(Refusal.STALE_FENCE, "gone"), null);

        story.passes(Duration.ofMinutes(2)).orders(RE_ADOPT).passes(Duration.ofSeconds(1));

        assertThat(story.last().arguments()).isInstanceOf(DnsReadopt.class);
        assertThat(story.last().next().epoch()).isGreaterThan(back.next().epoch());
    }
}
