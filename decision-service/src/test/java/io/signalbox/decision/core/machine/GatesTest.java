package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatesTest {

    private static final Work STABLE = new Work.WaitHealthy(Duration.ofSeconds(10));

    private Hands hands;

    private Story behind(Work gate) {
        return behind(new Given().readiness().lag(), gate, OnFailure.ABORT);
    }

    /** A failover that waits at a gate. */
    private Story behind(Given given, Work gate, OnFailure onFailure) {
        Story story = given.plan(Plans.Name.FAILOVER, Recipe.gate("gate", gate, onFailure), Step.SWITCH)
                .story();
        hands = new Hands(story);
        story.checks(WEST, Given.READY, Verdict.UP).sees(EAST, Verdict.DOWN);
        hands.does("claim");
        return story;
    }

    private boolean open() {
        return !hands.commands("dns-switch").isEmpty();
    }

    @Test
    void aPauseLastsAsLongAsItSays() {
        Story story = behind(new Work.Pause(Duration.ofSeconds(30)));
        story.passes(Duration.ofMillis(29_900));
        assertThat(open()).isFalse();
        assertThat(hands.state("gate")).isEqualTo("running");
        story.passes(Duration.ofMillis(100));
        assertThat(open()).isTrue();
        assertThat(hands.state("gate")).isEqualTo("done");
    }

    @Test
    void aPauseThatIsLongerThanItsDeadlineEndsAllTheSame() {
        Story story = behind(new Work.Pause(Recipe.DEADLINE.plusSeconds(1)));
        story.passes(Recipe.DEADLINE.plusMillis(500));
        assertThat(hands.state("gate")).isEqualTo("running");
        story.passes(Duration.ofSeconds(1));
        assertThat(open()).isTrue();
    }

    @Test
    void waitsUntilTheTargetHasBeenHealthyWithoutABreak() {
        Story story = new Given()
                .plan(Plans.Name.SWITCHOVER, Recipe.gate("gate", STABLE), Step.SWITCH)
                .story()
                .sees(WEST, Verdict.UP);
        story.orders(new Directive.Override(WEST, null, true, false));
        hands = new Hands(story).does("claim");
        story.passes(Duration.ofSeconds(9)).sees(WEST, Verdict.DOWN).passes(Duration.ofSeconds(9));
        story.sees(WEST, Verdict.UP).passes(Duration.ofMillis(9_900));
        assertThat(open()).isFalse();
        story.passes(Duration.ofMillis(100));
        assertThat(open()).isTrue();
    }

    @Test
    void waitsForReadinessAsWell() {
        Story story = behind(STABLE).checks(WEST, Given.READY, Verdict.DOWN);
        story.passes(Duration.ofSeconds(20));
        assertThat(open()).isFalse();
        story.checks(WEST, Given.READY, Verdict.UNKNOWN).passes(Duration.ofSeconds(20));
        assertThat(open()).isFalse();
        story.checks(WEST, Given.READY, Verdict.UP).passes(Duration.ofSeconds(10));
        assertThat(open()).isTrue();
    }

    @Test
    void isPassedAtOnceWhereNoTimeIsAskedForAndTheTargetIsHealthy() {
        behind(new Work.WaitHealthy(Duration.ZERO));
        assertThat(open()).isTrue();
    }

    @Test
    void waitsForAProbeOfTheTarget() {
        Story story = behind(new Work.WaitLag(Given.LAG));
        story.checks(EAST, Given.LAG, Verdict.UP);
        assertThat(open()).isFalse();
        story.checks(WEST, Given.LAG, Verdict.DOWN);
        assertThat(open()).isFalse();
        story.checks(WEST, Given.LAG, Verdict.UP);
        assertThat(open()).isTrue();
    }

    @Test
    void aGateThatStaysClosedEndsThePlan() {
        Story story = behind(new Work.WaitLag(Given.LAG)).passes(Recipe.DEADLINE.minusMillis(100));
        assertThat(story.status().phase()).isEqualTo("moving");
        story.passes(Duration.ofMillis(100));
        assertThat(story.why("step-failed").code()).isEqualTo("gate-closed");
        assertThat(story.why("step-failed").text()).contains("gate", "2m");
        hands.does("claim");
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void aGateThatStaysClosedIsPassedByWhereThePlanSaysSo() {
        Story story = behind(new Given().lag(), new Work.WaitLag(Given.LAG), OnFailure.CONTINUE);
        story.passes(Recipe.DEADLINE);
        assertThat(hands.state("gate")).isEqualTo("failed");
        assertThat(open()).isTrue();
    }

    @Test
    void anApprovalIsWaitedForAsLongAsThePlanMayTake() {
        Work approval = new Work.Approve("promote the replica?");
        Story story = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.patient("gate", approval, OnFailure.ABORT), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        hands = new Hands(story).does("claim");
        hands.passes(Duration.ofMinutes(14));
        assertThat(hands.state("gate")).isEqualTo("asking");
        assertThat(story.status().awaits().what()).isEqualTo("step");
        assertThat(story.status().awaits().question()).isEqualTo("promote the replica?");
        assertThat(story.why("step-asks").text()).isEqualTo("promote the replica?");
        hands.passes(Duration.ofMinutes(1));
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(story.status().reason().code()).isEqualTo("plan-deadline");
    }

    @Test
    void aTargetThatIsNoLongerInTheTopologyIsNotHealthy() {
        Given given = new Given().plan(Plans.Name.SWITCHOVER, Step.SWITCH, Recipe.gate("gate", STABLE));
        Story story = given.third().story().orders(new Directive.Override(Given.THIRD, null, false, false));
        hands = new Hands(story).takes();
        story.follows(new Given().topology());
        hands.does("dns-switch");
        story.passes(Recipe.DEADLINE);
        assertThat(story.why("step-failed").code()).isEqualTo("gate-closed");
        assertThat(story.status().active()).isEqualTo(Given.THIRD);
    }

    @Test
    void aTargetThatIsHeldDownIsNotHealthy() {
        var damping = new Policy.Damping(
                Duration.ofMinutes(15), 3_000, 1_500, Duration.ofSeconds(40), Duration.ofMinutes(10));
        Story story = behind(new Given().damping(damping), STABLE, OnFailure.ABORT);
        story.sees(WEST, Verdict.DOWN).sees(WEST, Verdict.UP);
        hands = new Hands(story);
        story.passes(Duration.ofSeconds(39));
        assertThat(story.moves()).isEmpty();
    }
}
