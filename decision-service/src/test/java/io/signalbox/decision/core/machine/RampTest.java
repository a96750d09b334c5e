package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.Hands.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments.DnsSwitch;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RampTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Story story = new Given()
            .plan(Plans.Name.SWITCHOVER, Recipe.put("one"), Recipe.ramp())
            .story();
    private final Hands hands = new Hands(story);

    private static Directive.Override to(boolean force) {
        return new Directive.Override(WEST, null, force, false);
    }

    private static List<RecordSet> removed(Command command) {
        return ((DnsSwitch) command.arguments()).remove();
    }

    private void tenPercent() {
        story.orders(to(false));
        hands.does("claim", "one", "dns-switch-10");
    }

    @ParameterizedTest
    @EnumSource
    void trafficGoesInPartsThatTheTargetBears(Story.Trouble trouble) {
        Story told = Story.steady(
                new Given().plan(Plans.Name.SWITCHOVER, Recipe.ramp()).topology(), trouble);
        var by = new Hands(told);
        told.orders(to(false));
        by.does("claim");
        Command ten = told.last();
        assertThat(weights(ten)).isEqualTo(Map.of("us-east-1", 90L, "us-west-2", 10L));
        assertThat(ten.next().phase()).isEqualTo(Fence.Phase.MOVING);
        assertThat(ten.next().active()).isEqualTo(EAST);
        assertThat(ten.next().split()).isEqualTo(new Split(WEST, 10));
        by.does("dns-switch-10").passes(MINUTE.minus(MOMENT));
        assertThat(by.commands("dns-switch-50")).isEmpty();
        assertThat(told.status().warm().site()).isEqualTo(WEST);
        assertThat(told.status().warm().percent()).isEqualTo(10);
        by.passes(MOMENT.multipliedBy(2));
        Command fifty = by.asked("dns-switch-50");
        assertThat(weights(fifty)).isEqualTo(Map.of("us-east-1", 50L, "us-west-2", 50L));
        assertThat(removed(fifty)).isEqualTo(((DnsSwitch) ten.arguments()).create());
        by.does("dns-switch-50").passes(MINUTE.plus(MOMENT));
        Command all = by.asked("dns-switch");
        assertThat(weights(all)).isEqualTo(Map.of("us-west-2", 100L));
        assertThat(removed(all)).isEqualTo(((DnsSwitch) fifty.arguments()).create());
        assertThat(all.next().split()).isNull();
        by.does("dns-switch");
        assertThat(told.status().phase()).isEqualTo("steady");
        assertThat(told.status().active()).isEqualTo(WEST);
        assertThat(told.status().warm()).isNull();
    }

    @Test
    void theClaimIsRenewedWhileAPartIsBorne() {
        Story told = new Given()
                .claimFor(Duration.ofSeconds(20))
                .plan(Plans.Name.SWITCHOVER, Recipe.ramp())
                .story();
        var by = new Hands(told);
        told.orders(to(false));
        by.does("claim", "dns-switch-10").passes(Duration.ofSeconds(45));
        assertThat(by.commands("claim")).hasSizeGreaterThan(3);
        assertThat(by.asked("claim").next().split()).isEqualTo(new Split(WEST, 10));
    }

    @Test
    void aPartThatIsTriedAgainWhileTheClaimIsRenewedBuildsOnTheNewClaim() {
        Story told = new Given()
                .claimFor(Duration.ofSeconds(20))
                .plan(Plans.Name.SWITCHOVER, Recipe.ramp(OnFailure.ASK))
                .story();
        var by = new Hands(told);
        told.orders(to(false));
        by.does("claim").breaks("dns-switch-10");
        told.passes(Duration.ofSeconds(11));
        Command renewal = by.asked("claim");
        assertThat(renewal.attempt()).isEqualTo(2);
        told.orders(new Directive.Approve(true, null));
        assertThat(by.commands("dns-switch-10")).hasSize(1);
        by.does("claim");
        Command again = by.asked("dns-switch-10");
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.expected()).isEqualTo(renewal.next());
        assertThat(again.next().epoch()).isEqualTo(renewal.next().epoch() + 1);
        assertThat(again.next().split()).isEqualTo(new Split(WEST, 10));
    }

    @Test
    void aPartThatWasGivenUpAndComesLateIsBuiltOn() {
        Story told = new Given()
                .plan(Plans.Name.SWITCHOVER, Recipe.ramp(OnFailure.ASK))
                .story();
        var by = new Hands(told);
        told.orders(to(false));
        by.does("claim").breaks("dns-switch-10");
        Command ten = by.asked("dns-switch-10");
        told.orders(new Directive.Approve(false, null));
        by.passes(MINUTE.plus(MOMENT));
        Command fifty = by.asked("dns-switch-50");
        assertThat(fifty.expected()).isEqualTo(ten.expected());
        told.answers(fifty, new Refused(Refusal.STALE_FENCE, "late"), ten.next());
        Command again = by.asked("dns-switch-50");
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.expected()).isEqualTo(ten.next());
        assertThat(again.next().epoch()).isEqualTo(ten.next().epoch() + 1);
        assertThat(removed(again)).isEqualTo(((DnsSwitch) ten.arguments()).create());
    }

    @Test
    void aTargetThatGoesDownLosesItsPartBeforeAnythingElseIsPutBack() {
        tenPercent();
        story.sees(WEST, Verdict.DOWN);
        Command back = story.last();
        assertThat(weights(back)).isEqualTo(Map.of("us-east-1", 100L));
        assertThat(back.next().phase()).isEqualTo(Fence.Phase.MOVING);
        assertThat(back.next().split()).isNull();
        assertThat(hands.state("one")).isEqualTo("done");
        story.done(back);
        assertThat(story.last().restores()).isTrue();
        hands.does("one");
        assertThat(story.last().next().phase()).isEqualTo(Fence.Phase.SETTLED);
        hands.does("claim");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(story.kinds()).contains("ramp", "move-abandoned");
    }

    @Test
    void aTargetThatGoesDownBeforeItsFirstPartGetsNone() {
        Story told = new Given()
                .whenAllDown(Policy.WhenAllDown.PRIMARY)
                .plan(Plans.Name.FAILBACK, Recipe.ramp())
                .story();
        var by = new Hands(told);
        told.sees(EAST, Verdict.DOWN).accepted().done();
        told.sees(EAST, Verdict.UP).passes(POLICY.failback().stableFor());
        told.sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN);
        by.does("claim");
        assertThat(by.commands("dns-switch-10")).isEmpty();
        assertThat(told.status().reason().text()).contains("us-west-2 keeps all of it");
    }

    @Test
    void aTargetThatIsNotReadyAnyMoreLosesItsPart() {
        Story told = new Given()
                .readiness()
                .plan(Plans.Name.SWITCHOVER, Recipe.ramp())
                .story();
        told.checks(WEST, Given.READY, Verdict.UP).orders(to(false));
        new Hands(told).does("claim", "dns-switch-10");
        told.checks(WEST, Given.READY, Verdict.DOWN);
        assertThat(weights(told.last())).isEqualTo(Map.of("us-east-1", 100L));
    }

    @Test
    void thatAPlanWaitsForItsTargetToBeReadyIsNoReasonToLeaveAPartThere() {
        Story told = new Given()
                .readiness()
                .plan(Plans.Name.SWITCHOVER, Recipe.gate("ready", new Work.WaitHealthy(Duration.ZERO)), Recipe.ramp())
                .story();
        told.checks(WEST, Given.READY, Verdict.UP).orders(to(false));
        new Hands(told).does("claim", "dns-switch-10");
        told.checks(WEST, Given.READY, Verdict.DOWN);
        assertThat(weights(told.last())).isEqualTo(Map.of("us-east-1", 100L));
        assertThat(told.why("ramp").text()).contains("split=us-west-2:10");
        assertThat(told.status().reason().code()).isEqualTo("ramp-failed");
    }

    @Test
    void aTargetThatFailsAfterAOneWayStepLosesItsPartAndAPersonIsAsked() {
        Story told = new Given()
                .plan(Plans.Name.SWITCHOVER, Recipe.promote("database"), Recipe.ramp())
                .story();
        var by = new Hands(told);
        told.orders(to(false));
        by.does("claim");
        told.answers(told.last(), new Done(List.of()), told.last().next());
        by.does("dns-switch-10");
        told.sees(WEST, Verdict.DOWN);
        assertThat(weights(told.last())).isEqualTo(Map.of("us-east-1", 100L));
        told.done();
        by.does("claim");
        assertThat(told.status().phase()).isEqualTo("stuck");
        assertThat(told.status().fence().split()).isNull();
    }

    @Test
    void aTargetOfWhichNothingIsKnownKeepsItsPartAndGetsNoMore() {
        tenPercent();
        story.sees(WEST, Verdict.UNKNOWN);
        hands.passes(Duration.ofMinutes(2));
        assertThat(hands.commands("dns-switch-50")).isEmpty();
        assertThat(story.status().phase()).isEqualTo("moving");
        story.sees(WEST, Verdict.UP);
        hands.passes(MINUTE.minus(MOMENT));
        assertThat(hands.commands("dns-switch-50")).isEmpty();
        hands.passes(MOMENT.multipliedBy(2));
        assertThat(hands.commands("dns-switch-50")).isNotEmpty();
    }

    @Test
    void aPersonWhoCancelsTakesThePartBack() {
        tenPercent();
        story.orders(new Directive.Cancel());
        assertThat(weights(story.last())).isEqualTo(Map.of("us-east-1", 100L));
    }

    @Test
    void aPartThatIsOnlyOnItsWayIsShutOut() {
        story.orders(to(false));
        hands.does("claim", "one");
        Command part = story.last();
        story.sees(WEST, Verdict.DOWN);
        Command back = story.last();
        assertThat(back.expected()).isEqualTo(part.expected());
        assertThat(weights(back)).isEqualTo(Map.of("us-east-1", 100L));
        // It has come before, and the way back builds on it.
        story.answers(back, new Refused(Refusal.STALE_FENCE, "late"), part.next());
        Command again = story.last();
        assertThat(again.expected()).isEqualTo(part.next());
        assertThat(weights(again)).isEqualTo(Map.of("us-east-1", 100L));
    }

    @Test
    void whenTheSiteThatIsLeftGoesDownAllGoesAtOnce() {
        tenPercent();
        story.sees(EAST, Verdict.DOWN);
        assertThat(weights(story.last())).isEqualTo(Map.of("us-west-2", 100L));
        assertThat(story.last().next().active()).isEqualTo(WEST);
        hands.does("dns-switch");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void whatIsNoLongerOrderedDoesNotGoOnToALastResortWhileAnotherSiteIsFit() {
        Story told = new Given().plan(Plans.Name.SWITCHOVER, Recipe.ramp()).story();
        var by = new Hands(told);
        told.sees(PAGE, Verdict.UP).orders(new Directive.Override(PAGE, null, false, false));
        by.does("claim", "dns-switch-10");
        told.orders(new Directive.Release()).sees(EAST, Verdict.DOWN);
        assertThat(weights(told.last())).isEqualTo(Map.of("us-east-1", 100L));
        told.done(told.last()).done().accepted().done();
        assertThat(told.status().active()).isEqualTo(WEST);
        assertThat(told.moves()).doesNotContain(PAGE);
    }

    @Test
    void aSwitchThatIsTakenWhileThePartIsTakenBackCounts() {
        tenPercent();
        story.sees(EAST, Verdict.DOWN);
        Command change = story.last();
        story.orders(new Directive.Cancel());
        assertThat(weights(story.last())).isEqualTo(Map.of("us-east-1", 100L));
        story.answers(change, new InProgress(Duration.ofMillis(200), "C1", true, "PENDING"), change.next());
        assertThat(story.status().phase()).isEqualTo("proving");
        story.passes(MOMENT);
        story.done(story.last());
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void byForceAllGoesAtOnce() {
        story.orders(to(true));
        hands.does("claim", "one");
        assertThat(weights(story.last())).isEqualTo(Map.of("us-west-2", 100L));
    }

    @Test
    void forceInTheMiddleEndsTheWait() {
        tenPercent();
        story.orders(to(true));
        assertThat(weights(story.last())).isEqualTo(Map.of("us-west-2", 100L));
    }

    @Test
    void awayFromASiteThatIsDownAllGoesAtOnce() {
        Story told = new Given().plan(Plans.Name.FAILBACK, Recipe.ramp()).story();
        told.orders(to(false));
        told.done().orders(new Directive.Release()).sees(WEST, Verdict.DOWN);
        assertThat(weights(told.last())).isEqualTo(Map.of("us-east-1", 100L));
    }

    @Test
    void aDrillGoesThereAndComesHomeInParts() {
        Story told = new Given()
                .drill(Rehearsals.entry())
                .plan(Plans.Name.DRILL, Recipe.ramp())
                .plan(Plans.Name.FAILBACK, Recipe.ramp())
                .story()
                .orders(Rehearsals.run(Rehearsals.FIRST));
        var by = new Hands(told);
        by.does("claim", "dns-switch-10").passes(MINUTE.plus(MOMENT));
        by.does("dns-switch-50").passes(MINUTE.plus(MOMENT));
        by.does("dns-switch");
        told.orders(new Directive.StopDrill());
        by.does("claim", "dns-switch-10").passes(MINUTE.plus(MOMENT));
        by.does("dns-switch-50").passes(MINUTE.plus(MOMENT));
        by.does("dns-switch");
        assertThat(told.status().active()).isEqualTo(EAST);
        assertThat(told.status().lastDrill().homeAt()).isNotNull();
    }

    @Test
    void whatAnotherCellHasLeftInTheMiddleIsTidiedOnceItsClaimHasRunOut() {
        Fence left = Fence.moving(5, EAST, "m5-9", new CellName("eu-west-1"), story.now.plus(MINUTE))
                .splitting(new Split(WEST, 30));
        story.sights(left).passes(MINUTE.plus(Fence.CLOCK_BOUND).minus(MOMENT));
        assertThat(story.status().epoch()).isEqualTo(5);
        assertThat(story.commands).hasSize(1);
        story.passes(MOMENT.multipliedBy(2));
        Command tidy = story.last();
        assertThat(weights(tidy)).isEqualTo(Map.of("us-east-1", 100L));
        assertThat(removed(tidy)).isEmpty();
        assertThat(tidy.expected()).isEqualTo(left);
        assertThat(tidy.next().phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(tidy.next().split()).isNull();
        story.done();
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().warm()).isNull();
        assertThat(story.kinds()).contains("adjust-started", "adjusted");
    }

    @Test
    void aPartThatCannotBeTakenBackLeavesWhatItNeedsAndIsTidiedLater() {
        tenPercent();
        story.sees(WEST, Verdict.DOWN);
        story.answers(
                story.last(),
                new Refused(Refusal.DRIFT, "changed by hand"),
                story.last().expected());
        assertThat(story.status().alarms()).extracting("code").contains("step-not-undone");
        assertThat(story.last().arguments().kind()).isEqualTo("claim");
        hands.does("claim");
        assertThat(weights(story.last())).isEqualTo(Map.of("us-east-1", 100L));
        assertThat(story.last().next().phase()).isEqualTo(Fence.Phase.SETTLED);
    }
}
