package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key or credential that has stopped working is told at once, not when the plan's time is over. */
class DeniedTest {

    private static Story lost() {
        return new Given().story().sees(EAST, Verdict.DOWN);
    }

    private static Story denied(Story story, String cause) {
        return story.answers(new Failed(cause, "the primary does not accept the key", true), null);
    }

    private static Map<String, Reason> alarms(Story story) {
        return story.state().alarms();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access-denied", "bad-key", "bad-time"})
    void theFirstRefusalIsAnAlarm(String cause) {
        Story story = denied(lost(), cause);
        assertThat(alarms(story).get("access-denied").text())
                .contains("dns-switch", cause, "the primary does not accept the key");
        assertThat(story.kinds()).contains("access-denied");
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void whatIsAwayIsNoRefusal() {
        assertThat(alarms(denied(lost(), "connection"))).isEmpty();
    }

    @Test
    void itIsWrittenDownOnceHoweverOftenItIsSaid() {
        Story story = denied(lost(), "bad-key").passes(Duration.ofSeconds(2));
        denied(story, "bad-key").passes(Duration.ofSeconds(3));
        denied(story, "access-denied");
        assertThat(story.kindsOf(Set.of("access-denied"))).hasSize(1);
    }

    @Test
    void itIsOverOnceTheProviderTakesTheChange() {
        Story story = denied(lost(), "bad-key").passes(Duration.ofSeconds(2)).accepted();
        assertThat(alarms(story)).doesNotContainKey("access-denied");
    }

    @Test
    void itStaysWhileNobodyAnswers() {
        Story story = denied(lost(), "bad-key").passes(Duration.ofSeconds(2));
        assertThat(alarms(denied(story, "connection"))).containsKey("access-denied");
    }

    @Test
    void itStaysWhileAnAttemptWaitsForOthers() {
        Story story = denied(lost(), "bad-key").passes(Duration.ofSeconds(2));
        story.answers(new InProgress(Duration.ofSeconds(1), "", false, "others first"), null);
        assertThat(alarms(story)).containsKey("access-denied");
    }

    @Test
    void aLateRefusalOfAnEarlierAttemptIsNone() {
        Story story = lost();
        var first = story.last();
        story.passes(Duration.ofSeconds(7)).answers(first, new Failed("bad-key", "old", true), null);
        assertThat(alarms(story)).isEmpty();
    }

    @Test
    void whatAnotherProviderTakesSaysNothingOfIt() {
        Story story = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        Hands hands = new Hands(story).does("claim");
        story.answers(hands.asked("one"), new Failed("access-denied", "not allowed", true), null)
                .passes(Duration.ofSeconds(2));
        assertThat(alarms(story)).containsKey("access-denied");
        story.done(hands.commands("claim").getFirst());
        assertThat(alarms(story)).containsKey("access-denied");
        hands.does("one");
        assertThat(alarms(story)).doesNotContainKey("access-denied");
    }

    @Test
    void aPersonMayAcknowledgeIt() {
        Story story = denied(lost(), "bad-key").orders(new Directive.Acknowledge());
        assertThat(alarms(story)).doesNotContainKey("access-denied");
    }
}
