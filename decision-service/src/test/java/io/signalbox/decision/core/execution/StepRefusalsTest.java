package io.signalbox.decision.core.execution;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.TwoCells.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.state.AttemptTimes;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What follows from each way in which the actuator does not do what it is told. */
class StepRefusalsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Story story = new Given().story().sees(EAST, Verdict.DOWN);

    private Story refused(Refusal why, Fence seen) {
        return story.answers(new Refused(why, "as it says"), seen);
    }

    private Story refused(Refusal why) {
        return refused(why, story.last().expected());
    }

    private static Story acting(Integer retries, OnFailure onFailure) {
        return new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("one", retries, onFailure), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
    }

    @Test
    void aCommandThatCameTooLateIsSentAgain() {
        refused(Refusal.EXPIRED);
        assertThat(story.status().phase()).isEqualTo("moving");
        assertThat(story.status().reason().code()).isEqualTo("expired");
        assertThat(story.status().reason().text()).isEqualTo("as it says; trying again");
        assertThat(story.untilAsked()).isBetween(AttemptTimes.SHORTEST_RETRY, AttemptTimes.longestBackoff(1));
        assertThat(story.last().attempt()).isEqualTo(2);
    }

    @Test
    void anActuatorThatHasNotReadTheTopologyYetIsAskedAgain() {
        refused(Refusal.TOPOLOGY_MISMATCH);
        assertThat(story.status().reason().code()).isEqualTo("topology-mismatch");
        story.passes(SECOND);
        assertThat(story.last().attempt()).isEqualTo(2);
    }

    @Test
    void recordsThatNobodyKnowsEndThePlan() {
        refused(Refusal.UNKNOWN_RECORDS);
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(story.status().reason().text()).contains("as it says");
        int sent = story.commands.size();
        story.passes(Duration.ofMinutes(1));
        assertThat(story.commands).hasSize(sent);
    }

    @Test
    void aFenceThatIsGoneEndsThePlanAndIsToldAsSuch() {
        refused(Refusal.STALE_FENCE, null);
        assertThat(story.journal)
                .anySatisfy(entry -> assertThat(entry.reason().text()).contains("the fence is gone: as it says"));
        assertThat(story.status().phase()).isNotEqualTo("moving");
    }

    @Test
    void theFenceOfAnotherCellThatCameFirstIsTakenOver() {
        Fence theirs = Fence.settled(2, WEST, "m2-9", OTHER);
        refused(Refusal.STALE_FENCE, theirs);
        assertThat(story.status().fence()).isEqualTo(theirs);
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void anActionAfterTheClaimHasRunOutIsSentAgainIfNobodyHasTakenOver() {
        Story told = acting(null, OnFailure.ABORT);
        var hands = new Hands(told).does("claim");
        told.answers(
                hands.asked("one"),
                new Refused(Refusal.STALE_FENCE, "the claim has run out"),
                told.state().fence());
        assertThat(hands.state("one")).isEqualTo("running");
        hands.passes(SECOND);
        assertThat(hands.asked("one").attempt()).isEqualTo(2);
    }

    @Test
    void aStepIsTriedAsOftenAsItMayBeAndThenEnds() {
        Story told = acting(2, OnFailure.ASK);
        var hands = new Hands(told).does("claim");
        List<Integer> attempts = IntStream.range(0, 3)
                .map(_ -> {
                    int attempt = hands.asked("one").attempt();
                    hands.fails("one").passes(Duration.ofSeconds(5));
                    return attempt;
                })
                .boxed()
                .toList();
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(hands.state("one")).isEqualTo("asking");
        assertThat(hands.commands("one")).hasSize(3);
    }

    @Test
    void aFailureThatCannotPassIsNotTriedAgain() {
        Story told = acting(2, OnFailure.ASK);
        var hands = new Hands(told).does("claim").breaks("one").passes(Duration.ofSeconds(5));
        assertThat(hands.state("one")).isEqualTo("asking");
        assertThat(hands.commands("one")).hasSize(1);
        assertThat(told.status().awaits().question()).contains("not allowed");
    }

    @Test
    void aSwitchThatWasAcceptedIsAskedForAgainWhateverItsProofComesTo() {
        story.accepted().passes(SECOND);
        Command proof = story.last();
        StepOutcome.Result failed = new Failed("denied", "not allowed", false);
        story.answers(proof, failed, proof.next());
        assertThat(story.status().phase()).isEqualTo("proving");
        story.passes(Duration.ofSeconds(10));
        assertThat(story.last().attempt()).isGreaterThan(proof.attempt());
        story.answers(new Refused(Refusal.STALE_FENCE, "late"), proof.next());
        assertThat(story.status().phase()).isEqualTo("proving");
    }
}
