package io.signalbox.decision.core.state;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive.Approve;
import io.signalbox.contract.Directive.Override;
import io.signalbox.contract.Directive.Reject;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovalTest {

    private static final Approve GO_ON = new Approve(null, null);
    private static final Approve AGAIN = new Approve(true, null);

    private Hands hands;

    private Story failover(Step... steps) {
        Story story = new Given().lag().plan(Plans.Name.FAILOVER, steps).story().sees(EAST, Verdict.DOWN);
        hands = new Hands(story);
        if (story.last().arguments().kind().equals("claim")) {
            hands.does("claim");
        }
        return story;
    }

    private static String refusal(Story story) {
        assertThat(story.kinds()).endsWith("directive-refused");
        return story.journal.getLast().reason().code();
    }

    @Test
    void aStepThatAsksIsOverWhenApproved() {
        Story story = failover(Recipe.put("first"), Recipe.approval(), Step.SWITCH);
        hands.does("first");
        assertThat(hands.state("ask")).isEqualTo("asking");
        assertThat(story.status().awaits().notBy()).isNull();
        story.orders(GO_ON);
        assertThat(hands.state("ask")).isEqualTo("done");
        assertThat(story.status().awaits()).isNull();
        assertThat(hands.commands("dns-switch")).hasSize(1);
        assertThat(story.why("approve").text()).isEqualTo("ann: because; ask is approved");
    }

    @Test
    void aStepThatAsksWaitsForItsDeadlineOnly() {
        for (OnFailure onFailure : List.of(OnFailure.ABORT, OnFailure.ASK)) {
            Story story = new Given()
                    .plan(Plans.Name.FAILOVER, Recipe.gate("ask", new Work.Approve("go on?"), onFailure), Step.SWITCH)
                    .story()
                    .sees(EAST, Verdict.DOWN);
            var hands = new Hands(story);
            hands.does("claim").passes(Recipe.DEADLINE.minusSeconds(1));
            assertThat(hands.state("ask")).isEqualTo("asking");
            hands.passes(Duration.ofSeconds(2));
            assertThat(story.why("step-failed").text()).isEqualTo("ask: no approval within 2m");
            switch (onFailure) {
                case ASK -> {
                    assertThat(story.status().awaits().what()).isEqualTo("failed-step");
                    story.orders(AGAIN);
                    assertThat(hands.state("ask")).isEqualTo("asking");
                    assertThat(story.status().awaits().what()).isEqualTo("step");
                }
                case CONTINUE, ABORT, ROLLBACK -> assertThat(story.moves()).isEmpty();
            }
        }
    }

    @Test
    void silenceLetsNoPlanGoOn() {
        Story story = failover(Recipe.gate("ask", new Work.Approve("go on?"), OnFailure.CONTINUE), Step.SWITCH);
        hands.passes(Duration.ofMinutes(14));
        assertThat(hands.state("ask")).isEqualTo("asking");
        hands.passes(Duration.ofMinutes(2));
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void aStepThatAsksIsApprovedOnceOnly() {
        Story story = failover(Recipe.approval(), Recipe.gate("ask-again", new Work.Approve("sure?")), Step.SWITCH);
        story.orders("a", null, GO_ON).orders("a", null, GO_ON);
        assertThat(hands.state("ask")).isEqualTo("done");
        assertThat(hands.state("ask-again")).isEqualTo("asking");
        assertThat(story.status().awaits().question()).isEqualTo("sure?");
    }

    @Test
    void aRejectedStepEndsThePlanAndPutsBackWhatWasDone() {
        Story story = failover(Recipe.put("first"), Recipe.approval(), Step.SWITCH);
        hands.does("first");
        story.orders(new Reject());
        assertThat(hands.asked("first").restores()).isTrue();
        hands.does("first", "claim");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.why("move-abandoned").text()).isEqualTo("ask was rejected by ann: because");
        assertThat(story.status().reason().code()).isEqualTo("unwanted");
        assertThat(story.status().active()).isEqualTo(EAST);
    }

    @Test
    void aRejectionAfterTheSwitchLeavesTheTrafficWhereItIsWithoutAnAlarm() {
        Story story = failover(Step.SWITCH, Recipe.approval(), Recipe.put("last"));
        hands.does("dns-switch");
        story.orders(new Reject());
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().alarms()).isEmpty();
        assertThat(story.why("move-unfinished").text()).contains("rejected by ann");
        assertThat(story.why("reject").text()).contains("goes no further");
    }

    @Test
    void aFailedStepAsksAndIsTriedAgainUnderANewNumber() {
        Story story = failover(Recipe.put("first", OnFailure.ASK), Step.SWITCH);
        hands.tells("first").breaks("first");
        assertThat(story.status().awaits().what()).isEqualTo("failed-step");
        assertThat(story.status().awaits().question()).isEqualTo("first has failed: not allowed");
        int attempt = hands.asked("first").attempt();
        story.orders(AGAIN);
        assertThat(hands.asked("first").attempt()).isEqualTo(attempt + 1);
        assertThat(hands.asked("first").previous()).isEqualTo(Hands.before("first"));
        assertThat(story.why("approve").text()).contains("first is tried again");
        hands.does("first");
        assertThat(hands.commands("dns-switch")).hasSize(1);
    }

    @Test
    void aFailedStepCanBeGoneOnWithoutAndIsRememberedAllTheSame() {
        Story story = failover(Recipe.put("first", OnFailure.ASK), Step.SWITCH);
        hands.tells("first").breaks("first");
        story.orders(GO_ON);
        assertThat(hands.state("first")).isEqualTo("failed");
        assertThat(story.why("approve").text()).contains("goes on without first");
        hands.does("dns-switch");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.state().memory().previous()).containsEntry("first", Hands.before("first"));
    }

    @Test
    void aFailedStepThatIsRejectedEndsThePlan() {
        Story story = failover(Recipe.put("first", OnFailure.ASK), Step.SWITCH);
        hands.tells("first").breaks("first");
        story.orders(new Reject());
        assertThat(hands.asked("first").restores()).isTrue();
        hands.does("first", "claim");
        assertThat(story.status().reason().code()).isEqualTo("unwanted");
    }

    @Test
    void aFailureTakesTheSameNumberOfTriesAgainOnceApproved() {
        Story story = failover(Recipe.put("first", 1, OnFailure.ASK), Step.SWITCH);
        hands.fails("first");
        story.passes(Duration.ofSeconds(1));
        hands.fails("first");
        assertThat(hands.state("first")).isEqualTo("asking");
        story.orders(AGAIN);
        hands.fails("first");
        assertThat(hands.state("first")).isEqualTo("running");
    }

    @Test
    void aGateThatStayedClosedIsWaitedForAgain() {
        Story story = failover(Recipe.gate("lag", new Work.WaitLag(Given.LAG), OnFailure.ASK), Step.SWITCH);
        story.passes(Recipe.DEADLINE);
        assertThat(hands.state("lag")).isEqualTo("asking");
        story.orders(AGAIN);
        assertThat(hands.state("lag")).isEqualTo("running");
        story.checks(WEST, Given.LAG, Verdict.UP);
        assertThat(hands.state("lag")).isEqualTo("done");
    }

    @Test
    void aSwitchThatFailedIsTriedAgainUnderANewNumber() {
        Story story = failover(Recipe.switching(OnFailure.ASK));
        Command first = story.last();
        hands.refuses("dns-switch", Refusal.DRIFT);
        assertThat(story.status().awaits().what()).isEqualTo("failed-step");
        story.orders(AGAIN);
        assertThat(hands.asked("dns-switch").attempt()).isEqualTo(2);
        assertThat(hands.asked("dns-switch").next()).isEqualTo(first.next());
        assertThat(hands.asked("dns-switch").expected()).isEqualTo(first.expected());
        story.answers(first, new Failed("late", "an old failure", false), null);
        assertThat(hands.state("dns-switch")).isEqualTo("running");
        hands.does("dns-switch");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void noPlanGoesOnWithoutItsSwitch() {
        Story story = failover(Recipe.switching(OnFailure.ASK), Recipe.put("last"));
        hands.refuses("dns-switch", Refusal.DRIFT);
        story.orders(GO_ON);
        assertThat(refusal(story)).isEqualTo("needs-retry");
        assertThat(hands.state("dns-switch")).isEqualTo("asking");
        assertThat(hands.commands("last")).isEmpty();
    }

    @Test
    void aSwitchThatFailedIsRejected() {
        Story story = failover(Recipe.switching(OnFailure.ASK));
        hands.refuses("dns-switch", Refusal.DRIFT);
        story.orders(new Reject());
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.why("move-abandoned").text()).contains("rejected by ann");
    }

    @Test
    void anAnswerThatComesWhileAPersonIsAskedChangesNothing() {
        Story story = failover(Recipe.put("first", OnFailure.ASK), Step.SWITCH);
        Command first = hands.asked("first");
        hands.breaks("first");
        story.answers(first, new Done(List.of()), first.next());
        assertThat(hands.state("first")).isEqualTo("asking");
    }

    @Test
    void nothingIsApprovedOrRejectedWhereNothingWaits() {
        Story story = failover(Recipe.put("first"), Step.SWITCH);
        story.orders(GO_ON);
        assertThat(refusal(story)).isEqualTo("nothing-waits");
        story.orders(new Reject());
        assertThat(refusal(story)).isEqualTo("nothing-waits");
        assertThat(story.journal.getLast().reason().facts()).containsEntry("kind", "reject");
        assertThat(hands.state("first")).isEqualTo("running");
    }

    @Test
    void nothingIsApprovedOnceThePlanIsBeingGivenUp() {
        Story story = failover(Recipe.put("first"), Recipe.approval(), Step.SWITCH);
        hands.does("first");
        story.sees(EAST, Verdict.UP);
        assertThat(story.status().phase()).isEqualTo("undoing");
        assertThat(story.status().awaits()).isNull();
        story.orders(GO_ON);
        assertThat(refusal(story)).isEqualTo("nothing-waits");
    }

    @Test
    void stepsOfAPlanThatAPersonStartedNeedAnotherPersonWhereThatIsConfigured() {
        Story story = new Given()
                .twoPersons()
                .plan(Plans.Name.SWITCHOVER, Recipe.approval(), Step.SWITCH)
                .story()
                .by("ann")
                .orders(new Override(WEST, null, false, false));
        hands = new Hands(story).does("claim");
        assertThat(story.status().awaits().notBy()).isEqualTo("ann");
        story.orders(GO_ON);
        assertThat(refusal(story)).isEqualTo("same-person");
        assertThat(hands.state("ask")).isEqualTo("asking");
        story.by("ben").orders(GO_ON);
        assertThat(hands.state("ask")).isEqualTo("done");
    }

    @Test
    void stepsOfAPlanThatAPersonStartedNeedNoOtherWhereThatIsNotConfigured() {
        Story story = new Given()
                .plan(Plans.Name.SWITCHOVER, Recipe.approval(), Step.SWITCH)
                .story()
                .orders(new Override(WEST, null, false, false));
        hands = new Hands(story).does("claim");
        assertThat(story.status().awaits().notBy()).isNull();
        story.orders(GO_ON);
        assertThat(hands.state("ask")).isEqualTo("done");
    }
}
