package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.Hands.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.plan.TrafficRamp;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The steps that a ramp becomes, and when the traffic moves without it. */
class RampPlanTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Map<String, Long> ALL_EAST = Map.of("us-east-1", 100L);
    private static final Map<String, Long> ALL_WEST = Map.of("us-west-2", 100L);

    private static Story ramping(Step... steps) {
        return new Given().plan(Plans.Name.SWITCHOVER, steps).story();
    }

    private static Directive.Override to(SiteName site) {
        return new Directive.Override(site, null, false, false);
    }

    private static Phase.Moving moving(Story story) {
        return (Phase.Moving) story.state().phase();
    }

    private static List<Plan.Step> steps(Story story) {
        return moving(story).plan().steps();
    }

    @Test
    void eachPartIsAStepAndThenAWaitOneAfterTheOtherBeforeTheSwitch() {
        Story story = ramping(Recipe.put("one"), Recipe.ramp()).orders(to(WEST));
        assertThat(steps(story))
                .extracting(Plan.Step::name)
                .containsExactly(
                        "claim",
                        "one",
                        "dns-switch-10",
                        "dns-switch-10-for",
                        "dns-switch-50",
                        "dns-switch-50-for",
                        "dns-switch");
        assertThat(steps(story)).extracting(Plan.Step::stage).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aWaitHasItsTimeAndThatOfAStepButNoMoreThanThePlan() {
        Duration most = Duration.ofMinutes(14).plusSeconds(30);
        var ramp = List.of(new Work.Switch.Ramp(10, MINUTE), new Work.Switch.Ramp(50, most));
        Step step = new Step("dns-switch", new Work.Switch(ramp), Step.DEADLINE, null, OnFailure.ABORT, List.of());
        Story story = ramping(step).orders(to(WEST));
        assertThat(steps(story).get(1).deadline()).isEqualTo(Step.DEADLINE);
        assertThat(steps(story).get(2).deadline()).isEqualTo(MINUTE.plus(Step.DEADLINE));
        assertThat(steps(story).get(4).deadline()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aPartThatFailsNeverLetsThePlanGoOn() {
        Story going = ramping(Recipe.ramp(OnFailure.CONTINUE)).orders(to(WEST));
        assertThat(steps(going).get(1).onFailure()).isEqualTo(OnFailure.ABORT);
        assertThat(steps(going).get(2).onFailure()).isEqualTo(OnFailure.ABORT);
        Story asking = ramping(Recipe.ramp(OnFailure.ASK)).orders(to(WEST));
        assertThat(steps(asking).get(1).onFailure()).isEqualTo(OnFailure.ASK);
    }

    @Test
    void onlyTheWaitAfterAPartIsOneOfTheRamp() {
        Story story = ramping(Recipe.gate("ready", new Work.WaitHealthy(Duration.ZERO)), Recipe.ramp())
                .orders(to(WEST));
        Plan plan = moving(story).plan();
        assertThat(plan.steps().stream().filter(step -> TrafficRamp.isOfRamp(plan, step)))
                .extracting(Plan.Step::name)
                .containsExactly("dns-switch-10-for", "dns-switch-50-for");
    }

    @Test
    void aPartIsAtWorkFromWhenItIsSentUntilItIsDone() {
        Story story = ramping(Recipe.put("one"), Recipe.ramp()).orders(to(WEST));
        var hands = new Hands(story);
        hands.does("claim");
        assertThat(TrafficRamp.isAtWork(moving(story))).isFalse();
        assertThat(TrafficRamp.toReturn(moving(story))).isEqualTo(-1);
        hands.does("one");
        assertThat(TrafficRamp.isAtWork(moving(story))).isTrue();
        assertThat(TrafficRamp.toReturn(moving(story))).isEqualTo(2);
        hands.does("dns-switch-10");
        assertThat(TrafficRamp.isAtWork(moving(story))).isFalse();
        assertThat(TrafficRamp.toReturn(moving(story))).isEqualTo(2);
        hands.passes(MINUTE.plusSeconds(1)).does("dns-switch-50");
        assertThat(TrafficRamp.toReturn(moving(story))).isEqualTo(4);
        assertThat(TrafficRamp.stays(moving(story))).isFalse();
    }

    @Test
    void thePartThatIsAcceptedIsToldOnceWithItsShare() {
        Story story = ramping(Recipe.ramp()).orders(to(WEST));
        var hands = new Hands(story);
        hands.does("claim");
        story.accepted();
        assertThat(story.state().fence().split().percent()).isEqualTo(10);
        assertThat(story.why("ramp").text()).startsWith("a part of the traffic goes to us-west-2: ");
        hands.does("dns-switch-10");
        assertThat(story.kinds()).containsOnlyOnce("ramp");
        hands.passes(MINUTE.plusSeconds(1)).does("dns-switch-50");
        assertThat(story.kindsOf(Set.of("ramp"))).hasSize(2);
    }

    @Test
    void aTargetThatFailsWithAPartIsToldWithWhoGetsItBack() {
        Story story = ramping(Recipe.ramp()).orders(to(WEST));
        new Hands(story).does("claim", "dns-switch-10");
        story.sees(WEST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("ramp-failed");
        assertThat(story.status().reason().text())
                .contains("us-west-2", ", with a part of the traffic: us-east-1 gets all of it again");
    }

    @Test
    void fromALastResortAllGoesAtOnce() {
        Story story = new Given().plan(Plans.Name.SWITCHOVER, Recipe.ramp()).story();
        story.sees(PAGE, Verdict.UP).orders(to(PAGE));
        var hands = new Hands(story);
        hands.does("claim", "dns-switch-10").passes(MINUTE.plusSeconds(1));
        hands.does("dns-switch-50").passes(MINUTE.plusSeconds(1));
        hands.does("dns-switch");
        story.orders(to(WEST));
        assertThat(weights(story.last())).isEqualTo(ALL_WEST);
    }

    @Test
    void aMoveThatIsNoLongerOrderedGoesOnIfTheSiteThatItLeavesGoesDown() {
        Story story = ramping(Recipe.ramp()).orders(to(WEST));
        var hands = new Hands(story);
        hands.does("claim", "dns-switch-10");
        story.sees(EAST, Verdict.DOWN).orders(new Directive.Release());
        hands.does("dns-switch");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void aMoveThatIsOrderedElsewhereMeanwhileTakesItsPartBack() {
        Story story = new Given()
                .third()
                .plan(Plans.Name.SWITCHOVER, Recipe.ramp())
                .story()
                .orders(to(WEST));
        new Hands(story).does("claim", "dns-switch-10");
        story.orders(to(Given.THIRD));
        assertThat(weights(story.last())).isEqualTo(ALL_EAST);
    }

    @Test
    void whereBothSitesAreDownNothingIsHurried() {
        Story story = new Given()
                .whenAllDown(Policy.WhenAllDown.PRIMARY)
                .plan(Plans.Name.SWITCHOVER, Recipe.ramp())
                .story()
                .orders(to(WEST));
        new Hands(story).does("claim", "dns-switch-10");
        story.sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN);
        assertThat(weights(story.last())).isEqualTo(ALL_EAST);
    }
}
