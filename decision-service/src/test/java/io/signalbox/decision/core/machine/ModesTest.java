package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.Approve;
import io.signalbox.contract.Directive.Reject;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModesTest {

    private static final Approve GO = new Approve(null, null);

    private static Story in(Policy.Mode mode) {
        return new Given().mode(mode).story();
    }

    /** Adopted before its mode was changed. */
    private static Story changedTo(Policy.Mode mode) {
        Story story = new Given().story().follows(new Given().mode(mode).topology());
        story.journal.clear();
        return story;
    }

    @Test
    void whereApprovalIsAskedForNothingBeginsBeforeIt() {
        Story story = in(Policy.Mode.APPROVE).sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(1));
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().awaits().what()).isEqualTo("move");
        assertThat(story.status().awaits().question()).contains("would move to us-west-2");
        assertThat(story.status().mode()).isEqualTo("approve");
        assertThat(story.moves()).isEmpty();
        story.orders(GO);
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.why("approve").text()).contains("the failover to us-west-2 may begin");
        assertThat(story.state().memory().approval()).isNull();
    }

    @Test
    void anApprovalIsForOneMove() {
        Story story = in(Policy.Mode.APPROVE).sees(EAST, Verdict.DOWN).orders(GO);
        story.done().sees(WEST, Verdict.DOWN);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.moves()).containsExactly(WEST);
    }

    /** A failover that was approved, and waits until the verdict is confirmed. */
    private static Story approved() {
        Story story =
                in(Policy.Mode.APPROVE).vouching().sees(EAST, Verdict.DOWN).unconfirmed(EAST, WEST);
        story.passes(Duration.ofSeconds(2)).orders(GO);
        assertThat(story.status().reason().code()).isEqualTo("unconfirmed");
        return story;
    }

    @Test
    void anApprovalIsVoidOnceThePlanIsAnother() {
        Story kept = approved().unconfirmed().passes(Duration.ofSeconds(5));
        assertThat(kept.moves()).containsExactly(WEST);

        Story story = approved();
        story.follows(new Given()
                .mode(Policy.Mode.APPROVE)
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH)
                .topology());
        story.unconfirmed().passes(Duration.ofSeconds(5));
        assertThat(story.commands)
                .extracting(command -> command.arguments().kind())
                .doesNotContain("claim");
        assertThat(story.status().awaits().what()).isEqualTo("move");
        assertThat(story.kinds()).contains("approval-void");
        story.orders(GO);
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void anApprovalIsVoidOnceTheVantagesSaySomethingElse() {
        Story story = approved();
        SiteVerdict known = story.state().verdicts().get(EAST);
        story.hear(new ServiceEvent.VerdictChanged(new SiteVerdict(
                SiteVerdict.VERSION,
                known.service(),
                EAST,
                Verdict.DOWN,
                known.since(),
                known.firstFailure(),
                known.votes(),
                known.needed(),
                Reason.of("other-votes", "told otherwise"),
                known.topologyDigest(),
                null,
                null,
                null,
                null)));
        story.unconfirmed().passes(Duration.ofSeconds(5));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().awaits().what()).isEqualTo("move");
    }

    @Test
    void aMoveThatIsNoLongerWantedIsNotWaitedFor() {
        Story story = in(Policy.Mode.APPROVE).sees(EAST, Verdict.DOWN).sees(EAST, Verdict.UP);
        assertThat(story.status().phase()).isEqualTo("steady");
        story.orders(GO);
        assertThat(story.why("directive-refused").code()).isEqualTo("nothing-waits");
    }

    @Test
    void anApprovalThatCannotBeUsedYetIsUsedLater() {
        Story story = new Given()
                .mode(Policy.Mode.APPROVE)
                .maintenance("00:10-00:20")
                .story()
                .sees(EAST, Verdict.DOWN);
        story.now = story.now.plus(Duration.ofMinutes(10));
        story.orders(GO);
        assertThat(story.status().reason().code()).isEqualTo("maintenance");
        assertThat(story.moves()).isEmpty();
        story.passes(Duration.ofMinutes(10));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void anApprovalThatNoLongerFitsIsNotUsed() {
        Story story = new Given()
                .mode(Policy.Mode.APPROVE)
                .maintenance("00:10-00:20")
                .story()
                .sees(EAST, Verdict.DOWN);
        story.now = story.now.plus(Duration.ofMinutes(10));
        story.orders(GO).sees(WEST, Verdict.DOWN).passes(Duration.ofMinutes(10));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().target()).isEqualTo(PAGE);
        assertThat(story.status().awaits().what()).isEqualTo("move");
        assertThat(story.state().memory().approval()).isNull();
    }

    @Test
    void anApprovalIsGoneOnceNothingIsWanted() {
        Story story = new Given()
                .mode(Policy.Mode.APPROVE)
                .maintenance("00:10-00:20")
                .story()
                .sees(EAST, Verdict.DOWN);
        story.now = story.now.plus(Duration.ofMinutes(10));
        story.orders(GO).sees(EAST, Verdict.UP).sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(10));
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void anApprovalCanBeTakenBack() {
        Story story = in(Policy.Mode.APPROVE).sees(EAST, Verdict.DOWN).orders(new Reject());
        assertThat(story.why("reject").text()).contains("the failover to us-west-2 is not to begin");
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void whereOnlyAdviceIsAskedForNothingIsEverDone() {
        Story story = changedTo(Policy.Mode.ADVISE).sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(5));
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().text()).contains("would move to us-west-2", "advise");
        assertThat(story.status().awaits()).isNull();
        story.orders(GO);
        assertThat(story.why("directive-refused").code()).isEqualTo("nothing-waits");
        assertThat(story.moves()).isEmpty();
        assertThat(story.kindsOf(Set.of("held"))).hasSize(1);
    }

    @Test
    void adviceNeedsNoFence() {
        Story story = new Story(new Given().mode(Policy.Mode.ADVISE).topology()).passes(Duration.ofSeconds(1));
        assertThat(story.commands).isEmpty();
        assertThat(story.status().phase()).isEqualTo("unadopted");
        assertThat(story.status().reason().code()).isEqualTo("not-adopted");
        story.sees(EAST, Verdict.UP).sees(WEST, Verdict.UP).sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().text()).contains("would move from us-east-1 to us-west-2");
        assertThat(story.status().alarms()).isEmpty();
        story.passes(Duration.ofMinutes(1));
        assertThat(story.kindsOf(Set.of("held"))).hasSize(1);
        assertThat(story.commands).isEmpty();
    }

    @Test
    void adviceLooksAgainWhenTimeMayChangeIt() {
        Story story = new Story(new Given().mode(Policy.Mode.ADVISE).topology())
                .sees(WEST, Verdict.UNKNOWN)
                .sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("not-adopted");
        story.passes(Duration.ofSeconds(30));
        assertThat(story.status().reason().text()).contains("to maintenance");
    }

    @Test
    void whereNothingIsDecidedNothingIsEverDone() {
        Story story = changedTo(Policy.Mode.OFF).sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(5));
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().reason().code()).isEqualTo("mode-off");
        assertThat(story.moves()).isEmpty();
        assertThat(story.kinds()).doesNotContain("held");
    }

    @Test
    void nothingIsAdoptedWhereNothingIsDecided() {
        Story story = new Story(new Given().mode(Policy.Mode.OFF).topology()).passes(Duration.ofSeconds(1));
        assertThat(story.commands).isEmpty();
        assertThat(story.status().reason().text()).contains("mode is off", "taken to be at us-east-1");
    }

    @Test
    void anOperatorsOrderIsCarriedOutInEveryModeButAdvise() {
        for (Policy.Mode mode : List.of(Policy.Mode.AUTO, Policy.Mode.APPROVE, Policy.Mode.OFF)) {
            Story story = new Story(new Given().mode(mode).topology()).passes(Duration.ofSeconds(1));
            story.sees(WEST, Verdict.UP).orders(new Directive.Override(WEST, null, false, false));
            assertThat(story.last().arguments().kind()).isEqualTo("dns-adopt");
            story.done();
            assertThat(story.moves()).containsExactly(WEST);
        }
    }

    @Test
    void aPlanUnderWayIsGivenUpWhenNothingIsToBeDecidedAnyMore() {
        Story story = new Given().story().sees(EAST, Verdict.DOWN).passes(Duration.ofSeconds(7));
        story.follows(new Given().mode(Policy.Mode.OFF).topology()).passes(Duration.ofSeconds(6));
        assertThat(story.status().phase()).isEqualTo("undoing");
    }

    @Test
    void whereFailbackIsManualItIsProposedOnceItIsDueAndBeginsWhenApproved() {
        Story story = new Given()
                .failback(Failback.Mode.MANUAL, null)
                .story()
                .sees(EAST, Verdict.DOWN)
                .done()
                .sees(EAST, Verdict.UP)
                .passes(Duration.ofMillis(599_000));
        assertThat(story.status().phase()).isEqualTo("steady");
        story.passes(Duration.ofSeconds(1));
        assertThat(story.status().awaits().what()).isEqualTo("move");
        story.orders(GO);
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void whereFailbackIsNeverItIsNotEvenProposed() {
        Story story = new Given()
                .failback(Failback.Mode.NEVER, null)
                .story()
                .sees(EAST, Verdict.DOWN)
                .done()
                .sees(EAST, Verdict.UP)
                .passes(Duration.ofHours(1));
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().reason().code()).isEqualTo("failback-never");
        story.sees(WEST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void aFailbackWaitsForItsWindow() {
        Story story = new Given()
                .failback(Failback.Mode.AUTO, "02:00-04:00")
                .story()
                .sees(EAST, Verdict.DOWN)
                .done()
                .sees(EAST, Verdict.UP)
                .passes(Duration.ofMinutes(60));
        assertThat(story.status().reason().code()).isEqualTo("failback-window");
        assertThat(story.status().reason().text()).contains("may begin at 2026-01-01T02:00:00Z");
        story.passes(Duration.ofMillis(3_599_000));
        assertThat(story.moves()).containsExactly(WEST);
        story.passes(Duration.ofSeconds(1));
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void leavingTheLastResortNeedsNoWordForAFailback() {
        Story story = new Given()
                .failback(Failback.Mode.MANUAL, null)
                .story()
                .sees(WEST, Verdict.DOWN)
                .sees(EAST, Verdict.DOWN)
                .done()
                .sees(EAST, Verdict.UP);
        assertThat(story.moves()).containsExactly(PAGE, EAST);
    }
}
