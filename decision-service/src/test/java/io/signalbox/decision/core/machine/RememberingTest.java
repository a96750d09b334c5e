package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failover changes is put back by the failback, as it was. */
class RememberingTest {

    private static Given given() {
        return new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Recipe.put("two", OnFailure.CONTINUE), Step.SWITCH)
                .plan(Plans.Name.FAILBACK, Step.SWITCH, Recipe.restore("one"), Recipe.restore("two"));
    }

    private Hands hands;

    private Story failedOver() {
        Story story = given().story().sees(EAST, Verdict.DOWN);
        hands = new Hands(story).does("claim", "one", "two", "dns-switch");
        return story;
    }

    private static void failsBack(Story story) {
        story.sees(EAST, Verdict.UP).passes(Duration.ofMinutes(11));
    }

    @Test
    void previousValuesAreToldBeforeAnythingIsChanged() {
        Story story = given().story().sees(EAST, Verdict.DOWN);
        hands = new Hands(story).does("claim");
        assertThat(hands.asked("one").previous()).isEmpty();
        hands.tells("one");
        story.passes(Duration.ofMillis(100));
        assertThat(hands.asked("one").previous()).isEqualTo(Hands.before("one"));
        assertThat(hands.asked("one").restores()).isFalse();
    }

    @Test
    void whatWasToldFirstIsBelieved() {
        Story story = given().story().sees(EAST, Verdict.DOWN);
        hands = new Hands(story).does("claim").tells("one");
        story.answers(
                hands.asked("one"), new InProgress(Duration.ZERO, "t", false, "told"), null, Map.of("value", "on"));
        hands.does("one");
        story.passes(Duration.ofMillis(100));
        hands.does("two", "dns-switch");
        assertThat(story.state().memory().previous()).containsEntry("one", Hands.before("one"));
    }

    @Test
    void theFailbackPutsBackWhatIsRememberedAndForgetsIt() {
        Story story = failedOver();
        assertThat(story.state().memory().previous())
                .isEqualTo(Map.of("one", Hands.before("one"), "two", Hands.before("two")));
        failsBack(story);
        hands.does("dns-switch");
        Command restoring = hands.asked("restore-one");
        assertThat(restoring.restores()).isTrue();
        assertThat(restoring.arguments()).isEqualTo(Recipe.parameter("one"));
        assertThat(restoring.previous()).isEqualTo(Hands.before("one"));
        assertThat(story.status().plan().steps())
                .extracting("kind")
                .containsExactly("dns-switch", "restore", "restore");
        hands.does("restore-one", "restore-two");
        assertThat(story.state().memory().previous()).isEmpty();
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void whatCouldNotBePutBackIsStillRemembered() {
        Story story = failedOver();
        failsBack(story);
        hands.does("dns-switch").breaks("restore-one").does("restore-two");
        assertThat(story.state().memory().previous()).containsOnlyKeys("one");
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @ParameterizedTest
    @CsvSource({"one, two", "two, one"})
    void equalValuesOfDifferentThingsAreNotMixedUp(String failing, String working) {
        Story story = given().story().sees(EAST, Verdict.DOWN);
        hands = new Hands(story).does("claim");
        for (String step : List.of("one", "two")) {
            story.answers(hands.asked(step), new Done(List.of()), null, Map.of("value", "off"));
        }
        hands.does("dns-switch");
        failsBack(story);
        hands.does("dns-switch");
        for (String step : List.of("one", "two")) {
            if (step.equals(failing)) {
                hands.breaks("restore-" + step);
            } else {
                hands.does("restore-" + step);
            }
        }
        assertThat(story.state().memory().previous()).containsOnlyKeys(failing).doesNotContainKey(working);
    }

    @Test
    void whatWasNotChangedIsNotPutBack() {
        Story story = given().story().sees(EAST, Verdict.DOWN);
        hands = new Hands(story).does("claim", "one").breaks("two").does("dns-switch");
        failsBack(story);
        assertThat(story.status().plan().steps()).extracting("name").containsExactly("dns-switch", "restore-one");
    }

    @Test
    void aFailbackWithNothingToPutBackIsTheSwitchAlone() {
        Story story = given().story().sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN);
        story.sights(Fence.settled(2, WEST, "m2-1", new CellName("eu-west-1")));
        story.sees(WEST, Verdict.UP);
        failsBack(story);
        assertThat(story.status().plan().steps()).extracting("name").containsExactly("dns-switch");
    }

    @Test
    void theFirstPreviousValueOutlivesASecondMoveAway() {
        Story story = failedOver();
        story.sees(WEST, Verdict.DOWN);
        hands.does("claim");
        for (String step : List.of("one", "two")) {
            story.answers(hands.asked(step), new Done(List.of()), null, Map.of("value", "on"));
        }
        hands.does("dns-switch");
        assertThat(story.status().active()).isEqualTo(PAGE);
        assertThat(story.state().memory().previous()).containsEntry("one", Hands.before("one"));
    }

    @Test
    void whatWasChangedIsRememberedWhenAnotherCellTakesOver() {
        Story story = given().story().sees(EAST, Verdict.DOWN);
        hands = new Hands(story).does("claim", "one").tells("two");
        story.sights(Fence.settled(5, WEST, "m5-1", new CellName("eu-west-1")));
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.state().memory().previous()).containsOnlyKeys("one", "two");
    }

    @Test
    void whatWasChangedIsRememberedWhenTheMoveIsNotFinished() {
        Story story = given().story().sees(EAST, Verdict.DOWN);
        hands = new Hands(story).does("claim", "one", "two").takes();
        story.passes(Duration.ofMinutes(15));
        assertThat(story.status().alarms()).extracting("code").contains("move-unproven");
        assertThat(story.state().memory().previous()).containsOnlyKeys("one", "two");
    }
}
