package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.Given.THIRD;
import static io.signalbox.decision.core.machine.Hands.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Policy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarmTest {

    private static final Duration STABLE = Duration.ofMinutes(10);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Map<String, Long> WARM = Map.of("us-east-1", 90L, "us-west-2", 10L);
    private static final Map<String, Long> COLD = Map.of("us-east-1", 100L);

    private final Story story = new Given().preWarm(10).story();

    private Story warm() {
        return warm(story);
    }

    private static Story warm(Story told) {
        told.passes(STABLE.plus(MOMENT));
        assertThat(told.last().next().split()).isNotNull();
        return told.done();
    }

    @ParameterizedTest
    @EnumSource
    void aStandbyGetsItsPartOnceItHasBeenUpForLongEnough(Story.Trouble trouble) {
        Story told = Story.steady(new Given().preWarm(10).topology(), trouble);
        told.passes(STABLE.minus(MOMENT));
        assertThat(told.commands).hasSize(1);
        assertThat(told.status().warm().site()).isNull();
        told.passes(MOMENT.multipliedBy(2));
        assertThat(told.status().phase()).isEqualTo("adjusting");
        assertThat(told.status().target()).isNull();
        Command gives = told.last();
        assertThat(weights(gives)).isEqualTo(WARM);
        assertThat(gives.next().active()).isEqualTo(EAST);
        assertThat(gives.next().phase()).isEqualTo(Fence.Phase.SETTLED);
        told.accepted().passes(MOMENT).done();
        assertThat(told.status().phase()).isEqualTo("steady");
        assertThat(told.status().warm().site()).isEqualTo(WEST);
        assertThat(told.status().warm().percent()).isEqualTo(10);
        assertThat(told.status().warm().reason().text()).contains("kept warm");
        assertThat(told.status().recovery()).isNull();
        assertThat(told.fleet().starts()).isEmpty();
    }

    @Test
    void aStandbyThatGoesDownLosesItsPartAtOnce() {
        warm().sees(WEST, Verdict.DOWN);
        assertThat(weights(story.last())).isEqualTo(COLD);
        story.done();
        assertThat(story.status().warm().site()).isNull();
        assertThat(story.status().active()).isEqualTo(EAST);
    }

    @Test
    void aStandbyOfWhichNothingIsKnownKeepsItsPart() {
        warm();
        int before = story.commands.size();
        story.sees(WEST, Verdict.UNKNOWN).passes(STABLE).sees(WEST, Verdict.UP).passes(STABLE.multipliedBy(2));
        assertThat(story.commands).hasSize(before);
    }

    @Test
    void aStandbyThatIsBackGetsItsPartAgainOnceItIsStable() {
        warm().sees(WEST, Verdict.DOWN).done().sees(WEST, Verdict.UP);
        assertThat(weights(story.last())).isEqualTo(COLD);
        story.passes(STABLE.minus(MOMENT));
        assertThat(weights(story.last())).isEqualTo(COLD);
        assertThat(story.status().warm().reason().text()).contains("is UP, and is kept warm from");
        story.passes(MOMENT.multipliedBy(2));
        assertThat(weights(story.last())).isEqualTo(WARM);
    }

    @Test
    void aStandbyThatIsNotReadyIsNotWarm() {
        Story told = new Given().preWarm(10).readiness().story();
        told.passes(STABLE.multipliedBy(2));
        assertThat(told.commands).hasSize(1);
        told.checks(WEST, Given.READY, Verdict.UP);
        assertThat(weights(told.last())).isEqualTo(WARM);
        told.done().checks(WEST, Given.READY, Verdict.DOWN);
        assertThat(weights(told.last())).isEqualTo(COLD);
    }

    @Test
    void theNextSiteIsKeptWarmInstead() {
        Story told = warm(new Given().preWarm(10).third().story());
        assertThat(weights(told.last())).isEqualTo(WARM);
        told.sees(WEST, Verdict.DOWN).done();
        assertThat(told.last().next().split()).isEqualTo(new Split(THIRD, 10));
        told.done().sees(WEST, Verdict.UP).passes(STABLE.plus(MOMENT));
        assertThat(weights(told.last())).isEqualTo(WARM);
    }

    @Test
    void aFailoverSendsAllToTheTarget() {
        warm().sees(EAST, Verdict.DOWN);
        assertThat(weights(story.last())).isEqualTo(Map.of("us-west-2", 100L));
        assertThat(story.last().next().split()).isNull();
        story.done();
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().warm().reason().text()).contains("us-east-1 is DOWN");
    }

    @Test
    void aFailoverDoesNotWaitForAPartThatIsNotTaken() {
        warm().sees(WEST, Verdict.DOWN);
        story.answers(story.last(), new Failed("throttling", "rate exceeded", true), null);
        story.sees(WEST, Verdict.UP).sees(EAST, Verdict.DOWN).passes(Duration.ofSeconds(3));
        assertThat(weights(story.last())).isEqualTo(Map.of("us-west-2", 100L));
    }

    @Test
    void anAcceptedPartNeedNotBeProvenBeforeTrafficMoves() {
        warm().sees(WEST, Verdict.DOWN);
        story.answers(
                story.last(),
                new InProgress(Duration.ofMillis(200), "C1", true, "PENDING"),
                story.last().next());
        story.sees(WEST, Verdict.UP).sees(EAST, Verdict.DOWN);
        assertThat(weights(story.last())).isEqualTo(Map.of("us-west-2", 100L));
    }

    @Test
    void aFreezeHoldsEvenTheProtectionAndSaysSo() {
        warm().orders(new Directive.Freeze(null)).sees(WEST, Verdict.DOWN);
        assertThat(weights(story.last())).isEqualTo(WARM);
        assertThat(story.status().reason().code()).isEqualTo("split-frozen");
        assertThat(story.status().reason().text()).contains("us-west-2 is DOWN").contains("frozen by ann");
        assertThat(story.status().warm().reason().text()).contains("frozen by ann");
        story.orders(new Directive.Thaw());
        assertThat(weights(story.last())).isEqualTo(COLD);
    }

    @Test
    void aMaintenanceWindowHoldsWhatIsGivenAndNotWhatProtects() {
        Story told = new Given().preWarm(10).maintenance("00:05-00:30").story();
        told.passes(STABLE.multipliedBy(2));
        assertThat(told.commands).hasSize(1);
        assertThat(told.status().warm().reason().code()).isEqualTo("maintenance");
        assertThat(told.status().reason().code()).isEqualTo("split-maintenance");
        told.passes(STABLE.plus(MOMENT));
        assertThat(weights(told.last())).isEqualTo(WARM);
    }

    @Test
    void whereAnOperatorHasSaidWhereTrafficGoesNoOtherSiteGetsAny() {
        story.orders(new Directive.Override(WEST, null, false, false)).done().passes(STABLE.multipliedBy(2));
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().warm().site()).isNull();
        assertThat(story.status().warm().reason().code()).isEqualTo("warm-ordered");
    }

    @ParameterizedTest
    @EnumSource(names = {"ADVISE", "OFF"})
    void whereNothingIsDoneUnaskedNoStandbyIsWarm(Policy.Mode mode) {
        Story told = new Given().preWarm(10).mode(mode).story();
        told.sights(Fence.settled(1, EAST, "m1-0", new CellName("eu-west-1"))).passes(STABLE.multipliedBy(2));
        assertThat(told.commands).isEmpty();
        assertThat(told.status().warm().reason().code()).isEqualTo("warm-off");
    }

    @Test
    void aPartThatIsRefusedIsToldAndKeepsNoServiceFromMoving() {
        warm().sees(WEST, Verdict.DOWN);
        story.answers(
                story.last(),
                new Refused(Refusal.DRIFT, "changed by hand"),
                story.last().expected());
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().alarms()).extracting("code").contains("split-unadjusted");
        int before = story.commands.size();
        story.passes(MOMENT.multipliedBy(5));
        assertThat(story.commands).hasSize(before);
        story.orders(new Directive.Acknowledge());
        assertThat(weights(story.last())).isEqualTo(COLD);
    }

    @Test
    void aPartIsTriedForAsLongAsItIsWanted() {
        warm().sees(WEST, Verdict.DOWN).passes(Duration.ofMinutes(20));
        assertThat(story.status().alarms()).isEmpty();
        story.answers(story.last(), new Failed("timeout", "no answer", true), null);
        story.passes(Duration.ofSeconds(20));
        assertThat(weights(story.last())).isEqualTo(COLD);
        story.done();
        assertThat(story.status().warm().site()).isNull();
    }

    @Test
    void whatAnotherCellHasGivenIsKnownByItsFence() {
        warm();
        Fence others = Fence.settled(9, EAST, "m9-1", new CellName("eu-west-1")).splitting(new Split(WEST, 10));
        story.sights(others);
        int before = story.commands.size();
        story.passes(STABLE);
        assertThat(story.commands).hasSize(before);
        assertThat(story.status().warm().site()).isEqualTo(WEST);
    }

    @Test
    void whatAnotherCellHasTakenAwayIsNotGivenBackAtOnce() {
        warm();
        story.sights(Fence.settled(9, EAST, "m9-1", new CellName("eu-west-1")));
        int before = story.commands.size();
        story.passes(STABLE.minus(MOMENT));
        assertThat(story.commands).hasSize(before);
        story.passes(MOMENT.multipliedBy(2));
        assertThat(weights(story.last())).isEqualTo(WARM);
    }

    @Test
    void aTopologyThatWantsNoStandbyWarmTakesThePartAway() {
        warm().follows(new Given().topology());
        assertThat(weights(story.last())).isEqualTo(COLD);
    }
}
