package io.signalbox.decision.core.fence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy.WhenAllDown;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Rehearsals;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** After a one-way step the site that was left has stale data, and gets no traffic until somebody says that it was seeded again. */
public class StaleDataTest {

    private static final CellName OTHER = new CellName("eu-west-1");

    public static Given promoting() {
        return new Given()
                .plan(Plans.Name.FAILOVER, Recipe.promote("db"), Step.SWITCH)
                .plan(Plans.Name.FAILBACK, Step.SWITCH);
    }

    /** A third site has data as well, which follows that of the new one. */
    public static Given third() {
        return new Given()
                .third()
                .plan(Plans.Name.FAILOVER, Recipe.failOver("db"), Step.SWITCH)
                .plan(Plans.Name.FAILBACK, Step.SWITCH);
    }

    /** The traffic has left the first site with a promotion; that is UP again. */
    static Story promoted(Given given) {
        Story story = given.story().sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim", "db", "dns-switch");
        return story.passes(Duration.ofMinutes(5)).sees(EAST, Verdict.UP).passes(Duration.ofMinutes(5));
    }

    private static Directive.Reseeded reseeded(long epoch) {
        return new Directive.Reseeded(EAST, epoch);
    }

    private static Marks marks(Story story) {
        return story.state().fence().marks();
    }

    @Test
    void theClaimMarksWhatIsLeftBeforeThePromotionIsSent() {
        Story story = promoting().story().sees(EAST, Verdict.DOWN);
        var hands = new Hands(story);
        assertThat(story.last().next().marks().stale()).containsExactly(Mark.stale(EAST, 2));
        assertThat(story.last().next().target()).isEqualTo(WEST);
        assertThat(hands.state("db")).isEqualTo("waiting");
        hands.does("claim");
        assertThat(hands.state("db")).isEqualTo("running");
        assertThat(marks(story).stale()).containsExactly(Mark.stale(EAST, 2));
    }

    @Test
    void aRenewedClaimAndTheSwitchKeepTheMark() {
        Story story = promoting().claimFor(Duration.ofMinutes(1)).story().sees(EAST, Verdict.DOWN);
        var hands = new Hands(story).does("claim");
        story.passes(Duration.ofSeconds(31));
        assertThat(hands.asked("claim").next().epoch()).isEqualTo(3);
        assertThat(hands.asked("claim").next().marks().stale()).containsExactly(Mark.stale(EAST, 2));
        hands.does("claim", "db", "dns-switch");
        assertThat(marks(story).stale()).containsExactly(Mark.stale(EAST, 2));
        assertThat(story.state().fence().target()).isNull();
    }

    @Test
    void aMarkThatIsReadLaterInTheSameFenceIsTakenOverWithoutAnAlarm() {
        Story story = promoting().story();
        Fence known = story.state().fence();
        story.sights(known.marking(Marks.NONE.stale(WEST, 1)));
        assertThat(story.status().alarms()).isEmpty();
        assertThat(marks(story).stale()).containsExactly(Mark.stale(WEST, 1));
        assertThat(story.sees(EAST, Verdict.DOWN).moves()).doesNotContain(WEST);
    }

    @Test
    void withoutAClaimTheSwitchMarks() {
        Story story = new Given()
                .plan(Plans.Name.FAILOVER, Step.SWITCH, Recipe.promote("db"))
                .story()
                .sees(EAST, Verdict.DOWN);
        assertThat(story.last().next().marks().stale()).containsExactly(Mark.stale(EAST, 2));
    }

    @Test
    void aPlanWithoutSuchAStepSaysThatNothingIsStale() {
        Story story = promoting().story().orders(new Directive.Override(WEST, null, false, false));
        new Hands(story).does("claim", "db", "dns-switch");
        story.orders(reseeded(2)).done().orders(new Directive.Release()).passes(Duration.ofMinutes(11));
        assertThat(story.moves()).containsExactly(WEST, EAST);
        assertThat(story.last().next().marks().stale()).isEmpty();
        assertThat(story.last().next().text()).contains("stale=-");
    }

    @Test
    void aServiceWithoutOneWayStepsWritesNoWordOfIt() {
        Story story = new Given().story().sees(EAST, Verdict.DOWN);
        assertThat(story.last().next().marks()).isNull();
    }

    @Test
    void failbackWaitsForTheWordThatItWasSeededAgain() {
        Story story = promoted(promoting()).passes(Duration.ofMinutes(30));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().reason().code()).isEqualTo("failback-stale-data");
        assertThat(story.status().reseed().text()).contains("us-east-1 was cut off by a one-way step");
        assertThat(story.status().awaits()).isNull();
        story.orders(new Directive.Acknowledge());
        assertThat(story.moves()).containsExactly(WEST);
        story.orders(reseeded(2)).done();
        assertThat(story.moves()).containsExactly(WEST, EAST);
        assertThat(story.status().reseed()).isNull();
    }

    @Test
    void theStateNamesTheMark() {
        Story story = promoted(promoting());
        var east = story.status().sites().getFirst();
        assertThat(east.stale().epoch()).isEqualTo(2);
        assertThat(east.stale().reason().code()).isEqualTo("stale-data");
        assertThat(story.status().sites().get(1).stale()).isNull();
        assertThat(story.why("site-stale").text()).contains("us-east-1");
    }

    @Test
    void theWordIsInForceOnceTheFenceSaysIt() {
        Story story = promoted(promoting()).passes(Duration.ofMinutes(10)).orders(reseeded(2));
        assertThat(story.status().phase()).isEqualTo("publishing");
        assertThat(story.last().next().marks()).isEqualTo(Marks.NONE.seeded(EAST, 2));
        assertThat(story.status().sites().getFirst().stale().reason().code()).isEqualTo("reseed-pending");
        assertThat(story.moves()).containsExactly(WEST);
        story.done();
        assertThat(story.kinds()).contains("reseed-done");
        assertThat(story.status().sites().getFirst().stale()).isNull();
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void theWordSurvivesARestartAndAFenceOfAnother() {
        Story story = promoted(promoting()).orders(reseeded(2)).restarts();
        var first = story.last();
        var other = story.state().fence();
        story.sights(Fence.settled(other.epoch() + 1, WEST, "m9-9", OTHER).after(other));
        assertThat(story.status().sites().getFirst().stale()).isNotNull();
        assertThat(story.last()).isNotEqualTo(first);
        assertThat(story.last().expected().plan()).isEqualTo("m9-9");
        story.done();
        assertThat(story.status().sites().getFirst().stale()).isNull();
    }

    @Test
    void theWordTwiceIsOneWord() {
        Story story = promoted(promoting()).orders(reseeded(2)).orders(reseeded(2));
        story.done();
        int sent = story.commands.size();
        story.orders(reseeded(2)).passes(Duration.ofSeconds(1));
        assertThat(story.kinds()).doesNotContain("directive-refused");
        assertThat(story.commands).hasSize(sent);
    }

    @Test
    void theWordAboutAnotherMarkIsRefusedAndNamesWhatIsThere() {
        Story story = promoted(promoting()).orders(reseeded(1));
        assertThat(story.why("directive-refused").code()).isEqualTo("no-such-mark");
        assertThat(story.why("directive-refused").text())
                .contains("us-east-1@1")
                .contains("us-east-1@2");
        story.orders(new Directive.Reseeded(WEST, 2));
        assertThat(story.why("directive-refused").text()).contains("us-west-2@2");
        assertThat(story.state().memory().reseeds()).isEmpty();
    }

    @Test
    void anAcknowledgementThatSaysReseededEndsAllMarksThatThereAre() {
        Story story = promoted(promoting()).passes(Duration.ofMinutes(10)).orders(new Directive.Acknowledge(true));
        assertThat(story.why("acknowledge").text()).contains("us-east-1@2");
        story.done();
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void whereNothingIsStaleAnAcknowledgementEndsNothing() {
        Story plain = new Given().story().orders(new Directive.Acknowledge(true));
        assertThat(plain.why("directive-refused").code()).isEqualTo("nothing-to-acknowledge");
    }

    @Test
    void aSecondMoveForgetsNothingOfTheFirst() {
        Story story = promoted(third()).sees(WEST, Verdict.DOWN);
        new Hands(story).does("claim", "db", "dns-switch");
        assertThat(story.status().active()).isEqualTo(Given.THIRD);
        assertThat(marks(story).stale()).containsExactly(Mark.stale(EAST, 2), Mark.stale(WEST, 4));
        story.passes(Duration.ofMinutes(5)).sees(Given.THIRD, Verdict.DOWN).passes(Duration.ofSeconds(40));
        assertThat(story.status().target()).isEqualTo(PAGE);
    }

    @Test
    void failbackToAnotherSiteNeedsNoWordAboutThisOne() {
        Story story = third().story().sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN);
        var hands = new Hands(story).does("claim", "db", "dns-switch");
        assertThat(story.status().active()).isEqualTo(Given.THIRD);
        story.sees(EAST, Verdict.UP).sees(WEST, Verdict.UP);
        hands.passes(Duration.ofMinutes(31));
        assertThat(story.status().target()).isEqualTo(WEST);
    }

    @Test
    void aLossOfTheNewSiteSendsNoTrafficThere() {
        Story story = promoted(promoting()).sees(WEST, Verdict.DOWN).passes(Duration.ofMinutes(1));
        new Hands(story).does("claim", "db", "dns-switch");
        assertThat(story.moves()).containsExactly(WEST, PAGE);
        story.passes(Duration.ofMinutes(1));
        assertThat(story.status().active()).isEqualTo(PAGE);
    }

    @Test
    void itIsNotWaitedForSinceOnlyAPersonCouldMakeItFit() {
        Story story = promoted(promoting()).sees(WEST, Verdict.DOWN);
        assertThat(story.status().target()).isEqualTo(PAGE);
    }

    @Test
    void whereThePolicyIsToGoToThePreferredSiteItStays() {
        Story story = promoted(promoting().whenAllDown(WhenAllDown.PRIMARY))
                .sees(EAST, Verdict.DOWN)
                .sees(WEST, Verdict.DOWN)
                .passes(Duration.ofMinutes(1));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().reason().code()).isEqualTo("all-down-stale-data");
    }

    @Test
    void fromALastResortNoOtherSiteIsTakenToHaveTheData() {
        Story story = third().story().sees(WEST, Verdict.DOWN).sees(Given.THIRD, Verdict.DOWN);
        story.sees(EAST, Verdict.DOWN).passes(Duration.ofSeconds(31));
        new Hands(story).does("claim", "db", "dns-switch");
        assertThat(story.status().active()).isEqualTo(PAGE);
        story.passes(Duration.ofMinutes(30)).sees(WEST, Verdict.UP).passes(Duration.ofMinutes(30));
        assertThat(story.status().target()).isEqualTo(WEST);
        assertThat(story.last().next().marks().stale()).extracting(Mark::site).containsExactly(Given.THIRD, EAST);
    }

    @Test
    void noDrillGoesThere() {
        Story story = promoted(promoting().plan(Plans.Name.DRILL, Step.SWITCH)).orders(Rehearsals.to(EAST));
        assertThat(story.why("directive-refused").code()).isEqualTo("stale-data");
    }

    @Test
    void noPartOfTheTrafficGoesThere() {
        Story story = promoted(promoting().preWarm(10)).passes(Duration.ofMinutes(30));
        assertThat(story.state().fence().split()).isNull();
        assertThat(story.status().warm().reason().text()).contains("us-east-1 was cut off");
    }

    @Test
    void anOperatorNeedsForceToGoThereAndThenBothAreStale() {
        Story story = promoted(promoting()).orders(new Directive.Override(EAST, null, false, false));
        assertThat(story.why("directive-refused").code()).isEqualTo("target-stale-data");
        story.orders(new Directive.Override(EAST, null, true, false));
        assertThat(story.moves()).containsExactly(WEST, EAST);
        long epoch = story.last().next().epoch();
        assertThat(story.last().next().marks().stale()).containsExactly(Mark.stale(EAST, 2), Mark.stale(WEST, epoch));
        story.done();
        assertThat(story.status().alarms()).extracting("code").contains("active-stale");
        story.sees(EAST, Verdict.DOWN).orders(new Directive.Release()).passes(Duration.ofSeconds(31));
        assertThat(story.status().target()).isEqualTo(PAGE);
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
    void aPromotionIsCarriedThroughWhateverComesBack() {
        Story story = promoting().story().sees(EAST, Verdict.DOWN);
        var plan = new Hands(story).does("claim", "db");
        story.sees(EAST, Verdict.UP);
        plan.does("dns-switch");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void aGateThatWasNeverPassedWithdrawsTheMarkWithTheClaim() {
        var hands = new Hands[1];
        Story gated = gated(hands, Step.OnFailure.ABORT);
        isClosed(gated, hands[0]);
        gated.sees(EAST, Verdict.UP);
        assertThat(gated.status().phase()).isEqualTo("undoing");
        hands[0].does("one");
        assertThat(hands[0].asked("claim").next().marks()).isEqualTo(Marks.NONE.seeded(EAST, 2));
        assertThat(hands[0].asked("claim").next().target()).isNull();
        hands[0].does("claim");
        assertThat(gated.status().phase()).isEqualTo("steady");
        assertThat(gated.status().active()).isEqualTo(EAST);
        assertThat(gated.status().sites().getFirst().stale()).isNull();
        assertThat(gated.status().alarms()).isEmpty();
    }

    @Test
    void aMarkThatCouldNotBeTakenBackWithItsClaimIsTakenBackLater() {
        var hands = new Hands[1];
        Story gated = gated(hands, Step.OnFailure.ABORT);
        isClosed(gated, hands[0]);
        gated.sees(EAST, Verdict.UP);
        hands[0].does("one");
        gated.passes(Duration.ofMinutes(6));
        assertThat(gated.status().phase()).isEqualTo("publishing");
        assertThat(gated.last().next().marks()).isEqualTo(Marks.NONE.seeded(EAST, 2));
        gated.done();
        assertThat(gated.status().alarms()).isEmpty();
        assertThat(gated.status().sites().getFirst().stale()).isNull();
    }

    @Test
    void soIsTheMarkOfAPlanThatAFenceOfAnotherCellEnded() {
        var hands = new Hands[1];
        Story gated = gated(hands, Step.OnFailure.ABORT);
        isClosed(gated, hands[0]);
        gated.sights(Fence.settled(9, EAST, "m9-9", OTHER).after(gated.state().fence()))
                .sees(EAST, Verdict.UP);
        assertThat(gated.state().memory().reseeds()).hasSize(1);
        gated.passes(Duration.ofMinutes(1));
        assertThat(gated.last().next().marks()).isEqualTo(Marks.NONE.seeded(EAST, 2));
    }

    @Test
    void aMarkOfBeforeIsNotWithdrawn() {
        var hands = new Hands[1];
        Story story = promoted(promoting()).orders(new Directive.Override(EAST, null, true, false));
        story.done().orders(new Directive.Reseeded(WEST, 4)).done().orders(new Directive.Release());
        story.sees(EAST, Verdict.DOWN);
        hands[0] = new Hands(story).does("claim");
        isClosed(story, hands[0]);
        story.sees(EAST, Verdict.UP).passes(Duration.ofSeconds(1));
        assertThat(hands[0].asked("claim").next().phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(hands[0].asked("claim").next().marksStale(EAST)).isTrue();
    }

    @Test
    void aPromotionThatMayHaveBegunLeavesTheMarkAndOnlyItsTargetIsOpen() {
        Story story = third().whenAllDown(WhenAllDown.STAY).story().sees(EAST, Verdict.DOWN);
        var hands = new Hands(story).does("claim").breaks("db");
        story.passes(Duration.ofSeconds(1));
        hands.does("claim");
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(story.state().fence().target()).isEqualTo(WEST);
        assertThat(story.status().alarms()).extracting("code").contains("active-stale");
        story.sees(WEST, Verdict.DOWN).orders(new Directive.Acknowledge());
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().reason().text()).contains("eu-west-1").contains("may have promoted us-west-2");
        story.orders(new Directive.Override(Given.THIRD, null, false, false));
        assertThat(story.why("directive-refused").code()).isEqualTo("target-claim-target");
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

    @Test
    void theSignalCarriesTheMarks() {
        Story story = promoting().signalled().story().sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim", "db");
        assertThat(story.last().arguments().kind()).isEqualTo("signal-switch");
        assertThat(story.last().next().text()).contains("stale=us-east-1@2");
    }
}
