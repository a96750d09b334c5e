package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Reason;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A one-way step has cut off the site that was left. */
class ReseedTest {

    private final Story story = cutOff(new Given().story());

    private static Story cutOff(Story story) {
        story.sees(EAST, Verdict.DOWN).done();
        ServiceState state = story.state();
        return story.remembers(new ServiceState(
                state.v(),
                state.service(),
                state.version(),
                state.phase(),
                state.fence(),
                state.activeSince(),
                state.fenceSighted(),
                state.records(),
                state.verdicts(),
                state.holds(),
                state.memory()
                        .reseed(Reason.of("reseed", "us-east-1 was cut off").with("site", EAST)),
                state.reason(),
                state.since(),
                state.alarms(),
                state.recovery(),
                state.directives(),
                state.dividedSince()));
    }

    @Test
    void failbackWaitsForTheWordThatItMayBeUsedAgain() {
        story.sees(EAST, Verdict.UP).passes(Duration.ofMinutes(11));
        assertThat(story.status().reason().code()).isEqualTo("failback-cut-off");
        assertThat(story.status().reason().text()).contains("acknowledge with reseeded");
        assertThat(story.status().reseed().text()).isEqualTo("us-east-1 was cut off");
        assertThat(story.status().awaits()).isNull();
        story.orders(new Directive.Acknowledge());
        assertThat(story.moves()).containsExactly(WEST);
        story.orders(new Directive.Acknowledge(true));
        assertThat(story.moves()).containsExactly(WEST, EAST);
        assertThat(story.status().reseed()).isNull();
        assertThat(story.why("acknowledge").text()).contains("what was cut off may be used again");
    }

    @Test
    void failbackToAnotherSiteWaitsAsWell() {
        Story three = cutOff(new Given().third().story().sees(WEST, Verdict.DOWN));
        three.sees(WEST, Verdict.UP).passes(Duration.ofMinutes(11));
        assertThat(three.status().active()).isEqualTo(Given.THIRD);
        assertThat(three.status().phase()).isEqualTo("awaiting-leave");
        assertThat(three.status().reason().code()).isEqualTo("reseed");
    }

    @Test
    void thatNothingWasCutOffIsNotSaidToBeUsableAgain() {
        Story plain = new Given().story().orders(new Directive.Acknowledge(true));
        assertThat(plain.why("acknowledge").text()).doesNotContain("cut off");
    }

    @Test
    void anOperatorNeedsForceToGoThereAllTheSame() {
        story.sees(EAST, Verdict.UP).orders(new Directive.Override(EAST, null, false, false));
        assertThat(story.why("directive-refused").code()).isEqualTo("target-cut-off");
        story.orders(new Directive.Override(EAST, null, true, false));
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void aLossOfTheNewSiteSendsNoTrafficThere() {
        story.sees(EAST, Verdict.UP).sees(WEST, Verdict.DOWN).passes(Duration.ofMinutes(1));
        assertThat(story.moves()).containsExactly(WEST, PAGE);
        story.done().passes(Duration.ofMinutes(1));
        assertThat(story.status().active()).isEqualTo(PAGE);
        story.orders(new Directive.Acknowledge(true));
        assertThat(story.moves()).containsExactly(WEST, PAGE, EAST);
    }

    @Test
    void noDrillGoesThere() {
        story.sees(EAST, Verdict.UP).orders(Rehearsals.to(EAST));
        assertThat(story.why("directive-refused").code()).isEqualTo("cut-off");
    }

    @Test
    void aPromotionCutsOffWhatIsLeftAndIsCarriedThroughWhateverComesBack() {
        Story promoting = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.promote("db"), Step.SWITCH)
                .plan(Plans.Name.FAILBACK, Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        var plan = new Hands(promoting).does("claim", "db");
        promoting.sees(EAST, Verdict.UP);
        plan.does("dns-switch");
        assertThat(promoting.status().active()).isEqualTo(WEST);
        assertThat(promoting.status().reseed().text()).contains("us-east-1 was cut off by a one-way step");
        promoting.passes(Duration.ofMinutes(30));
        assertThat(promoting.moves()).containsExactly(WEST);
        promoting.orders(new Directive.Acknowledge(true));
        assertThat(promoting.moves()).containsExactly(WEST, EAST);
    }

    private static Story gated(Hands[] hands, Step.OnFailure onFailure) {
        Story gated = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Recipe.promote("db", onFailure), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        hands[0] = new Hands(gated).does("claim", "one");
        return gated;
    }

    private static void isClosed(Story story, Hands hands) {
        story.answers(hands.asked("db"), new Failed("replica-lag", "120 s behind", true, true), null);
    }

    @Test
    void aGateThatWasNeverPassedHasCutOffNothing() {
        var hands = new Hands[1];
        Story gated = gated(hands, Step.OnFailure.ABORT);
        isClosed(gated, hands[0]);
        gated.sees(EAST, Verdict.UP);
        assertThat(gated.status().phase()).isEqualTo("undoing");
        hands[0].does("one", "claim");
        assertThat(gated.status().phase()).isEqualTo("steady");
        assertThat(gated.status().active()).isEqualTo(EAST);
        assertThat(gated.status().reseed()).isNull();
    }

    @Test
    void anAttemptThatMayHavePassedTheGateIsCarriedThrough() {
        var hands = new Hands[1];
        Story gated = gated(hands, Step.OnFailure.ABORT);
        hands[0].fails("db");
        gated.passes(Duration.ofSeconds(1));
        isClosed(gated, hands[0]);
        gated.sees(EAST, Verdict.UP);
        assertThat(gated.status().phase()).isEqualTo("moving");
    }

    @Test
    void aGateThatStayedClosedIsRejectedAndAllIsPutBack() {
        var hands = new Hands[1];
        Story gated = gated(hands, Step.OnFailure.ASK);
        isClosed(gated, hands[0]);
        gated.passes(Duration.ofMillis(500));
        while (hands[0].state("db").equals("running")) {
            gated.passes(Duration.ofSeconds(1));
            isClosed(gated, hands[0]);
        }
        assertThat(hands[0].state("db")).isEqualTo("asking");
        gated.orders(new Directive.Reject());
        hands[0].does("one");
        assertThat(hands[0].state("one")).isEqualTo("undone");
    }
}
