package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A real failover never waits for a drill without traffic, and takes over what it has raised. */
class CapacityTakenOverTest {

    private final CapacityRun run = new CapacityRun();
    private final Story story = run.story;
    private final Hands hands = run.hands;

    @Test
    void aFailoverTakesTheCapacityOverAndNothingIsScaledBackWhileItCarriesTraffic() {
        run.raises();
        story.sees(EAST, Verdict.DOWN);
        assertThat(story.status().plan().kind()).isEqualTo("failover");
        hands.does("claim", "tasks", "database");
        story.passes(CapacityRun.READY);
        hands.does("dns-switch", "active");

        assertThat(run.report().result()).isEqualTo("taken-over");
        assertThat(story.status().active()).isEqualTo(WEST);
        story.sees(EAST, Verdict.UP).passes(Duration.ofMinutes(9));
        assertThat(story.status().plan()).isNull();
        assertThat(run.remembered().get("tasks")).isEqualTo(Hands.before("tasks"));

        story.passes(Duration.ofMinutes(1));
        assertThat(story.status().plan().kind()).isEqualTo("failback");
        hands.does("dns-switch");
        assertThat(hands.asked("restore-tasks").previous()).isEqualTo(Hands.before("tasks"));
    }

    private void failsOver() {
        assertThat(story.status().plan().kind()).isEqualTo("failover");
        hands.does("claim", "tasks", "database");
        story.passes(CapacityRun.READY);
        hands.does("dns-switch", "active");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void aFailoverDoesNotWaitWhileTheStandbyIsStillScaledUp() {
        run.begins();
        hands.does("claim").tells("tasks");
        Fence claim = story.state().fence();
        story.sees(EAST, Verdict.DOWN);
        assertThat(story.last().arguments().kind()).isEqualTo("claim");
        assertThat(story.last().expected()).isEqualTo(claim);
        assertThat(story.why("drill-returns").text()).contains("us-east-1 is DOWN");
        failsOver();
        assertThat(run.report().result()).isEqualTo("taken-over");
        assertThat(run.remembered().get("tasks")).isEqualTo(Hands.before("tasks"));
        assertThat(story.commands).noneMatch(Command::restores);
        assertThat(story.kinds()).contains("scale-abandoned").doesNotContain("move-abandoned");
    }

    @Test
    void aFailoverDoesNotWaitWhileTheStandbyIsScaledBack() {
        run.raises();
        story.passes(Rehearsals.LASTS);
        hands.does("claim");
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim");
        assertThat(hands.asked("tasks").restores()).isFalse();
        assertThat(run.remembered().get("tasks")).isEqualTo(Hands.before("tasks"));
    }

    @Test
    void aFailoverDoesNotWaitForTheClaimOfAPlanThatHasFailed() {
        run.begins();
        hands.does("claim").tells("tasks").breaks("tasks");
        Command back = story.last();
        assertThat(back.next().phase()).isEqualTo(Fence.Phase.SETTLED);
        story.sees(EAST, Verdict.DOWN);
        Command claim = story.last();
        assertThat(claim.plan()).isNotEqualTo(back.plan());
        meets(claim, back.next());
        failsOver();
    }

    /** The provider has accepted an earlier write of this cell, whose answer was still on its way. */
    private void meets(Command claim, Fence seen) {
        story.answers(claim, new Refused(Refusal.STALE_FENCE, "found another"), seen);
        Command again = hands.asked("claim");
        assertThat(again.plan()).isEqualTo(claim.plan());
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.expected()).isEqualTo(seen);
    }

    @Test
    void aFailoverBuildsOnAClaimThatWasAcceptedMeanwhile() {
        run.begins();
        Command asked = hands.asked("claim");
        story.sees(EAST, Verdict.DOWN);
        assertThat(run.report().result()).isEqualTo("aborted");
        assertThat(run.report().reason().text()).contains("us-east-1 is DOWN");
        meets(hands.asked("claim"), asked.next());
        failsOver();
        assertThat(story.kinds()).doesNotContain("move-abandoned", "fence-adopted");
        assertThat(story.kindsOf(Set.of("move-started"))).hasSize(1);
    }

    @Test
    void aFailoverBuildsOnAReleaseThatWasAcceptedMeanwhile() {
        run.begins();
        hands.does("claim", "tasks");
        story.passes(CapacityRun.READY);
        Command release = hands.asked("release");
        story.sees(EAST, Verdict.DOWN).sights(release.next());
        assertThat(story.last().expected()).isEqualTo(release.next());
        failsOver();
        assertThat(run.report().result()).isEqualTo("taken-over");
    }

    @Test
    void anEntryOfAnotherCellDoesNotDisturbTheRelease() {
        run.begins();
        hands.does("claim", "tasks");
        story.passes(CapacityRun.READY);
        Fence claim = story.state().fence();
        story.sights(claim.rewritten("f@eu-west-1:-", claim.words()));
        assertThat(hands.asked("release").next().phase()).isEqualTo(Fence.Phase.SETTLED);
        hands.does("release");
        assertThat(story.status().drill().phase()).isEqualTo("raised");
    }

    @Test
    void aFailoverThatIsNotWantedAnyMoreLeavesWhatTheDrillHasRaisedToTheDrill() {
        run.raises();
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim");
        assertThat(story.status().drill().phase()).isEqualTo("lowering");
        story.sees(EAST, Verdict.UP);
        hands.does("claim");
        run.lowers();
        assertThat(run.report().result()).isEqualTo("aborted");
        assertThat(run.report().reason().text()).contains("a move to us-west-2 has begun");
        assertThat(run.remembered()).isEmpty();
    }
}
