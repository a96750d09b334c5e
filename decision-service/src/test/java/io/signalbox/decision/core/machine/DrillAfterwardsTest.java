package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Policy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A drill is over, and what became of a switch that it sent is heard of only then. */
class DrillAfterwardsTest {

    private static final CellName OTHER = new CellName("eu-west-1");

    private static Story begun(Policy.Mode mode) {
        return new Given()
                .story()
                .orders(Rehearsals.to(WEST))
                .follows(new Given().mode(mode).topology());
    }

    /** Its switch was sent and nothing was heard of it; the target is lost, and the drill is over. */
    private static Story unheard(Policy.Mode mode) {
        Story story = begun(mode).sees(WEST, Verdict.DOWN).passes(Duration.ofMinutes(1));
        isOver(story);
        return story;
    }

    private static void isOver(Story story) {
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(story.status().drill()).isNull();
        assertThat(story.status().lastDrill().result()).isEqualTo("aborted");
    }

    private static void isFollowedHome(Story story, Fence taken) {
        story.sights(taken);
        assertThat(story.status().drill().phase()).isEqualTo("returning");
        assertThat(story.why("drill-returns").text()).contains("taken after it had been given up");
        assertThat(story.status().plan().kind()).isEqualTo("restore");
        story.done();
        isOver(story);
        assertThat(story.status().lastDrill().awayAt()).isEqualTo(story.now);
        assertThat(story.status().lastDrill().homeAt()).isEqualTo(story.now);
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void aSwitchThatWasTakenIsFollowedHomeInEveryMode() {
        for (Policy.Mode mode : Policy.Mode.values()) {
            Story story = unheard(mode);
            isFollowedHome(story, story.last().next());
        }
    }

    @Test
    void soItIsAfterARestartAndUnderTheWordsOfAnotherCell() {
        Story story = unheard(Policy.Mode.ADVISE).restarts();
        Fence taken = story.last().next();
        isFollowedHome(story, taken.rewritten("f@eu-west-1:-", taken.words()));
    }

    @Test
    void soItIsWhereThePlanWasStuck() {
        Story story = begun(Policy.Mode.ADVISE);
        new Hands(story).fails("dns-switch").passes(Duration.ofSeconds(2)).breaks("dns-switch");
        assertThat(story.status().phase()).isEqualTo("stuck");
        story.orders(new Directive.Acknowledge());
        isOver(story);
        isFollowedHome(story, story.last().next());
    }

    @Test
    void whatWasRefusedIsNotWaitedFor() {
        Story story = begun(Policy.Mode.ADVISE);
        new Hands(story).refuses("dns-switch", Refusal.DRIFT);
        story.orders(new Directive.Acknowledge());
        isOver(story);
        assertThat(story.state().memory().strays()).isEmpty();
    }

    @Test
    void theLaterDecisionOfAnotherIsNoneOfItsOwn() {
        Story story = unheard(Policy.Mode.ADVISE);
        assertThat(story.state().memory().strays()).hasSize(1);
        story.sights(Fence.settled(2, WEST, "m2-1", OTHER));
        assertThat(story.status().drill()).isNull();
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.state().memory().strays()).isEmpty();
    }

    @Test
    void anOverrideTakesOver() {
        Story story = unheard(Policy.Mode.OFF);
        Fence taken = story.last().next();
        story.orders(new Directive.Override(WEST, null, true, false)).sights(taken);
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().drill()).isNull();
        assertThat(story.status().plan()).isNull();
    }

    @Test
    void anotherDrillTakesOverAndHasTheSameHome() {
        Story story = unheard(Policy.Mode.OFF);
        Fence taken = story.last().next();
        story.sees(WEST, Verdict.UP).passes(Duration.ofMinutes(10)).orders(Rehearsals.to(WEST));
        assertThat(story.status().drill().phase()).isEqualTo("leaving");
        story.sights(taken);
        assertThat(story.status().drill().phase()).isEqualTo("there");
        assertThat(story.state().memory().strays()).isEmpty();
    }
}
