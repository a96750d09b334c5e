package io.signalbox.decision.core.state;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.GovernorSettings.Velocity;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Rehearsals;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The DNS provider is away for longer than a plan may take. */
class PlanRetryTest {

    private static final Duration PLAN = Duration.ofMinutes(15);
    private static final Duration LONGER = Duration.ofMinutes(20);

    /** No attempt gets an answer of the provider. */
    private static Story away(Story story, Duration time) {
        var end = story.now.plus(time);
        Command told = null;
        while (story.now.isBefore(end)) {
            Command last = story.last();
            if (last != told) {
                told = last;
                story.answers(last, new Failed("connection", "no answer", true), null);
            }
            story.passes(Duration.ofMillis(500));
        }
        return story;
    }

    private static Story lost(Given given) {
        return given.story().sees(EAST, Verdict.DOWN);
    }

    private static long begun(Story story) {
        return story.kinds().stream().filter("move-started"::equals).count();
    }

    private static String alarm(Story story) {
        return story.state().alarms().get("move-unaccepted").text();
    }

    @Test
    void trafficMovesWhenTheProviderAnswersAgain() {
        Story story = away(lost(new Given()), LONGER);
        story.passes(Duration.ofSeconds(10)).done();
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().alarms()).isEmpty();
        assertThat(story.state().memory().retry()).isNull();
    }

    @Test
    void trafficMovesWhenTheActuatorAnswersAgain() {
        Story story = lost(new Given()).passes(LONGER);
        story.passes(Duration.ofSeconds(10)).done();
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void theProviderMayBeAwayForADay() {
        Story story = lost(new Given()).passes(Duration.ofHours(24)).restarts();
        story.passes(Duration.ofMinutes(3)).done();
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void aPersonIsToldUntilTheMoveIsAccepted() {
        Story story = away(lost(new Given()), PLAN.plusMinutes(1));
        assertThat(alarm(story)).contains("within the time of a plan", "no answer");
        assertThat(story.why("move-abandoned").text()).contains("may be tried again at");
        away(story, PLAN);
        story.passes(Duration.ofMinutes(1));
        assertThat(alarm(story)).contains("within the time of 2 plans");
    }

    @Test
    void nothingBeginsWhileSomethingSentMayStillBeTaken() {
        Story story = lost(new Given()).passes(PLAN);
        var over = story.last().deadline().plus(AttemptTimes.AFTERMATH);
        story.passes(Duration.between(story.now, over).minusMillis(100));
        assertThat(story.status().phase()).isEqualTo("undoing");
        story.passes(Duration.ofMillis(100));
        assertThat(story.status().reason().code()).isEqualTo("retry-waits");
    }

    @Test
    void theSwitchThatIsTakenLateCounts() {
        Story story = lost(new Given()).passes(PLAN.plusSeconds(20));
        story.sights(story.last().next()).passes(Duration.ofHours(1));
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(begun(story)).isEqualTo(1);
    }

    @Test
    void theNextPlanBuildsOnTheFenceThatIsKnownUnderANewName() {
        Story story = lost(new Given());
        Command first = story.last();
        story.passes(PLAN.plusMinutes(2));
        assertThat(story.last().plan()).isNotEqualTo(first.plan());
        assertThat(story.last().expected()).isEqualTo(first.expected());
        assertThat(story.moves()).containsExactly(WEST, WEST);
    }

    @Test
    void thePausesGrowToTwoMinutes() {
        Story story = lost(new Given());
        for (int plan = 1; plan <= 5; plan++) {
            assertThat(begun(story)).isEqualTo(plan);
            story.passes(PLAN);
            var over = story.last().deadline().plus(AttemptTimes.AFTERMATH);
            story.passes(Duration.between(story.now, over));
            long pause = List.of(15, 30, 60, 120, 120).get(plan - 1);
            story.passes(Duration.ofSeconds(pause - 1));
            assertThat(begun(story)).isEqualTo(plan);
            story.passes(Duration.ofSeconds(2));
        }
        assertThat(begun(story)).isEqualTo(6);
    }

    @Test
    void theVelocityLimitCountsTheMoveOnce() {
        var settings = new GovernorSettings(new Velocity(1, Duration.ofHours(1)), null, List.of());
        Story story = lost(new Given().governor(settings));
        story.passes(Duration.ofMinutes(50));
        assertThat(begun(story)).isGreaterThan(2);
        assertThat(story.fleet().starts()).hasSize(1);
    }

    @Test
    void aMoveThatTheLimitHasNotCountedWaits() {
        var settings = new GovernorSettings(new Velocity(1, Duration.ofHours(1)), null, List.of());
        Story story = lost(new Given().services(2).governor(settings)).passes(LONGER);
        story.about(Given.service(2)).sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("velocity");
    }

    @Test
    void aFreezeHoldsTheNextPlan() {
        Story story = lost(new Given())
                .passes(Duration.ofMinutes(1))
                .orders(new Directive.Freeze(null))
                .passes(LONGER);
        assertThat(begun(story)).isEqualTo(1);
        assertThat(story.status().reason().code()).isEqualTo("frozen");
        story.orders(new Directive.Thaw());
        assertThat(begun(story)).isEqualTo(2);
    }

    @Test
    void anApproverIsAskedForEachPlan() {
        Story story = lost(new Given().mode(Policy.Mode.APPROVE)).orders(new Directive.Approve(null, null));
        assertThat(begun(story)).isEqualTo(1);
        story.passes(LONGER);
        assertThat(begun(story)).isEqualTo(1);
        assertThat(story.status().reason().code()).isEqualTo("approve");
        story.orders(new Directive.Approve(null, null));
        assertThat(begun(story)).isEqualTo(2);
    }

    @Test
    void nothingIsTriedThatIsNoLongerWanted() {
        Story story = lost(new Given())
                .passes(PLAN.plusSeconds(20))
                .sees(EAST, Verdict.UP)
                .passes(LONGER);
        assertThat(begun(story)).isEqualTo(1);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().alarms()).isEmpty();
        story.sees(EAST, Verdict.DOWN);
        assertThat(begun(story)).isEqualTo(2);
        assertThat(story.state().memory().retry()).isNull();
    }

    @Test
    void doubtAboutTheSiteForgetsNothing() {
        Story story = lost(new Given())
                .passes(PLAN.plusSeconds(20))
                .sees(EAST, Verdict.UNKNOWN)
                .passes(LONGER);
        assertThat(begun(story)).isEqualTo(1);
        assertThat(story.status().alarms()).extracting("code").containsExactly("move-unaccepted");
        story.sees(EAST, Verdict.DOWN);
        assertThat(begun(story)).isEqualTo(2);
        assertThat(story.fleet().starts()).isEmpty();
    }

    @Test
    void anOverrideIsTriedAgainOnlyWhileItHolds() {
        Story story = new Given().story();
        story.orders(new Directive.Override(WEST, story.now.plus(Duration.ofMinutes(40)), false, false));
        story.passes(Duration.ofMinutes(39));
        long plans = begun(story);
        assertThat(plans).isGreaterThan(2);
        story.passes(Duration.ofHours(2));
        assertThat(begun(story)).isLessThanOrEqualTo(plans + 1);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void anOverrideThatIsReleasedIsNotTriedAgain() {
        Story story = new Given().story().orders(new Directive.Override(WEST, null, false, false));
        story.passes(PLAN.plusSeconds(20)).orders(new Directive.Release()).passes(Duration.ofHours(1));
        assertThat(begun(story)).isEqualTo(1);
    }

    @Test
    void aClaimThatNobodyTookIsAskedForByAnotherPlan() {
        Story story = lost(new Given().plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH))
                .passes(LONGER);
        assertThat(begun(story)).isGreaterThan(1);
        assertThat(story.status().phase()).isNotEqualTo("stuck");
        new Hands(story).does("claim", "one", "dns-switch");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void gatesAreNoReasonForAPerson() {
        var pause = Recipe.gate("pause", new Work.Pause(Duration.ofSeconds(10)));
        Story story = lost(new Given().plan(Plans.Name.FAILOVER, pause, Step.SWITCH));
        new Hands(story).does("claim");
        story.passes(LONGER);
        assertThat(story.status().phase()).isNotEqualTo("stuck");
        assertThat(story.status().alarms()).extracting("code").contains("move-unaccepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"does", "tells", "fails"})
    void whatHasBeenDoneBesideTheNameIsForAPerson(String how) {
        Story story = lost(new Given().plan(Plans.Name.FAILOVER, Recipe.put("one", OnFailure.CONTINUE), Step.SWITCH));
        Hands hands = new Hands(story).does("claim");
        switch (how) {
            case "does" -> hands.does("one");
            case "tells" -> hands.tells("one");
            default -> hands.fails("one");
        }
        story.passes(LONGER);
        assertThat(story.status().phase()).isEqualTo("stuck");
    }

    @Test
    void retriesThatAreUsedUpForWantOfAnAnswerEndThePlanOnly() {
        Story story = lost(new Given().plan(Plans.Name.FAILOVER, Recipe.switching(2, OnFailure.ABORT)));
        away(story, Duration.ofSeconds(30));
        assertThat(story.status().phase()).isEqualTo("undoing");
        story.passes(Duration.ofMinutes(1));
        assertThat(begun(story)).isEqualTo(2);
        assertThat(story.moves()).containsExactly(WEST, WEST);
    }

    @Test
    void aPersonWhoHasBeenAskedStaysAsked() {
        Story story = lost(new Given().plan(Plans.Name.FAILOVER, Recipe.approval(), Step.SWITCH));
        new Hands(story).does("claim");
        story.passes(LONGER);
        assertThat(story.status().phase()).isEqualTo("stuck");
    }

    @Test
    void aPlanThatIsRefusedForGoodIsForAPerson() {
        Story story = lost(new Given());
        story.answers(new Failed("zone-not-found", "no such zone", false), null).passes(LONGER);
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(begun(story)).isEqualTo(1);
    }

    @Test
    void aDrillThatCouldNotLeaveEnds() {
        Story story = new Given().drill(Rehearsals.entry()).story().orders(Rehearsals.to(WEST));
        story.passes(LONGER);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().drill()).isNull();
        assertThat(begun(story)).isEqualTo(1);
        assertThat(story.status().alarms()).isEmpty();
    }
}
