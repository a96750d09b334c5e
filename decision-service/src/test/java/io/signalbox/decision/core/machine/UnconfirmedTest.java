package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was concluded before an outage of decision-service is no ground for anything that begins by itself. */
class UnconfirmedTest {

    private static final Duration OUTAGE = Duration.ofMinutes(15);
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration FRESHNESS = Duration.ofSeconds(5);

    private static Story story(Given given) {
        return Story.steady(given.topology()).vouching();
    }

    /** At WEST, and to return to EAST in a few minutes. */
    private static Story beforeFailback() {
        Story story = story(new Given());
        story.sees(EAST, Verdict.DOWN).done().passes(Duration.ofMinutes(2));
        story.sees(EAST, Verdict.UP).passes(Duration.ofMinutes(5));
        assertThat(story.status().reason().code()).isEqualTo("failback-waits");
        return story;
    }

    /** Nothing runs; the next process begins with what was stored. */
    private static Story outage(Story story, SiteName... unconfirmed) {
        story.now = story.now.plus(OUTAGE);
        return story.unconfirmed(unconfirmed).restarts();
    }

    @Test
    void aFailbackThatFellDueInAnOutageWaitsUntilItsTargetIsConfirmed() {
        Story story = outage(beforeFailback(), EAST).passes(MOMENT);
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().code()).isEqualTo("unconfirmed");
        assertThat(story.why("held").text()).contains("that us-east-1 is UP is not confirmed");
        story.unconfirmed().passes(MOMENT);
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void nothingFailsBackToASiteThatWasLostInTheOutage() {
        Story story = outage(beforeFailback(), EAST).passes(MOMENT);
        story.sees(EAST, Verdict.DOWN).unconfirmed().passes(OUTAGE);
        assertThat(story.moves()).containsExactly(WEST);
    }

    /** Stage 1 says that it vouches for all verdicts but these. */
    private static Story vouches(Story story, Instant at, Watermark.Unconfirmed... unconfirmed) {
        return story.hear(new ServiceEvent.EvidenceRead(new Watermark(
                Watermark.VERSION, 0, "life", at, at, at, Duration.ZERO, List.of(ORDERS), List.of(unconfirmed))));
    }

    @Test
    void whatAWatermarkOfBeforeTheRestartSaidCountsForNothing() {
        Story story = beforeFailback().passes(Duration.ofMinutes(5).minusSeconds(1));
        Instant before = story.now;
        story.now = before.plusMillis(100);
        vouches(story.restarts().silent(), before).passes(MOMENT);
        assertThat(story.status().reason().code()).isEqualTo("unconfirmed");
        vouches(story, story.now).passes(MOMENT);
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void aVerdictOfBeforeTheRestartThatIsToldAgainIsNoNews() {
        Story story = story(new Given()).orders(new Directive.Freeze(null)).sees(EAST, Verdict.DOWN);
        story.now = story.now.plusSeconds(1);
        story.unconfirmed(EAST).restarts().passes(MOMENT).orders(new Directive.Thaw());
        story.hear(new ServiceEvent.VerdictChanged(story.state().verdicts().get(EAST)))
                .passes(MOMENT);
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("unconfirmed");
    }

    @Test
    void aSiteWithoutProbesNeedsNoConfirmation() {
        Story story = story(new Given()).silent().passes(OUTAGE);
        story.orders(new Directive.Override(PAGE, null, false, false));
        assertThat(story.moves()).containsExactly(PAGE);
    }

    @Test
    void theReadinessOfATargetIsConfirmedByItself() {
        Story story = story(new Given().readiness()).checks(WEST, Given.READY, Verdict.UP);
        story.silent();
        vouches(story, story.now, new Watermark.Unconfirmed(ORDERS, WEST, Given.READY, null));
        story.sees(EAST, Verdict.DOWN).passes(MOMENT);
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("unconfirmed");
        vouches(story, story.now).passes(MOMENT);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aFailoverThatWasHeldBeforeTheOutageWaitsForBothVerdicts() {
        Story story = story(new Given());
        story.orders(new Directive.Freeze(story.now.plus(Duration.ofMinutes(10))));
        story.sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(5));
        outage(story, EAST, WEST).passes(MOMENT);
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("unconfirmed");
        story.unconfirmed(WEST).passes(MOMENT);
        assertThat(story.moves()).isEmpty();
        story.unconfirmed(EAST).passes(MOMENT);
        assertThat(story.moves()).isEmpty();
        story.unconfirmed().passes(MOMENT);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aVerdictOfThisLifeIsConfirmedByItsOwnVotes() {
        Story story = outage(story(new Given()), EAST).passes(MOMENT);
        assertThat(story.sees(EAST, Verdict.DOWN).moves()).containsExactly(WEST);
    }

    @Test
    void noLastResortWhileAnotherSiteMayBeUpAgain() {
        Story story = story(new Given()).orders(new Directive.Freeze(null));
        story.sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN).passes(MOMENT);
        outage(story, WEST).orders(new Directive.Thaw()).passes(MOMENT);
        assertThat(story.moves()).isEmpty();
        story.sees(WEST, Verdict.DOWN).unconfirmed().passes(MOMENT);
        assertThat(story.moves()).containsExactly(PAGE);
    }

    @Test
    void theUnsentSwitchOfARestoredPlanWaits() {
        Story story =
                story(new Given().plan(Plans.Name.FAILOVER, Recipe.put("scale"), Recipe.switching(OnFailure.ABORT)));
        story.sees(EAST, Verdict.DOWN).done();
        Command act = story.last();
        assertThat(act.arguments()).isInstanceOf(SsmPut.class);
        story.now = story.now.plus(Duration.ofMinutes(1));
        story.unconfirmed(WEST).restarts().passes(MOMENT).done(act).passes(MOMENT);
        assertThat(story.moves()).isEmpty();
        story.unconfirmed().passes(MOMENT);
        assertThat(story.moves()).containsExactly(WEST);
    }

    private static ServiceStatus.Step step(Story story, int number) {
        return story.status().plan().steps().get(number);
    }

    @Test
    void aStepThatWaitsForAConfirmationSaysSo() {
        Story story =
                story(new Given().plan(Plans.Name.FAILOVER, Recipe.put("scale"), Recipe.switching(OnFailure.ABORT)));
        story.sees(EAST, Verdict.DOWN).done();
        Command act = story.last();
        assertThat(step(story, 2).detail()).isNull();
        story.now = story.now.plus(Duration.ofMinutes(1));
        story.unconfirmed(WEST).restarts().passes(MOMENT).done(act).passes(MOMENT);
        assertThat(step(story, 2).state()).isEqualTo("waiting");
        assertThat(step(story, 2).detail())
                .startsWith("for a confirmed verdict: that us-west-2 is UP is not confirmed");
        story.unconfirmed().passes(MOMENT);
        assertThat(step(story, 2).state()).isEqualTo("running");
        assertThat(step(story, 2).detail()).isNull();
    }

    @Test
    void aVerdictThatLosesItsConfirmationShowsInAStepThatWaits() {
        Story story =
                story(new Given().plan(Plans.Name.FAILOVER, Recipe.put("scale"), Recipe.switching(OnFailure.ABORT)));
        story.sees(EAST, Verdict.DOWN);
        story.orders(new Directive.Freeze(null, true)).done().passes(MOMENT);
        assertThat(step(story, 1).detail()).isEqualTo("for the end of the freeze of ann: because");
        story.unconfirmed(WEST)
                .passes(FRESHNESS.plus(MOMENT))
                .orders(new Directive.Thaw())
                .passes(MOMENT);
        assertThat(step(story, 1).detail()).startsWith("for a confirmed verdict");
        story.unconfirmed().passes(MOMENT);
        assertThat(step(story, 1).state()).isEqualTo("running");
    }

    @Test
    void aSwitchThatDidNotWorkBeforeTheOutageIsNotTriedAgainYet() {
        Story story = story(new Given()).sees(EAST, Verdict.DOWN);
        story.answers(new StepOutcome.Failed("throttling", "rate exceeded", true), null);
        int sent = story.commands.size();
        story.now = story.now.plus(Duration.ofMinutes(1));
        story.unconfirmed(WEST).restarts().passes(MOMENT);
        assertThat(story.commands).hasSize(sent);
        story.unconfirmed().passes(MOMENT);
        assertThat(story.commands).hasSizeGreaterThan(sent);
    }

    @Test
    void aPlanWhoseOneWayStepHasBegunGoesOn() {
        Story story = story(
                new Given().plan(Plans.Name.FAILOVER, Recipe.promote("promote"), Recipe.switching(OnFailure.ABORT)));
        story.sees(EAST, Verdict.DOWN).done();
        Command promotion = story.last();
        story.now = story.now.plus(Duration.ofMinutes(1));
        story.unconfirmed(WEST).restarts().done(promotion);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aGateIsNotPassedByAVerdictThatIsNotConfirmed() {
        Story story = story(new Given()
                .plan(
                        Plans.Name.FAILOVER,
                        Recipe.gate("fit", new Work.WaitHealthy(Duration.ofSeconds(30))),
                        Recipe.switching(OnFailure.ABORT)));
        story.sees(EAST, Verdict.DOWN).done().passes(Duration.ofSeconds(20));
        story.now = story.now.plus(Duration.ofSeconds(20));
        story.unconfirmed(WEST).restarts().passes(MOMENT);
        assertThat(new Hands(story).state("fit")).isEqualTo("running");
        story.unconfirmed().passes(MOMENT);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aGateBeginsAnewAfterABlindTime() {
        Story story = story(new Given()
                .plan(
                        Plans.Name.FAILOVER,
                        Recipe.gate("fit", new Work.WaitHealthy(Duration.ofSeconds(30))),
                        Recipe.switching(OnFailure.ABORT)));
        story.sees(EAST, Verdict.DOWN).done().passes(Duration.ofSeconds(20));
        story.now = story.now.plus(Duration.ofSeconds(20));
        story.unconfirmed(WEST).restarts();
        story.hear(new ServiceEvent.VerdictChanged(
                story.state().verdicts().get(WEST).afterBlind(Duration.ofSeconds(20))));
        story.unconfirmed().passes(Duration.ofSeconds(25));
        assertThat(story.moves()).isEmpty();
        assertThat(story.passes(Duration.ofSeconds(6)).moves()).containsExactly(WEST);
    }

    @Test
    void noDrillBegins() {
        Story story = outage(story(new Given().drill(Rehearsals.entry())), WEST).passes(MOMENT);
        story.orders(Rehearsals.run(story.now));
        assertThat(story.why("directive-refused").code()).isEqualTo("unconfirmed");
    }

    @Test
    void noStandbyIsWarmedAndNoneLosesItsPart() {
        Story story = story(new Given().preWarm(10)).passes(Duration.ofMinutes(5));
        outage(story, WEST).passes(MOMENT);
        assertThat(story.commands).hasSize(1);
        story.unconfirmed().passes(MOMENT).done();
        assertThat(story.status().warm().site()).isEqualTo(WEST);
        story.orders(new Directive.Freeze(null)).sees(WEST, Verdict.DOWN);
        outage(story, WEST).orders(new Directive.Thaw()).passes(MOMENT);
        assertThat(story.status().reason().code()).isEqualTo("split-unconfirmed");
        story.unconfirmed().passes(MOMENT);
        assertThat(story.last().next().split()).isNull();
    }

    @Test
    void aForcedOverrideWaitsForNothing() {
        Story story = outage(story(new Given()), EAST, WEST).passes(MOMENT);
        story.orders(new Directive.Override(WEST, null, true, false));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void anOverrideThatIsNotForcedWaitsForItsTargetNoLongerThanEvidenceIsFresh() {
        Story story = outage(story(new Given()), EAST, WEST).passes(MOMENT);
        story.orders(new Directive.Override(WEST, null, false, false));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("unconfirmed");
        story.passes(FRESHNESS.minusMillis(200));
        assertThat(story.moves()).isEmpty();
        assertThat(story.passes(Duration.ofMillis(200)).moves()).containsExactly(WEST);
    }

    @Test
    void blindTimeDoesNotCountTowardAFailback() {
        Story story = beforeFailback();
        outage(story, EAST)
                .hear(new ServiceEvent.VerdictChanged(
                        story.state().verdicts().get(EAST).afterBlind(OUTAGE)));
        story.unconfirmed().passes(Duration.ofMinutes(4));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.passes(Duration.ofMinutes(2)).moves()).containsExactly(WEST, EAST);
    }

    @Test
    void confirmationGoesStaleWithItsReaderAndTheStateSaysSo() {
        Story story = beforeFailback().silent().passes(Duration.ofMinutes(6));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().reason().code()).isEqualTo("unconfirmed");
        assertThat(story.status().alarms()).extracting(Reason::code).containsExactly("reader-behind");
        story.unconfirmed().passes(MOMENT);
        assertThat(story.status().alarms()).isEmpty();
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void aReaderThatIsBehindIsToldAndSoIsABrokerWhoseClockIsAhead() {
        Story story = story(new Given()).passes(MOMENT);
        assertThat(story.status().alarms()).isEmpty();
        story.lagging(Duration.ofMinutes(5)).passes(MOMENT);
        assertThat(story.status().alarms())
                .extracting(Reason::text)
                .singleElement()
                .asString()
                .contains("its evidence is read 5m after Kafka stored it");
        story.lagging(Duration.ofMinutes(-5)).passes(MOMENT);
        assertThat(story.status().alarms()).extracting(Reason::code).containsExactly("reader-behind");
        story.lagging(Duration.ofMillis(900)).passes(MOMENT);
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void aChangeOfTheServiceIsNoReaderThatIsBehindUntilItHasBeenSilentForLong() {
        Story story = story(new Given()).passes(OUTAGE);
        story.silent().follows(new Given().mode(Policy.Mode.APPROVE).topology());
        assertThat(story.status().alarms()).isEmpty();
        story.passes(FRESHNESS.plus(MOMENT));
        assertThat(story.status().alarms()).extracting(Reason::code).containsExactly("reader-behind");
    }
}
