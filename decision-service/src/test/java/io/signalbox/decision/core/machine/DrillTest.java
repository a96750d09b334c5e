package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.StartDrill;
import io.signalbox.contract.Directive.StopDrill;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.ServiceStatus.DrillReport;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Traffic visits another site and returns, whatever happens meanwhile. */
class DrillTest {

    private final Story story = new Given()
            .lag()
            .drill(Rehearsals.entry())
            .plan(Plans.Name.FAILBACK, Step.SWITCH)
            .story();
    private final Hands hands = new Hands(story);

    private Story away() {
        story.orders(Rehearsals.run(Rehearsals.FIRST));
        hands.does("dns-switch");
        return story;
    }

    private DrillReport report() {
        assertThat(story.status().drill()).isNull();
        assertThat(story.kinds()).contains("drill-report");
        return story.status().lastDrill();
    }

    private void comesHome(String result, String why) {
        assertThat(story.status().drill().phase()).isEqualTo("returning");
        assertThat(story.status().plan().kind()).isEqualTo("restore");
        hands.does("dns-switch");
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(report().result()).isEqualTo(result);
        assertThat(report().reason().text()).contains(why);
        assertThat(report().homeAt()).isEqualTo(story.now);
    }

    @Test
    void trafficGoesAwayForAWhileAndComesHome() {
        story.orders(Rehearsals.run(Rehearsals.FIRST));
        assertThat(story.status().drill().phase()).isEqualTo("leaving");
        assertThat(story.status().plan().kind()).isEqualTo("drill");
        assertThat(story.status().plan().to()).isEqualTo(WEST);
        story.passes(Duration.ofSeconds(2));
        hands.does("dns-switch");
        assertThat(story.status().drill().phase()).isEqualTo("there");
        assertThat(story.status().drill().until()).isEqualTo(story.now.plus(Rehearsals.LASTS));
        assertThat(story.status().reason().code()).isEqualTo("drill");
        var awayAt = story.now;
        story.passes(Rehearsals.LASTS.minusSeconds(1));
        assertThat(story.moves()).containsExactly(WEST);
        story.passes(Duration.ofSeconds(1));
        comesHome("succeeded", "lasted as long as it should");
        assertThat(report().awayAt()).isEqualTo(awayAt);
        assertThat(report().startedAt()).isEqualTo(Rehearsals.FIRST);
        assertThat(report().endedAt()).isEqualTo(story.now);
        assertThat(report().name()).isEqualTo(Rehearsals.NAME);
        assertThat(report().home()).isEqualTo(EAST);
        assertThat(report().target()).isEqualTo(WEST);
        assertThat(story.why("drill-report").facts())
                .containsEntry("result", "succeeded")
                .containsKey("homeAt");
        assertThat(story.kinds()).containsSubsequence("start-drill", "drill-away", "drill-returns", "drill-report");
    }

    @Test
    void itsPlansAreItsOwnAndTheFailback() {
        Story planned = new Given()
                .plan(Plans.Name.DRILL, Recipe.put("rehearse"), Step.SWITCH)
                .plan(Plans.Name.FAILBACK, Step.SWITCH, Recipe.put("homely"))
                .story()
                .orders(Rehearsals.to(WEST));
        assertThat(planned.status().plan().steps()).extracting("name").contains("rehearse");
        new Hands(planned).does("claim", "rehearse", "dns-switch");
        planned.passes(Rehearsals.LASTS);
        assertThat(planned.status().plan().steps()).extracting("name").contains("homely");
    }

    @Test
    void aDrillOrderedByHandLastsAsLongAsOrderedOrElseHalfAnHour() {
        story.orders(new StartDrill(null, null, WEST, null));
        hands.does("dns-switch");
        assertThat(story.status().drill().until()).isEqualTo(story.now.plus(Duration.ofMinutes(30)));
        assertThat(story.status().drill().who()).isEqualTo("ann");
        Story other = new Given().story().orders(new StartDrill(null, null, WEST, Duration.ofMinutes(3)));
        assertThat(other.status().drill().until()).isEqualTo(other.now.plus(Duration.ofMinutes(3)));
    }

    @Test
    void itIsStoppedByHand() {
        away().passes(Duration.ofMinutes(1)).orders(new StopDrill());
        assertThat(story.why("stop-drill").text()).contains("traffic returns to us-east-1");
        comesHome("aborted", "stopped by ann");
    }

    @Test
    void aHomeThatIsNoLongerInTheTopologyIsNotGoneTo() {
        Story gone = new Given().third().story().orders(new Directive.Override(Given.THIRD, null, false, false));
        gone.done().orders(new Directive.Release()).orders(Rehearsals.to(WEST)).done();
        gone.follows(new Given().topology()).passes(Rehearsals.LASTS);
        assertThat(gone.status().active()).isEqualTo(WEST);
        assertThat(gone.status().drill()).isNull();
        assertThat(gone.status().lastDrill().result()).isEqualTo("unrestored");
        gone.passes(Duration.ofMinutes(1));
        assertThat(gone.status().active()).isEqualTo(WEST);
    }

    @Test
    void aTargetThatIsNoLongerInTheTopologyIsNotGoneTo() {
        Story gone = new Given().third().story();
        gone.sights(Fence.settled(1, EAST, "m1-0", CELL)).orders(Rehearsals.to(Given.THIRD));
        gone.follows(new Given().topology()).passes(Duration.ofMinutes(16));
        assertThat(gone.status().drill()).isNull();
        assertThat(gone.status().active()).isEqualTo(EAST);
        assertThat(gone.status().lastDrill().result()).isEqualTo("aborted");
    }

    @Test
    void itIsStoppedOnce() {
        away().orders(new StopDrill()).orders(new StopDrill());
        assertThat(story.kindsOf(Set.of("drill-returns"))).hasSize(1);
        comesHome("aborted", "stopped by ann");
        story.orders(new StopDrill());
        assertThat(story.why("directive-refused").code()).isEqualTo("no-drill");
    }

    @Test
    void itIsStoppedOnItsWay() {
        story.orders(Rehearsals.run(Rehearsals.FIRST))
                .passes(Duration.ofSeconds(7))
                .orders(new StopDrill());
        story.passes(Duration.ofMinutes(1));
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(report().result()).isEqualTo("aborted");
        assertThat(report().awayAt()).isNull();
    }

    @Test
    void aTargetThatIsNoLongerUpEndsIt() {
        away().sees(WEST, Verdict.UNKNOWN);
        comesHome("aborted", "us-west-2 is UNKNOWN");
    }

    @Test
    void aTargetThatIsDownIsLeftForHomeWithoutLeave() {
        away().orders(new Directive.Freeze(null)).sees(WEST, Verdict.DOWN);
        comesHome("aborted", "us-west-2 is DOWN");
    }

    @Test
    void anAlarmEndsIt() {
        away().sights(Sight.UNREADABLE, null);
        assertThat(story.status().drill().phase()).isEqualTo("returning");
        assertThat(story.why("drill-returns").text()).contains("fence-unreadable");
        story.sights(story.state().fence());
        comesHome("aborted", "there are alarms");
    }

    @Test
    void aProbeThatWasChosenForItEndsIt() {
        away().checks(WEST, Given.LAG, Verdict.UP).checks(EAST, Given.LAG, Verdict.DOWN);
        assertThat(story.status().drill().phase()).isEqualTo("there");
        story.checks(WEST, Given.LAG, Verdict.DOWN);
        comesHome("aborted", "lag of us-west-2 is DOWN");
    }

    @Test
    void aProbeThatWasNotChosenDoesNotEndOneByHand() {
        story.orders(Rehearsals.to(WEST));
        hands.does("dns-switch");
        story.checks(WEST, Given.LAG, Verdict.DOWN);
        assertThat(story.status().drill().phase()).isEqualTo("there");
    }

    @Test
    void aPlanThatGetsStuckEndsItAndAPersonLetsTrafficGoHome() {
        story.orders(Rehearsals.run(Rehearsals.FIRST));
        hands.breaks("dns-switch");
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(story.why("drill-returns").text()).contains("the plan is stuck");
        assertThat(story.status().drill().phase()).isEqualTo("returning");
        story.orders(new Directive.Acknowledge());
        assertThat(report().result()).isEqualTo("aborted");
        assertThat(story.status().active()).isEqualTo(EAST);
    }

    @Test
    void trafficThatDoesNotArriveInTimeEndsIt() {
        Story claimed = new Given()
                .plan(
                        Plans.Name.DRILL,
                        Recipe.patient("ask", new Work.Approve("go on?"), Step.OnFailure.ABORT),
                        Step.SWITCH)
                .story();
        claimed.orders(Rehearsals.to(WEST));
        var its = new Hands(claimed).does("claim").passes(Duration.ofMinutes(14));
        assertThat(claimed.status().drill().phase()).isEqualTo("leaving");
        its.passes(Duration.ofMinutes(1));
        assertThat(claimed.why("drill-returns").text()).contains("has not come to us-west-2 in time");
    }

    @Test
    void trafficThatLeavesForAnotherReasonEndsIt() {
        away().sights(Fence.settled(9, PAGE, "m9-1", new CellName("eu-west-1")));
        assertThat(story.why("drill-returns").text()).contains("traffic has left us-west-2");
    }

    @Test
    void anOverrideTakesOver() {
        away().orders(new Directive.Override(PAGE, null, false, false));
        assertThat(report().result()).isEqualTo("unrestored");
        assertThat(report().homeAt()).isNull();
        assertThat(story.status().plan().to()).isEqualTo(PAGE);
    }

    @Test
    void homeThatIsDownAtTheEndIsWaitedFor() {
        away().sees(EAST, Verdict.DOWN).passes(Rehearsals.LASTS);
        assertThat(story.status().drill().phase()).isEqualTo("returning");
        assertThat(story.status().reason().code()).isEqualTo("drill-waits");
        assertThat(story.status().reason().text()).contains("us-east-1 is DOWN");
        story.passes(Duration.ofHours(1)).sees(EAST, Verdict.UP);
        comesHome("succeeded", "lasted as long as it should");
    }

    @Test
    void bothSitesDownIsAnsweredAsEver() {
        away().sees(EAST, Verdict.DOWN).sees(WEST, Verdict.DOWN);
        assertThat(story.status().plan().to()).isEqualTo(PAGE);
        hands.does("dns-switch");
        story.sees(EAST, Verdict.UP);
        hands.does("dns-switch");
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(report().result()).isEqualTo("aborted");
    }

    @Test
    void itGoesHomeInEveryMode() {
        for (Policy.Mode mode : Policy.Mode.values()) {
            Story changed = new Given().story().orders(Rehearsals.to(WEST)).done();
            changed.follows(new Given().mode(mode).topology()).passes(Rehearsals.LASTS);
            assertThat(changed.status().plan().kind()).as(mode.name()).isEqualTo("restore");
            changed.done();
            assertThat(changed.status().active()).isEqualTo(EAST);
        }
    }

    @Test
    void aDrillOrderedByHandIsCarriedOutInEveryModeButAdvise() {
        for (Policy.Mode mode : List.of(Policy.Mode.AUTO, Policy.Mode.APPROVE, Policy.Mode.OFF)) {
            Story changed = new Given().story().follows(new Given().mode(mode).topology());
            changed.orders(Rehearsals.to(WEST)).done();
            assertThat(changed.status().drill().phase()).as(mode.name()).isEqualTo("there");
        }
    }

    @Test
    void itSurvivesRestartsAndLastsNoLongerForThem() {
        away().passes(Duration.ofMinutes(10))
                .restarts()
                .passes(Duration.ofMinutes(9))
                .restarts();
        assertThat(story.status().drill().phase()).isEqualTo("there");
        story.passes(Duration.ofMinutes(1)).restarts();
        comesHome("succeeded", "lasted");
    }

    @Test
    void failbackDoesNotCutItShort() {
        away().passes(Duration.ofMinutes(19));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void oneThatIsOverDoesNotCallBackTheFailbackThatFollows() {
        Story abroad = new Given().story().sees(EAST, Verdict.DOWN).done();
        abroad.sees(EAST, Verdict.UP).orders(new StartDrill(null, null, EAST, Duration.ofMinutes(20)));
        abroad.done()
                .passes(Duration.ofMinutes(20))
                .accepted()
                .passes(Duration.ofMinutes(11))
                .done();
        assertThat(abroad.status().drill()).isNull();
        assertThat(abroad.status().lastDrill().result()).isEqualTo("succeeded");
        assertThat(abroad.status().plan().kind()).isEqualTo("failback");
        abroad.done().passes(Duration.ofMinutes(30));
        assertThat(abroad.moves()).containsExactly(WEST, EAST, WEST, EAST);
    }
}
