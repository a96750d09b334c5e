package io.signalbox.decision.core.plan;

import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Rehearsals;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.state.AttemptTimes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** People are told when a drill begins and ends. */
class NoticesTest {

    private final Story story = new Given().drill(Rehearsals.entry()).story().orders(Rehearsals.run(Rehearsals.FIRST));

    private List<Command> notices() {
        return story.commands.stream()
                .filter(command -> command.arguments().kind().equals("webhook"))
                .toList();
    }

    private Command notice() {
        return notices().getLast();
    }

    @Test
    void theBeginningIsTold() {
        assertThat(notices()).hasSize(1);
        assertThat(notice().note()).isEqualTo("drill begins: orders goes from us-east-1 to us-west-2");
        assertThat(notice().arguments()).isEqualTo(Recipe.hook("drills"));
        assertThat(notice().next()).isEqualTo(story.state().fence());
        assertThat(notice().expected()).isNull();
        assertThat(notice().attempt()).isEqualTo(1);
    }

    @Test
    void whatHasArrivedIsNotSentAgain() {
        story.answers(notice(), new Done(List.of()), null).passes(Duration.ofSeconds(30));
        assertThat(notices()).hasSize(1);
        assertThat(story.state().memory().notices()).isEmpty();
    }

    @Test
    void theEndIsTold() {
        new Hands(story).does("dns-switch");
        story.answers(notices().getFirst(), new Done(List.of()), null).orders(new Directive.StopDrill());
        new Hands(story).does("dns-switch");
        assertThat(notice().note()).isEqualTo("drill of orders has ended, aborted: stopped by ann: because");
        assertThat(notice().plan()).isNotEqualTo(notices().getFirst().plan());
    }

    @Test
    void aRunThatDoesNotBeginIsTold() {
        Story blocked = new Given().drill(Rehearsals.entry()).story().orders(new Directive.Freeze(null));
        blocked.orders(Rehearsals.run(Rehearsals.FIRST));
        assertThat(blocked.last().note())
                .isEqualTo("drill of orders does not begin: frozen by ann until thawed: because");
    }

    @Test
    void silenceIsAnsweredByAnotherAttempt() {
        story.passes(Duration.ofMillis(5_900));
        assertThat(notices()).hasSize(1);
        story.passes(Duration.ofMillis(100));
        assertThat(notices()).hasSize(2);
        assertThat(notice().attempt()).isEqualTo(2);
        assertThat(notice().plan()).isEqualTo(notices().getFirst().plan());
    }

    @Test
    void aFailureThatMayPassIsAnsweredByAnotherAttempt() {
        story.answers(notice(), new Failed("timeout", "no answer", true), null);
        assertThat(story.untilAsked()).isBetween(AttemptTimes.SHORTEST_RETRY, AttemptTimes.longestBackoff(1));
        assertThat(notices()).hasSize(2);
        story.answers(notice(), new Refused(Refusal.EXPIRED, "late"), null);
        assertThat(story.untilAsked()).isBetween(AttemptTimes.SHORTEST_RETRY, AttemptTimes.longestBackoff(2));
        assertThat(notices()).hasSize(3);
    }

    @Test
    void whatIsUnderWayIsAskedForLater() {
        story.answers(notice(), new InProgress(Duration.ofSeconds(20), "t", false, "slow"), null);
        story.passes(Duration.ofMillis(19_900));
        assertThat(notices()).hasSize(1);
        story.passes(Duration.ofMillis(100));
        assertThat(notices()).hasSize(2);
    }

    @Test
    void whatCannotBeToldIsWrittenDown() {
        story.answers(notice(), new Failed("denied", "401", false), null).passes(Duration.ofMinutes(1));
        assertThat(notices()).hasSize(1);
        assertThat(story.why("notice-lost").text()).contains("drill begins", "denied: 401");
    }

    @Test
    void whatIsTooOldIsNoLongerTold() {
        story.passes(Duration.ofMillis(899_000));
        assertThat(story.state().memory().notices()).hasSize(1);
        story.passes(Duration.ofSeconds(7));
        assertThat(story.state().memory().notices()).isEmpty();
        assertThat(story.why("notice-lost").text()).contains("too old");
        Command last = notice();
        story.passes(Duration.ofMinutes(1));
        assertThat(notices().stream().filter(sent -> sent.plan().equals(last.plan())))
                .last()
                .isEqualTo(last);
    }

    @Test
    void theSameAnswerTwiceCountsOnce() {
        story.answers(notice(), new Failed("denied", "401", false), null)
                .answers(notice(), new Failed("denied", "401", false), null);
        assertThat(story.kindsOf(Set.of("notice-lost"))).hasSize(1);
    }

    @Test
    void aRestartSendsNothingTwiceBeforeItsTime() {
        story.restarts().passes(Duration.ofMillis(5_900));
        assertThat(notices()).hasSize(1);
        story.passes(Duration.ofMillis(100));
        assertThat(notices()).hasSize(2);
    }

    @Test
    void noticesOfADrillOrderedByHandAreNone() {
        Story byHand = new Given().drill(Rehearsals.entry()).story().orders(Rehearsals.to(WEST));
        assertThat(byHand.commands)
                .noneMatch(command -> command.arguments().kind().equals("webhook"));
    }
}
