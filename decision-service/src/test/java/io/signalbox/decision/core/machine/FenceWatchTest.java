package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the name servers answer while a plan is under way, and while it is undone under a short claim. */
class FenceWatchTest {

    private final Story story = new Given()
            .claimFor(Duration.ofMinutes(1))
            .plan(Plans.Name.FAILOVER, Recipe.put("one"), Recipe.approval(), Step.SWITCH)
            .story()
            .sees(EAST, Verdict.DOWN);
    private final Hands hands = new Hands(story);

    @Test
    void aFenceThatWasSeenDuringAPlanIsMissedWhenItIsGone() {
        story.sights(story.last().next()).sights(Sight.ABSENT, null);
        assertThat(story.status().alarms()).extracting("code").contains("fence-gone");
    }

    @Test
    void anAdoptedFenceIsMissedWhenItIsGone() {
        story.sights(Fence.settled(9, WEST, "m9-1", new CellName("eu-west-1"))).sights(Sight.ABSENT, null);
        assertThat(story.status().alarms()).extracting("code").contains("fence-gone");
    }

    @Test
    void theFenceOfThePlanEndsWhatWasSaidAgainstIt() {
        hands.does("claim");
        story.sights(Sight.UNREADABLE, null);
        assertThat(story.status().alarms()).extracting("code").contains("fence-unreadable");
        story.sights(story.state().fence());
        assertThat(story.status().alarms()).extracting("code").doesNotContain("fence-unreadable");
    }

    @Test
    void anOlderFenceOfThePlanChangesNothing() {
        hands.does("claim");
        Fence first = story.state().fence();
        hands.does("one").passes(Duration.ofSeconds(31));
        assertThat(story.state().fence()).isNotEqualTo(first);
        ServiceState before = story.state();
        story.sights(first);
        assertThat(story.state().fence()).isEqualTo(before.fence());
        assertThat(story.status().alarms()).extracting("code").containsExactly("active-down");
    }

    @Test
    void aFenceThatWasNeverSeenIsNotMissed() {
        Story fresh = new Given().story().sights(Sight.ABSENT, null);
        assertThat(fresh.status().alarms()).isEmpty();
        fresh.sights(fresh.state().fence()).sights(Sight.ABSENT, null);
        assertThat(fresh.status().alarms()).extracting("code").containsExactly("fence-gone");
    }

    @Test
    void theAlarmsOfAFenceEndWhenAnotherIsAdopted() {
        story.sights(Sight.UNREADABLE, null).sights(Fence.settled(9, WEST, "m9-1", new CellName("eu-west-1")));
        assertThat(story.status().alarms()).isEmpty();
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void theClaimIsRenewedWhileThingsArePutBack() {
        hands.does("claim", "one");
        story.sees(EAST, Verdict.UP).passes(Duration.ofMillis(29_900));
        assertThat(hands.commands("claim")).hasSize(1);
        story.passes(Duration.ofMillis(100));
        Command renewal = hands.asked("claim");
        assertThat(renewal.next().phase()).isEqualTo(Fence.Phase.MOVING);
        assertThat(renewal.next().epoch()).isEqualTo(3);
        int asked = hands.commands("one").size();
        story.passes(Duration.ofMillis(5_900));
        assertThat(hands.commands("claim")).hasSize(2);
        story.passes(Duration.ofMillis(100));
        assertThat(hands.asked("claim").attempt()).isEqualTo(renewal.attempt() + 1);
        assertThat(hands.asked("claim").next()).isEqualTo(renewal.next());
        assertThat(hands.commands("one")).hasSize(asked);
        hands.does("claim", "one", "claim");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().epoch()).isEqualTo(4);
        assertThat(story.state().memory().previous()).isEmpty();
    }

    @Test
    void aRenewalThatIsNeverAnsweredKeepsNothingFromBeingPutBack() {
        hands.does("claim", "one");
        story.sees(EAST, Verdict.UP).passes(Duration.ofSeconds(30));
        story.passes(Duration.ofMillis(119_900));
        assertThat(hands.state("claim")).isEqualTo("running");
        story.passes(Duration.ofMillis(100));
        assertThat(hands.state("claim")).isEqualTo("undoing");
        assertThat(hands.state("one")).isEqualTo("failed");
        hands.does("claim");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.state().memory().previous()).containsOnlyKeys("one");
    }
}
