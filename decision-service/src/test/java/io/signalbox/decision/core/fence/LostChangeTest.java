package io.signalbox.decision.core.fence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Plans;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A provider accepts a switch, and shows the fence from before it again. */
class LostChangeTest {

    private final Story story = new Given().story();
    private final Fence before = story.sights(story.state().fence()).state().fence();

    private Command accepted() {
        story.sees(EAST, Verdict.DOWN).accepted().passes(Duration.ofSeconds(1));
        return story.last();
    }

    @Test
    void theSameChangeIsSubmittedAgainAfterAMinute() {
        Command asked = accepted();
        assertThat(asked.token()).isEqualTo("C1");
        story.sights(before).passes(Duration.ofSeconds(59));
        assertThat(story.kinds()).doesNotContain("provider-lost-change");
        story.passes(Duration.ofSeconds(1));
        assertThat(story.kinds()).contains("provider-lost-change");
        assertThat(story.last().token()).isNull();
        assertThat(story.last().expected()).isEqualTo(before);
        assertThat(story.last().next()).isEqualTo(asked.next());
        story.accepted().sights(asked.next()).done();
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().alarms()).isEmpty();
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void theActuatorsOwnReadingIsReasonEnough() {
        accepted();
        story.answers(new Refused(Refusal.STALE_FENCE, "older"), before).passes(Duration.ofSeconds(10));
        assertThat(story.kinds()).contains("provider-lost-change");
        assertThat(story.last().token()).isNull();
    }

    @Test
    void nothingElseIsAskedForOnAChangeThatMayBeLost() {
        accepted();
        story.sights(before).sees(EAST, Verdict.UP).sees(WEST, Verdict.DOWN).passes(Duration.ofMinutes(2));
        assertThat(story.moves()).containsExactly(WEST);
        story.sights(story.last().next()).passes(Duration.ofSeconds(1));
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void nameServersThatAreLateAreNoLoss() {
        Command asked = accepted();
        story.sights(before).passes(Duration.ofSeconds(30)).sights(asked.next()).passes(Duration.ofMinutes(5));
        assertThat(story.kinds()).doesNotContain("provider-lost-change", "fence-alarm");
    }

    @Test
    void aChangeThatWasLostAndNeverProvedIsAFenceThatWasRolledBack() {
        accepted();
        for (int minute = 0; minute < 17; minute++) {
            story.sights(before).passes(Duration.ofMinutes(1));
        }
        assertThat(story.status().phase()).isNotEqualTo("proving");
        assertThat(story.status().alarms()).extracting("code").contains("fence-rolled-back", "move-unproven");
    }

    @Test
    void afterARampTheChangeRemovesWhatTheRampHasLeft() {
        Story ramped = new Given().plan(Plans.Name.SWITCHOVER, Recipe.ramp()).story();
        Hands hands = new Hands(ramped);
        ramped.orders(new Directive.Override(WEST, null, false, false));
        hands.does("claim", "dns-switch-10").passes(Duration.ofMinutes(1));
        hands.does("dns-switch-50").passes(Duration.ofMinutes(1));
        Command asked = hands.asked("dns-switch");
        ramped.accepted().passes(Duration.ofSeconds(1));
        ramped.answers(new Refused(Refusal.STALE_FENCE, "older"), asked.expected())
                .passes(Duration.ofSeconds(10));
        assertThat(ramped.last().next()).isEqualTo(asked.next());
        assertThat(((StepArguments.DnsSwitch) ramped.last().arguments()).remove())
                .isEmpty();
    }

    @Test
    void itEndsWhatWasSaidAgainstTheFenceBeforeAndIsNoAlarmItself() {
        accepted();
        story.sights(Sight.ABSENT, null).sights(before);
        assertThat(story.status().alarms()).extracting("code").containsExactly();
        story.sights(story.last().next()).done();
        assertThat(story.state().holds().fault()).isNull();
    }
}
