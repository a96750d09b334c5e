package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.Webhook;
import io.signalbox.contract.topology.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A standby gets the capacity of a failover for a while, and no traffic moves. */
class CapacityDrillTest {

    private final CapacityRun run = new CapacityRun();
    private final Story story = run.story;
    private final Hands hands = run.hands;

    private List<String> told() {
        return story.commands.stream()
                .filter(command -> command.arguments() instanceof Webhook)
                .map(Command::note)
                .distinct()
                .toList();
    }

    @Test
    void theStandbyIsScaledUpForAWhileAndNothingElseHappens() {
        run.begins();
        assertThat(story.status().drill().phase()).isEqualTo("raising");
        assertThat(story.status().drill().kind()).isEqualTo("capacity");
        assertThat(story.status().phase()).isEqualTo("scaling");
        assertThat(story.status().target()).isNull();
        assertThat(story.status().plan().kind()).isEqualTo("raise");
        assertThat(story.status().plan().steps())
                .extracting(ServiceStatus.Step::name)
                .containsExactly("claim", "tasks", "fit", "release");
        hands.does("claim", "tasks");
        story.passes(CapacityRun.READY);
        hands.does("release");
        assertThat(story.state().fence().phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().drill().phase()).isEqualTo("raised");
        assertThat(story.status().drill().until()).isEqualTo(story.now.plus(Rehearsals.LASTS));

        story.passes(Rehearsals.LASTS.minusSeconds(1));
        assertThat(story.status().plan()).isNull();
        story.passes(Duration.ofSeconds(1));
        run.lowers();

        assertThat(run.report().result()).isEqualTo("succeeded");
        assertThat(run.report().awayAt()).isNotNull();
        assertThat(run.report().homeAt()).isEqualTo(story.now);
        assertThat(run.remembered()).isEmpty();
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(story.kinds())
                .containsSubsequence(
                        "start-drill",
                        "scale-started",
                        "drill-away",
                        "scaled",
                        "drill-returns",
                        "scaled",
                        "drill-report")
                .doesNotContain("move-started", "move-abandoned");
        assertThat(told()).hasSize(2);
        assertThat(told().getFirst()).contains("us-west-2 gets the capacity of a failover, and no traffic");
        assertThat(told().getLast()).contains("succeeded");
        story.passes(Duration.ofHours(1));
        assertThat(story.status().plan()).isNull();
    }

    @Test
    void nothingIsScaledBackWhileTheActiveSiteIsNotUp() {
        run.raises();
        story.sees(EAST, Verdict.UNKNOWN).passes(Rehearsals.LASTS);
        assertThat(story.status().drill().phase()).isEqualTo("lowering");
        assertThat(story.status().plan()).isNull();
        story.sees(EAST, Verdict.UP);
        run.lowers();
        assertThat(run.report().result()).isEqualTo("succeeded");
    }

    @Test
    void aFreezeWaitsBeforeAnythingIsScaledBack() {
        run.raises();
        story.orders(new Directive.Freeze(null)).passes(Rehearsals.LASTS);
        assertThat(story.status().plan()).isNull();
        story.orders(new Directive.Thaw());
        run.lowers();
        assertThat(run.report().result()).isEqualTo("succeeded");
    }

    @Test
    void itIsStoppedByHand() {
        run.raises();
        story.orders(new Directive.StopDrill());
        assertThat(story.why("stop-drill").text()).contains("the capacity of us-west-2 is put back");
        run.lowers();
        assertThat(run.report().result()).isEqualTo("aborted");
    }

    @Test
    void aTargetThatIsNoLongerUpOrAProbeEndsIt() {
        run.raises();
        story.checks(WEST, Given.LAG, Verdict.DOWN);
        assertThat(story.why("drill-returns").text()).contains("lag of us-west-2 is DOWN");
        run.lowers();
        assertThat(run.report().result()).isEqualTo("aborted");
    }

    @Test
    void aStepThatFailsEndsItAndWhatItHasChangedIsPutBack() {
        run.begins();
        hands.does("claim").tells("tasks").breaks("tasks");
        hands.does("claim");
        assertThat(story.status().phase()).isNotEqualTo("stuck");
        run.lowers();
        assertThat(run.report().result()).isEqualTo("aborted");
        assertThat(run.report().reason().text()).contains("not allowed");
    }

    @Test
    void aCapacityThatCannotBePutBackIsAnAlarmAndIsRemembered() {
        run.raises();
        story.passes(Rehearsals.LASTS);
        hands.does("claim").breaks("tasks").does("release");
        assertThat(run.report().result()).isEqualTo("unrestored");
        assertThat(story.status().alarms()).extracting("code").contains("step-not-undone");
        assertThat(run.remembered().get("tasks")).isEqualTo(Hands.before("tasks"));
        story.passes(Duration.ofHours(1));
        assertThat(story.status().plan()).isNull();

        story.orders(new Directive.Acknowledge());
        story.orders(new Directive.StartDrill(Rehearsals.NAME, null, null, null));
        assertThat(story.why("directive-refused").code()).isEqualTo("still-raised");
    }

    @Test
    void aClaimThatCannotBeGivenBackInTimeIsNoFailureOfTheDrill() {
        run.raises();
        story.passes(Rehearsals.LASTS);
        hands.does("claim", "tasks");
        story.passes(Step.DEADLINE.plusMinutes(1));
        assertThat(hands.state("claim")).isEqualTo("undoing");
        hands.does("claim");
        assertThat(run.report().result()).isEqualTo("succeeded");
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void aTargetWithoutCapacityStepsIsNotRehearsed() {
        Story other = CapacityRun.given().third().story();
        other.orders(new Directive.StartDrill(Rehearsals.NAME, null, Given.THIRD, null));
        assertThat(other.why("directive-refused").text()).contains("no step that sets a capacity of eu-west-1");
    }

    @Test
    void whatTrafficAtAThirdSiteDoesNotNeedIsPutBack() {
        Story three = CapacityRun.given().third().story().orders(Rehearsals.run(Rehearsals.FIRST));
        var its = new Hands(three).does("claim", "tasks");
        three.passes(CapacityRun.READY);
        its.does("release");
        three.sights(Fence.settled(99, Given.THIRD, "m9-1", new CellName("eu-west-1")));
        assertThat(three.why("drill-returns").text()).contains("the traffic has moved to eu-west-1");
        assertThat(three.status().plan().kind()).isEqualTo("lower");
        its.does("claim", "tasks", "release");
        assertThat(three.status().lastDrill().result()).isEqualTo("aborted");
    }

    @Test
    void otherCellsAreAskedAndTold() {
        Story shared = CapacityRun.given().cell(new CellName("eu-west-1")).story();
        shared.orders(Rehearsals.run(Rehearsals.FIRST));
        assertThat(shared.status().drill().phase()).isEqualTo("asking");
        assertThat(shared.kinds()).doesNotContain("start-drill");
        var its = new Hands(shared).does("claim");
        assertThat(shared.status().drill().phase()).isEqualTo("raising");
        assertThat(shared.kinds()).contains("start-drill");
        its.does("tasks");
        shared.passes(CapacityRun.READY);
        its.does("release");
        assertThat(shared.status().phase()).isEqualTo("publishing");
        shared.done();
        assertThat(shared.state().fence().hold()).contains("d");
        assertThat(shared.status().drill().phase()).isEqualTo("raised");
    }

    @Test
    void itSurvivesRestarts() {
        run.raises();
        story.passes(Duration.ofMinutes(10)).restarts().passes(Duration.ofMinutes(10));
        run.lowers();
        assertThat(run.report().result()).isEqualTo("succeeded");
    }
}
