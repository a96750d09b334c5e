package io.signalbox.decision.core.plan;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Another cell changes the words of a fence while a plan is under way: the plan goes on, on the fence as it is now. */
class FenceRewriteTest {

    private static final CellName OTHER = new CellName("eu-west-1");

    private final Story story = new Given()
            .claimFor(Duration.ofMinutes(2))
            .plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH)
            .story();
    private final Hands hands = new Hands(story);

    private static Fence frozen(Fence fence) {
        return fence.rewritten("f@eu-west-1:-", fence.words());
    }

    @Test
    void aClaimIsKeptAndTheSwitchBuildsOnWhatStandsThere() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim");
        Fence words = frozen(story.state().fence());
        story.sights(words);
        hands.does("one");
        Command change = hands.asked("dns-switch");
        assertThat(change.expected()).isEqualTo(words);
        assertThat(change.next().hold()).isEqualTo("f@eu-west-1:-");
        assertThat(hands.commands("one")).hasSize(1);
        hands.does("dns-switch");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void aSwitchThatWasRefusedForItIsAskedForAgain() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim");
        hands.does("one");
        Command refused = hands.asked("dns-switch");
        Fence words = frozen(refused.expected());
        story.answers(refused, new Refused(Refusal.STALE_FENCE, "found another"), words);
        Command again = hands.asked("dns-switch");
        assertThat(again.expected()).isEqualTo(words);
        assertThat(again.attempt()).isGreaterThan(refused.attempt());
        hands.does("dns-switch");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void aSwitchThatWasTakenJustBeforeIsProvedByWhatStandsThereNow() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim");
        hands.does("one");
        Fence words = frozen(hands.asked("dns-switch").next());
        story.sights(words);
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().phase()).isEqualTo("proving");
        story.passes(Duration.ofSeconds(1));
        assertThat(hands.asked("dns-switch").next()).isEqualTo(words);
        hands.does("dns-switch");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.kindsOf(Set.of("change-accepted"))).hasSize(1);
    }

    @Test
    void anAcceptedSwitchIsProvedByWhatStandsThereNow() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim");
        hands.does("one");
        story.accepted();
        Fence words = frozen(story.state().fence());
        story.sights(words);
        assertThat(story.status().phase()).isEqualTo("proving");
        story.passes(Duration.ofSeconds(10));
        assertThat(hands.asked("dns-switch").next()).isEqualTo(words);
        hands.does("dns-switch");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.state().fence()).isEqualTo(words);
    }

    @Test
    void aClaimThatWasTakenJustBeforeCounts() {
        story.sees(EAST, Verdict.DOWN);
        Fence words = frozen(hands.asked("claim").next());
        story.sights(words);
        assertThat(hands.commands("one")).hasSize(1);
        hands.does("one");
        assertThat(hands.asked("dns-switch").expected()).isEqualTo(words);
    }

    @Test
    void noClaimIsRenewedOnceTheSwitchIsTaken() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim");
        hands.does("one");
        Command change = hands.asked("dns-switch");
        story.answers(change, new Failed("timeout", "not taken", true), change.expected());
        story.sees(EAST, Verdict.UP).passes(Duration.ofSeconds(70));
        Command renewal = hands.asked("claim");
        assertThat(renewal.attempt()).isGreaterThan(1);
        story.answers(renewal, new Refused(Refusal.STALE_FENCE, "found another"), change.next());
        assertThat(story.status().active()).isEqualTo(WEST);
        story.sights(frozen(change.next())).passes(Duration.ofSeconds(30));
        assertThat(hands.asked("claim")).isEqualTo(renewal);
    }

    @Test
    void aClaimIsAskedForAgainWhenTheWordsChangedFirst() {
        story.sees(EAST, Verdict.DOWN);
        Command claim = hands.asked("claim");
        Fence words = frozen(claim.expected());
        story.answers(claim, new Refused(Refusal.STALE_FENCE, "found another"), words);
        assertThat(hands.asked("claim").expected()).isEqualTo(words);
        hands.does("claim");
        hands.does("one");
        hands.does("dns-switch");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void aClaimThatIsGivenBackIsGivenBackAllTheSame() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim");
        story.sees(EAST, Verdict.UP);
        Command back = hands.asked("claim");
        assertThat(back.next().phase()).isEqualTo(Fence.Phase.SETTLED);
        Fence words = frozen(back.expected());
        story.answers(back, new Refused(Refusal.STALE_FENCE, "found another"), words);
        story.passes(Duration.ofSeconds(5));
        assertThat(hands.asked("claim").expected()).isEqualTo(words);
        hands.does("claim");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.state().fence().phase()).isEqualTo(Fence.Phase.SETTLED);
    }

    @Test
    void anOrderOfAnotherCellEndsThePlanThatItContradicts() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim");
        Fence claim = story.state().fence();
        story.sights(claim.rewritten(null, Agreed.NOTHING.order(new Order(1, EAST, OTHER, null, true, null, "bob"))));
        assertThat(story.status().phase()).isEqualTo("undoing");
        assertThat(story.status().override().target()).isEqualTo(EAST);
    }

    @Test
    void aWordIsWrittenUnderTheClaimOfAnotherCellAndKeepsIt() {
        Story two = new Given().cell(OTHER).story();
        Fence claim =
                Fence.moving(2, EAST, "m2-9", OTHER, two.now.plusSeconds(60)).leadingTo(WEST);
        two.sights(claim).orders(new Directive.Freeze(null));
        Command told = two.last();
        assertThat(told.expected()).isEqualTo(claim);
        assertThat(told.next()).isEqualTo(claim.rewritten("f@us-west-2:-", Agreed.NOTHING));
        two.done();
        assertThat(two.status().phase()).isEqualTo("steady");
        assertThat(two.state().fence().claimedAt(two.now)).isTrue();
    }
}
