package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Policy;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailoverTest {

    private final Story story = Story.steady(Orders.topology());

    @Test
    void adoptsBeforeAnythingElseAndChangesNoAnswer() {
        var fresh = new Story(Orders.topology()).passes(Duration.ZERO);
        assertThat(fresh.last().arguments()).isInstanceOf(StepArguments.DnsAdopt.class);
        assertThat(fresh.last().expected()).isNull();
        fresh.done();
        assertThat(fresh.status().active()).isEqualTo(EAST);
        assertThat(fresh.status().epoch()).isEqualTo(1);
        assertThat(fresh.moves()).isEmpty();
    }

    @Test
    void movesToTheFirstSiteThatIsUpWhenTheActiveOneIsDown() {
        story.sees(EAST, Verdict.DOWN);
        Command command = story.last();
        assertThat(command.next().active()).isEqualTo(WEST);
        assertThat(command.next().epoch()).isEqualTo(2);
        assertThat(command.expected()).isEqualTo(story.state().fence());
        assertThat(((StepArguments.DnsSwitch) command.arguments()).create())
                .filteredOn(record -> record.weight() > 0)
                .singleElement()
                .satisfies(record -> assertThat(record.values()).containsExactly("192.0.2.2"));
        story.accepted();
        assertThat(story.status().phase()).isEqualTo("proving");
        assertThat(story.status().active()).isEqualTo(WEST);
        story.done();
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.kinds()).endsWith("verdict", "move-started", "change-accepted", "move-done");
    }

    @Test
    void timesEachMomentOfTheMove() {
        var failed = story.now.minusSeconds(1);
        story.sees(EAST, Verdict.DOWN).accepted().done();
        var times = story.journal.getLast().recovery();
        assertThat(times.firstFailure()).isEqualTo(failed);
        assertThat(times.detected()).isEqualTo(story.now);
        assertThat(times.decided()).isEqualTo(story.now);
        assertThat(times.accepted()).isEqualTo(story.now);
    }

    @Test
    void neverMovesOnUnknown() {
        story.sees(EAST, Verdict.UNKNOWN).passes(Duration.ofMinutes(20));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("active-unknown");
    }

    @Test
    void waitsForGraceWhileTheOnlyOtherSiteIsUnknown() {
        story.sees(WEST, Verdict.UNKNOWN).sees(EAST, Verdict.DOWN).passes(Duration.ofSeconds(29));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("grace");
        story.passes(Duration.ofSeconds(2));
        assertThat(story.moves()).containsExactly(PAGE);
    }

    @Test
    void takesTheUnknownSiteWhenItTurnsUpWithinGrace() {
        story.sees(WEST, Verdict.UNKNOWN).sees(EAST, Verdict.DOWN).passes(Duration.ofSeconds(10));
        story.sees(WEST, Verdict.UP);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void goesToTheLastResortAtOnceWhenAllAreDown() {
        story.sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(PAGE);
    }

    @Test
    void leavesTheLastResortForAnySiteThatIsUpWithoutWaiting() {
        story.sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN).accepted().done();
        story.sees(WEST, Verdict.UP);
        assertThat(story.moves()).containsExactly(PAGE, WEST);
    }

    @Test
    void staysWhenThatIsThePolicyAndAllAreDown() {
        var stay = Story.steady(Orders.topology(policy(Policy.WhenAllDown.STAY, POLICY.failback())));
        stay.sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(5));
        assertThat(stay.moves()).isEmpty();
        assertThat(stay.status().alarms()).extracting("code").contains("active-down");
    }

    @Test
    void goesHomeOnlyAfterTheStableTime() {
        story.sees(EAST, Verdict.DOWN).accepted().done().sees(EAST, Verdict.UP);
        story.passes(Duration.ofMinutes(9));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().reason().code()).isEqualTo("failback-waits");
        story.passes(Duration.ofMinutes(2));
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void theStableTimeStartsAnewWithEachLoss() {
        story.sees(EAST, Verdict.DOWN).accepted().done().sees(EAST, Verdict.UP);
        story.passes(Duration.ofMinutes(9)).sees(EAST, Verdict.UNKNOWN).sees(EAST, Verdict.UP);
        story.passes(Duration.ofMinutes(9));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void neverGoesHomeByItselfWhenFailbackIsManual() {
        var manual = new Policy.Failback(Policy.Failback.Mode.MANUAL, Duration.ofMinutes(10), null);
        var told = Story.steady(Orders.topology(policy(Policy.WhenAllDown.LAST_RESORT, manual)));
        told.sees(EAST, Verdict.DOWN).accepted().done().sees(EAST, Verdict.UP).passes(Duration.ofHours(2));
        assertThat(told.moves()).containsExactly(WEST);
        assertThat(told.status().reason().code()).isEqualTo("failback-manual");
    }

    @Test
    void leavesANewSiteThatGoesDownBeforeTheMoveIsProven() {
        story.sees(EAST, Verdict.DOWN).accepted();
        story.sees(EAST, Verdict.UP).sees(WEST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST, EAST);
        assertThat(story.last().next().epoch()).isEqualTo(3);
        assertThat(story.kinds()).contains("move-unproven");
    }

    @Test
    void repeatedVerdictsMoveOnce() {
        story.sees(EAST, Verdict.DOWN).sees(EAST, Verdict.DOWN).sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.commands).filteredOn(command -> command.attempt() == 1).hasSize(2);
    }

    @Test
    void adoptsTheFenceOfAnotherCellAndForgetsItsOwnPlan() {
        story.sees(EAST, Verdict.DOWN);
        var foreign = Fence.settled(2, PAGE, "m2-7", new CellName("eu-west-1"));
        story.sights(foreign);
        assertThat(story.status().active()).isEqualTo(PAGE);
        assertThat(story.kinds()).contains("fence-adopted");
        assertThat(story.last().expected()).isEqualTo(foreign);
        assertThat(story.last().next())
                .isEqualTo(Fence.settled(3, WEST, story.last().plan(), CELL));
    }

    @Test
    void ignoresASightingThatIsOlderThanWhatIsKnown() {
        Fence first = story.state().fence();
        story.sees(EAST, Verdict.DOWN).accepted().sights(first);
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().alarms()).extracting("code").containsExactly();
    }

    @Test
    void raisesAnAlarmAndHoldsWhenTheFenceIsGone() {
        story.sights(story.state().fence())
                .sights(FenceSighting.Sight.ABSENT, null)
                .sees(EAST, Verdict.DOWN)
                .passes(Duration.ofMinutes(1));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().alarms()).extracting("code").contains("fence-gone");
        story.sights(story.state().fence()).passes(Duration.ofSeconds(1));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void doesNotUndoAnotherCellsFailoverBeforeItsOwnEvidenceCatchesUp() {
        story.passes(Duration.ofHours(1));
        story.sights(Fence.settled(2, WEST, "m2-7", new CellName("eu-west-1")));
        story.passes(Duration.ofMinutes(9));
        assertThat(story.moves()).isEmpty();
        story.passes(Duration.ofMinutes(2));
        assertThat(story.moves()).containsExactly(EAST);
    }

    @Test
    void believesTheLatestVerdictEvenIfItsClockWasBehind() {
        story.passes(Duration.ofMinutes(1));
        var after = story.now;
        story.now = after.minusSeconds(30);
        story.sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST);
    }

    private static Policy policy(Policy.WhenAllDown allDown, Policy.Failback failback) {
        return new Policy(POLICY.quorum(), failback, allDown, POLICY.grace(), POLICY.planDeadline());
    }
}
