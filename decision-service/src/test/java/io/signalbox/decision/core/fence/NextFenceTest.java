package io.signalbox.decision.core.fence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every fence keeps of the one before. */
class NextFenceTest {

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final Fence FOUND = Fence.parse(
            "v=1 epoch=7 active=us-east-1 phase=settled plan=m7-1 cell=" + OTHER + " until=- hold=- color=red");

    private static Story found(Story story) {
        return story.sights(FOUND.marking(Marks.NONE.stale(Given.THIRD, 5)));
    }

    private static void keepsAll(Fence next) {
        assertThat(next.others()).containsExactly("color=red");
        assertThat(next.marksStale(Given.THIRD)).isTrue();
    }

    @Test
    void aSwitchKeepsMarksAndWordsThatItDoesNotKnow() {
        Story story = found(new Given().third().story()).sees(EAST, Verdict.DOWN);
        assertThat(story.last().next().active()).isEqualTo(WEST);
        keepsAll(story.last().next());
    }

    @Test
    void soDoesAClaimAndWhatGivesItBack() {
        Story story = found(new Given()
                .third()
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH)
                .story());
        var hands = new Hands(story.sees(EAST, Verdict.DOWN));
        keepsAll(story.last().next());
        hands.does("claim");
        story.sees(EAST, Verdict.UP);
        while (!hands.state("claim").equals("undoing")) {
            hands.passes(Duration.ofSeconds(1));
        }
        keepsAll(hands.asked("claim").next());
    }
}
