package io.signalbox.decision.core.execution;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.state.AttemptTimes;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long each kind of step waits, to the tick. */
class StepTimesTest {

    private static final Duration TICK = Duration.ofMillis(100);

    private static Story losing(Step... steps) {
        return new Given().plan(Plans.Name.FAILOVER, steps).story().sees(EAST, Verdict.DOWN);
    }

    @Test
    void aSilentActuatorIsAskedAgainAfterSixSeconds() {
        Story story = losing(Step.SWITCH).passes(AttemptTimes.SILENCE.minus(TICK));
        assertThat(story.last().attempt()).isEqualTo(1);
        assertThat(story.last().deadline())
                .isEqualTo(story.now.minus(AttemptTimes.SILENCE).plus(TICK).plusSeconds(30));
        story.passes(TICK);
        assertThat(story.last().attempt()).isEqualTo(2);
        assertThat(story.last().deadline()).isEqualTo(story.now.plusSeconds(30));
    }

    @Test
    void anActionThatIsNeverDoneFailsAtItsDeadline() {
        Story story = losing(Recipe.put("one", null, OnFailure.ASK), Step.SWITCH);
        var hands = new Hands(story).does("claim");
        hands.passes(Recipe.DEADLINE.minus(TICK));
        assertThat(hands.state("one")).isEqualTo("running");
        hands.passes(TICK);
        assertThat(hands.state("one")).isNotEqualTo("running");
        assertThat(story.status().awaits().question()).contains("not done within 2m");
    }

    @Test
    void theSwitchHasTheTimeOfThePlan() {
        Story story = losing(Step.SWITCH).passes(Recipe.DEADLINE.multipliedBy(2));
        assertThat(story.status().phase()).isEqualTo("moving");
        assertThat(story.last().attempt()).isGreaterThan(30);
        story.accepted().done();
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void aQuestionThatNobodyAnswersEndsThePlanAtItsDeadline() {
        Story story = losing(Recipe.approval(), Step.SWITCH);
        var hands = new Hands(story).does("claim");
        hands.passes(Recipe.DEADLINE.minus(TICK));
        assertThat(hands.state("ask")).isEqualTo("asking");
        assertThat(story.kindsOf(Set.of("step-asks"))).hasSize(1);
        hands.passes(TICK);
        assertThat(hands.state("ask")).isNotEqualTo("asking");
        assertThat(story.journal)
                .anySatisfy(entry -> assertThat(entry.reason().text()).contains("no approval within 2m"));
    }
}
