package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.During;
import io.signalbox.contract.Directive.Override;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A plan goes on as long as its move is wanted; and no operator's order breaks one without need. */
class WantedTest {

    private final Story story = new Given()
            .plan(
                    Plans.Name.FAILOVER,
                    Recipe.put("one"),
                    Recipe.gate("pause", new Work.Pause(Duration.ofSeconds(30))),
                    Step.SWITCH,
                    Recipe.put("last"))
            .plan(Plans.Name.FAILBACK, Step.SWITCH)
            .story();
    private final Hands hands = new Hands(story);

    private static Override to(SiteName site) {
        return new Override(site, null, false, false);
    }

    private static Override queued(SiteName site) {
        return new Override(site, null, false, false, During.QUEUE);
    }

    private void failover() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim", "one");
    }

    @Test
    void isGivenUpWhenTheSiteIsBackBeforeTheSwitch() {
        failover();
        story.passes(Duration.ofSeconds(10)).sees(EAST, Verdict.UP);
        assertThat(story.status().phase()).isEqualTo("undoing");
        hands.does("one", "claim");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.moves()).isEmpty();
    }

    /** The traffic is at the second site, the first is UP again, and failback waits for an approver. */
    private static Story beforeFailback() {
        Story manual = new Given()
                .failback(Failback.Mode.MANUAL, null)
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Recipe.approval(), Step.SWITCH)
                .plan(Plans.Name.FAILBACK, Recipe.put("two"), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        new Hands(manual).does("claim", "one");
        manual.orders(new Directive.Approve(null, null));
        new Hands(manual).does("dns-switch");
        manual.sees(EAST, Verdict.UP).passes(Duration.ofMinutes(11));
        assertThat(manual.status().reason().code()).isEqualTo("failback-manual");
        return manual;
    }

    @Test
    void aFailoverDoesNotGoOnAsAFailbackThatNobodyHasAgreedTo() {
        Story manual = beforeFailback().sees(WEST, Verdict.DOWN);
        var away = new Hands(manual).does("claim", "one");
        manual.sees(WEST, Verdict.UP);
        assertThat(manual.status().phase()).isEqualTo("undoing");
        away.does("one", "claim");
        manual.passes(Duration.ofSeconds(1));
        assertThat(manual.status().reason().code()).isEqualTo("failback-manual");
        assertThat(manual.moves()).containsExactly(WEST);
    }

    @Test
    void norDoesAnOrderThatWasTakenBack() {
        Story manual = beforeFailback().orders(to(EAST));
        new Hands(manual).does("claim");
        manual.orders(new Directive.Release());
        assertThat(manual.status().phase()).isEqualTo("undoing");
    }

    @Test
    void isGivenUpWhenItsTargetIsDown() {
        failover();
        story.sees(WEST, Verdict.DOWN);
        hands.does("one", "claim");
        assertThat(story.status().plan().to()).isEqualTo(PAGE);
    }

    @Test
    void isGivenUpWhenItsTargetIsNotKnownToBeUp() {
        failover();
        story.sees(WEST, Verdict.UNKNOWN).passes(Duration.ofMinutes(1));
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void isNotGivenUpWhileTheProviderIsAskedForTheSwitch() {
        failover();
        story.passes(Duration.ofSeconds(30)).sees(EAST, Verdict.UP);
        assertThat(story.status().phase()).isEqualTo("moving");
        hands.does("dns-switch", "last");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void isGivenUpOnceTheProviderHasNotAnsweredInTime() {
        failover();
        story.passes(Duration.ofSeconds(30)).sees(EAST, Verdict.UP).passes(Duration.ofSeconds(6));
        assertThat(story.status().phase()).isEqualTo("undoing");
        assertThat(hands.commands("dns-switch")).hasSize(1);
        story.passes(Duration.ofMillis(33_900));
        assertThat(hands.asked("one").restores()).isFalse();
        story.passes(Duration.ofMillis(100));
        hands.does("claim");
        assertThat(hands.asked("one").restores()).isTrue();
    }

    @Test
    void anAcceptedMoveIsLeftForAnotherSiteBeforeItsLastStepsAreDone() {
        failover();
        story.passes(Duration.ofSeconds(30));
        hands.does("dns-switch");
        story.sees(EAST, Verdict.UP).sees(WEST, Verdict.DOWN);
        assertThat(story.why("move-unfinished").text()).contains("before its last steps are done");
        assertThat(story.status().alarms()).extracting("code").containsExactly("active-down");
        assertThat(story.status().plan().to()).isEqualTo(EAST);
    }

    @Test
    void anAcceptedMoveIsNotLeftOnlyBecauseTheOldSiteIsBack() {
        failover();
        story.passes(Duration.ofSeconds(30));
        hands.does("dns-switch");
        story.sees(EAST, Verdict.UP).passes(Duration.ofMinutes(1));
        assertThat(hands.state("last")).isEqualTo("running");
    }

    @Test
    void anAcceptedMoveThatTakesTooLongIsOverWithAnAlarm() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim", "one");
        story.passes(Duration.ofSeconds(30));
        hands.takes();
        story.passes(Duration.ofMinutes(14));
        assertThat(story.status().phase()).isEqualTo("proving");
        hands.does("dns-switch");
        story.passes(Duration.ofSeconds(30));
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.why("move-unfinished").text()).contains("were not done in time");
        assertThat(story.status().alarms()).extracting("code").containsExactly("move-unfinished");
    }

    @Test
    void anOrderForTheSameTargetLetsThePlanGoOn() {
        failover();
        String plan = story.status().plan().id();
        story.orders(to(WEST)).passes(Duration.ofSeconds(30));
        assertThat(story.status().plan().id()).isEqualTo(plan);
        assertThat(hands.commands("dns-switch")).hasSize(1);
    }

    @Test
    void anOrderForAnotherTargetEndsThePlanAsSoonAsThatIsSafe() {
        failover();
        story.orders(to(PAGE));
        assertThat(story.status().phase()).isEqualTo("undoing");
        hands.does("one", "claim");
        assertThat(story.status().plan().to()).isEqualTo(PAGE);
        assertThat(story.status().plan().kind()).isEqualTo("override");
    }

    @Test
    void anOrderAfterTheSwitchWasAcceptedLeavesTheNewSite() {
        failover();
        story.passes(Duration.ofSeconds(30));
        hands.takes();
        story.orders(to(PAGE));
        assertThat(story.kinds()).contains("move-unproven");
        assertThat(story.status().plan().to()).isEqualTo(PAGE);
        assertThat(story.status().alarms()).extracting("code").doesNotContain("move-unproven");
    }

    @Test
    void aQueuedOrderWaitsUntilThePlanHasEnded() {
        failover();
        story.orders(queued(PAGE));
        assertThat(story.status().override().waiting())
                .contains(story.status().plan().id());
        assertThat(story.status().phase()).isEqualTo("moving");
        story.passes(Duration.ofSeconds(30));
        hands.does("dns-switch");
        assertThat(story.status().override().waiting()).isNotNull();
        hands.does("last");
        assertThat(story.status().override().waiting()).isNull();
        assertThat(story.status().plan().to()).isEqualTo(PAGE);
        assertThat(story.kinds()).contains("move-done");
    }

    @Test
    void aQueuedOrderDoesNotKeepAPlanThatIsNoLongerWanted() {
        failover();
        story.orders(queued(PAGE)).sees(EAST, Verdict.UP);
        assertThat(story.status().phase()).isEqualTo("undoing");
        hands.does("one", "claim");
        assertThat(story.status().plan().to()).isEqualTo(PAGE);
    }

    @Test
    void anOrderQueuedBehindNothingBeginsAtOnce() {
        story.orders(queued(WEST));
        assertThat(story.status().plan().to()).isEqualTo(WEST);
        assertThat(story.status().override().waiting()).isNull();
    }

    @Test
    void anOrderThatIsReleasedBeforeTheSwitchIsUndone() {
        story.orders(to(WEST));
        hands.does("claim", "one");
        story.orders(new Directive.Release());
        assertThat(story.status().phase()).isEqualTo("undoing");
        hands.does("one", "claim");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().active()).isEqualTo(EAST);
    }

    @Test
    void anOrderWhoseTargetIsNoLongerKnownGoesOn() {
        story.orders(to(WEST));
        hands.does("claim", "one");
        story.sees(WEST, Verdict.UNKNOWN);
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void aFailbackThatHasBegunGoesOnAfterItsWindowHasClosed() {
        Story windowed = new Given()
                .failback(Failback.Mode.AUTO, "00:00-00:11")
                .plan(Plans.Name.FAILBACK, Recipe.put("one"), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN)
                .done();
        windowed.sees(EAST, Verdict.UP).passes(Duration.ofMinutes(10));
        assertThat(windowed.status().plan().kind()).isEqualTo("failback");
        var its = new Hands(windowed).does("claim");
        windowed.passes(Duration.ofMinutes(1));
        assertThat(windowed.status().phase()).isEqualTo("moving");
        its.does("one", "dns-switch");
        assertThat(windowed.status().active()).isEqualTo(EAST);
    }

    @Test
    void aFreezeThatHoldsPlansStopsThemBeforeTheirNextStep() {
        failover();
        story.orders(new Directive.Freeze(story.now.plusSeconds(60), true)).passes(Duration.ofSeconds(59));
        assertThat(hands.state("pause")).isEqualTo("done");
        assertThat(hands.state("dns-switch")).isEqualTo("waiting");
        story.passes(Duration.ofSeconds(1));
        assertThat(hands.commands("dns-switch")).hasSize(1);
    }

    @Test
    void aFreezeOfAllServicesThatHoldsPlansStopsThemToo() {
        failover();
        story.ordersForAll(new Directive.Freeze(null, true)).passes(Duration.ofSeconds(40));
        assertThat(hands.state("dns-switch")).isEqualTo("waiting");
        story.ordersForAll(new Directive.Thaw());
        Command change = hands.asked("dns-switch");
        assertThat(change.next().active()).isEqualTo(WEST);
    }

    @Test
    void aFreezeThatDoesNotHoldPlansLetsThemGoOn() {
        failover();
        story.orders(new Directive.Freeze(null)).passes(Duration.ofSeconds(30));
        assertThat(hands.commands("dns-switch")).hasSize(1);
    }
}
