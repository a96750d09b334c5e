package io.signalbox.decision.core.execution;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.state.AttemptTimes;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepExecutionTest {

    private final Story story = Story.steady(Orders.topology());

    @Test
    void asksAgainWhenTheActuatorIsSilent() {
        story.sees(EAST, Verdict.DOWN);
        Command first = story.last();
        story.passes(Duration.ofSeconds(7));
        Command second = story.last();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.plan()).isEqualTo(first.plan());
        assertThat(second.next()).isEqualTo(first.next());
        assertThat(second.deadline()).isAfter(first.deadline());
    }

    @Test
    void goesOnAtTheSameStepAndEpochAfterARestart() {
        story.sees(EAST, Verdict.DOWN);
        Command before = story.last();
        story.restarts().passes(Duration.ofSeconds(7));
        assertThat(story.last().plan()).isEqualTo(before.plan());
        assertThat(story.last().next()).isEqualTo(before.next());
        story.accepted().restarts().done();
        assertThat(story.status().epoch()).isEqualTo(2);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void asksForTheProofWithTheTokenItWasGiven() {
        story.sees(EAST, Verdict.DOWN).accepted().passes(Duration.ofMillis(300));
        assertThat(story.last().token()).isEqualTo("C1");
        assertThat(story.last().attempt()).isEqualTo(2);
        story.answers(
                new InProgress(Duration.ofSeconds(1), "C1", true, "PENDING"),
                story.last().next());
        int sent = story.commands.size();
        story.passes(Duration.ofMillis(900));
        assertThat(story.commands).hasSize(sent);
        story.passes(Duration.ofMillis(300));
        assertThat(story.commands).hasSize(sent + 1);
    }

    @Test
    void adoptsTheWinnersFenceWhenItIsRefused() {
        story.sees(EAST, Verdict.DOWN);
        var winner = Fence.settled(2, WEST, "m2-1", new CellName("eu-west-1"));
        story.answers(new Refused(Refusal.STALE_FENCE, "epoch 2 is there"), winner);
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().fence()).isEqualTo(winner);
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void getsStuckOnDriftAndGoesOnWhenAcknowledged() {
        story.sees(EAST, Verdict.DOWN)
                .answers(
                        new Refused(Refusal.DRIFT, "A was changed"),
                        story.last().expected());
        assertThat(story.status().phase()).isEqualTo("stuck");
        story.passes(Duration.ofHours(1));
        assertThat(story.moves()).containsExactly(WEST);
        story.orders(new Directive.Acknowledge());
        assertThat(story.moves()).containsExactly(WEST, WEST);
    }

    @Test
    void asksAgainAfterAPauseWhenTheProviderFails() {
        story.sees(EAST, Verdict.DOWN)
                .answers(
                        new Failed("throttled", "Rate exceeded", true),
                        story.last().expected());
        assertThat(story.untilAsked()).isBetween(AttemptTimes.SHORTEST_RETRY, AttemptTimes.longestBackoff(1));
        assertThat(story.last().attempt()).isEqualTo(2);
    }

    @Test
    void givesUpAMoveThatIsNoLongerWantedOnlyWhenNothingSentCanStillBegin() {
        story.sees(EAST, Verdict.DOWN);
        var deadline = story.last().deadline();
        story.sees(EAST, Verdict.UP).passes(Duration.ofSeconds(20));
        assertThat(story.status().phase()).isEqualTo("undoing");
        assertThat(story.commands).hasSize(2);
        story.passes(Duration.between(story.now, deadline).plusSeconds(11));
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.kinds()).contains("move-abandoned");
        assertThat(story.status().active()).isEqualTo(EAST);
    }

    @Test
    void believesALateAcceptanceOfAnEarlierAttempt() {
        story.sees(EAST, Verdict.DOWN);
        Command first = story.last();
        story.passes(Duration.ofSeconds(7));
        story.answers(first, new InProgress(Duration.ofMillis(200), "C1", true, "PENDING"), first.next());
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().epoch()).isEqualTo(2);
    }

    @Test
    void aLateAcceptanceTellsWhatToAskWithAndWhen() {
        story.sees(EAST, Verdict.DOWN);
        Command first = story.last();
        story.passes(Duration.ofSeconds(7));
        story.answers(first, new InProgress(Duration.ofMillis(200), "C1", true, "PENDING"), first.next());
        story.passes(Duration.ofMillis(200));
        assertThat(story.last().attempt()).isEqualTo(3);
        assertThat(story.last().token()).isEqualTo("C1");
    }

    @Test
    void aLateAnswerThatItIsUnderWayChangesNothing() {
        story.sees(EAST, Verdict.DOWN);
        Command first = story.last();
        story.passes(Duration.ofSeconds(7));
        story.answers(first, new InProgress(Duration.ZERO, "C0", false, "waiting"), first.expected());
        story.passes(Duration.ofSeconds(4));
        assertThat(story.last().attempt()).isEqualTo(2);
        story.passes(Duration.ofSeconds(2));
        assertThat(story.last().attempt()).isEqualTo(3);
        assertThat(story.last().token()).isNull();
    }

    @Test
    void knowsTheRecordsAndTheTimesFromTheAcceptanceOn() {
        story.sees(EAST, Verdict.DOWN);
        var change = (StepArguments.DnsSwitch) story.last().arguments();
        story.accepted();
        assertThat(story.status().recovery().accepted()).isEqualTo(story.now);
        story.sees(EAST, Verdict.UP).sees(WEST, Verdict.DOWN);
        assertThat(((StepArguments.DnsSwitch) story.last().arguments()).remove())
                .isEqualTo(change.create());
    }

    @Test
    void ignoresAnAnswerToAStepThatThePlanDoesNotHave() {
        story.sees(EAST, Verdict.DOWN);
        Command asked = story.last();
        ServiceState before = story.state();
        story.answers(
                new Command(
                        Command.VERSION,
                        asked.service(),
                        asked.cell(),
                        asked.plan(),
                        1,
                        1,
                        asked.issuedAt(),
                        asked.deadline(),
                        asked.expected(),
                        asked.next(),
                        null,
                        asked.arguments(),
                        asked.topologyDigest(),
                        null,
                        null,
                        null,
                        null),
                new Failed("denied", "no", false),
                null,
                Map.of());
        assertThat(story.state()).isEqualTo(before);
    }

    @Test
    void ignoresAFailureOfAnAttemptThatWasSuperseded() {
        story.sees(EAST, Verdict.DOWN);
        Command first = story.last();
        story.passes(Duration.ofSeconds(7));
        story.answers(first, new Failed("denied", "no", false), null);
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void aDuplicateOutcomeChangesNothing() {
        story.sees(EAST, Verdict.DOWN).accepted().done();
        var version = story.status().version();
        story.done().done();
        assertThat(story.status().version()).isEqualTo(version);
    }

    @Test
    void neverRollsBackAnAcceptedSwitchThatCannotBeProven() {
        story.sees(EAST, Verdict.DOWN).accepted();
        story.passes(Duration.ofMinutes(16));
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().alarms()).extracting("code").contains("move-unproven");
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void believesItsOwnFenceAtTheNameServersWhenNobodyReportedTheAcceptance() {
        story.sees(EAST, Verdict.DOWN);
        story.answers(new Failed("unreadable", "the fence could not be read", true), null);
        story.sights(story.last().next());
        assertThat(story.status().phase()).isEqualTo("proving");
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.kinds()).contains("change-accepted");
    }
}
