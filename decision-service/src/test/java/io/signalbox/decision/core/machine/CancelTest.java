package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.Cancel;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CancelTest {

    private final Story story = new Given()
            .plan(Plans.Name.FAILOVER, Recipe.put("one"), Recipe.put("two"), Step.SWITCH)
            .story();
    private final Hands hands = new Hands(story);

    private String refusal() {
        assertThat(story.kinds()).endsWith("directive-refused");
        return story.journal.getLast().reason().code();
    }

    @Test
    void anAutomaticMoveIsPutBackAndDoesNotBeginAgainBeforeAPersonHasLooked() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim", "one");
        story.orders(new Cancel()).passes(Duration.ofSeconds(1));
        assertThat(story.why("cancel").text()).contains("what it did is put back");
        hands.does("one", "claim");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.why("move-abandoned").text()).isEqualTo("cancelled by ann: because");
        assertThat(story.status().reason().code()).isEqualTo("unwanted");
        story.passes(Duration.ofMinutes(5));
        assertThat(story.moves()).isEmpty();
        story.orders(new Directive.Acknowledge());
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void soIsAMoveToTheLastResort() {
        story.sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN);
        assertThat(story.status().target()).isEqualTo(PAGE);
        hands.does("claim", "one");
        story.orders(new Cancel());
        hands.does("one", "claim").passes(Duration.ofMinutes(5));
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().reason().code()).isEqualTo("unwanted");
        assertThat(story.moves()).isEmpty();
        story.orders(new Directive.Acknowledge());
        assertThat(story.status().target()).isEqualTo(PAGE);
    }

    @Test
    void anOrderedMoveIsPutBackAndNoLongerOrdered() {
        story.orders(new Directive.Override(WEST, null, false, false));
        hands.does("claim", "one");
        story.orders(new Cancel());
        assertThat(story.status().override()).isNull();
        hands.does("one", "claim");
        assertThat(story.status().phase()).isEqualTo("steady");
        story.passes(Duration.ofMinutes(1));
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void aDrillOnItsWayIsOver() {
        story.orders(Rehearsals.to(WEST));
        hands.does("claim", "one");
        story.orders(new Cancel());
        hands.does("one", "claim");
        assertThat(story.status().drill()).isNull();
        assertThat(story.status().lastDrill().result()).isEqualTo("aborted");
        assertThat(story.status().lastDrill().reason().text()).isEqualTo("cancelled by ann: because");
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void anAcceptedSwitchIsNotCancelled() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim", "one", "two").takes();
        story.orders(new Cancel());
        assertThat(refusal()).isEqualTo("accepted");
        assertThat(story.status().phase()).isEqualTo("proving");
    }

    @Test
    void anAdoptionIsNotCancelled() {
        Story fresh = new Story(new Given().topology()).passes(Duration.ZERO).orders(new Cancel());
        assertThat(fresh.why("directive-refused").code()).isEqualTo("no-move");
        assertThat(fresh.status().phase()).isEqualTo("moving");
    }

    @Test
    void thereMustBeAPlanUnderWay() {
        story.orders(new Cancel());
        assertThat(refusal()).isEqualTo("nothing-under-way");
    }

    @Test
    void aPlanIsCancelledOnce() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim", "one");
        story.orders(new Cancel()).orders(new Cancel());
        assertThat(refusal()).isEqualTo("nothing-under-way");
    }
}
