package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.fence.StaleDataTest;
import io.signalbox.decision.core.state.Reseed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another cell has moved the traffic with a one-way step; this one only sees its fences. */
class StaleDataElsewhereTest {

    private static final Duration RUN_OUT = Duration.ofSeconds(601).plus(Fence.CLOCK_BOUND);

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final Marks EAST_STALE = Marks.NONE.stale(EAST, 2);

    private static Fence claim(Story story) {
        return Fence.moving(2, EAST, "m2-7", OTHER, story.now.plusSeconds(600))
                .leadingTo(WEST)
                .marking(EAST_STALE);
    }

    private static Fence moved() {
        return Fence.settled(3, WEST, "m2-7", OTHER);
    }

    /** The traffic is at the second site, and the first is UP again. */
    private static Story adopted(Given given, Fence last) {
        Story story = given.story();
        story.sights(claim(story)).sees(EAST, Verdict.DOWN).passes(Duration.ofSeconds(30));
        assertThat(story.moves()).isEmpty();
        return story.sights(last).passes(Duration.ofMinutes(5)).sees(EAST, Verdict.UP);
    }

    private static Story adopted() {
        return adopted(StaleDataTest.promoting(), moved().marking(EAST_STALE));
    }

    @Test
    void doesNotFailBack() {
        Story story = adopted().passes(Duration.ofMinutes(30));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("failback-stale-data");
    }

    @Test
    void doesNotFailOverToIt() {
        Story story = adopted().passes(Duration.ofMinutes(1)).sees(WEST, Verdict.DOWN);
        new Hands(story).passes(Duration.ofMinutes(1));
        assertThat(story.status().target()).isEqualTo(PAGE);
    }

    @Test
    void refusesAnUnforcedOverrideToIt() {
        Story story = adopted().orders(new Directive.Override(EAST, null, false, false));
        assertThat(story.why("directive-refused").code()).isEqualTo("target-stale-data");
    }

    @Test
    void saysItInItsState() {
        assertThat(adopted().status().sites().getFirst().stale().epoch()).isEqualTo(2);
        assertThat(adopted().status().reseed().text()).contains("us-east-1");
    }

    @Test
    void believesThatItWasSeededAgain() {
        Story story = adopted();
        story.sights(Fence.settled(4, WEST, "m4-1", OTHER).marking(EAST_STALE.seeded(EAST, 2)))
                .passes(Duration.ofMinutes(11));
        assertThat(story.moves()).containsExactly(EAST);
    }

    @Test
    void endsTheMarkItselfOnOrder() {
        Story story = adopted().orders(new Directive.Reseeded(EAST, 2));
        assertThat(story.last().arguments()).isInstanceOf(StepArguments.Claim.class);
        story.done().passes(Duration.ofMinutes(11));
        assertThat(story.moves()).containsExactly(EAST);
    }

    @Test
    void nobodyHasSeededWhatAClaimUnderWayIsStillToCutOff() {
        Story story = StaleDataTest.promoting().story();
        story.sights(claim(story)).orders(new Directive.Reseeded(EAST, 2));
        assertThat(story.why("directive-refused").code()).isEqualTo("move-under-way");
        story.orders(new Directive.Acknowledge(true));
        story.sights(moved().marking(EAST_STALE)).passes(Duration.ofMinutes(30));
        assertThat(story.status().sites().getFirst().stale().epoch()).isEqualTo(2);
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void aMarkOfAnEarlierMoveMayEndWhileAClaimIsUnderWay() {
        Story story = adopted(StaleDataTest.third(), moved().marking(EAST_STALE));
        story.sights(Fence.moving(4, WEST, "m4-1", OTHER, story.now.plusSeconds(600))
                .leadingTo(Given.THIRD)
                .marking(EAST_STALE.stale(WEST, 4)));
        story.orders(new Directive.Reseeded(EAST, 2)).orders(new Directive.Reseeded(WEST, 4));
        assertThat(story.why("directive-refused").text()).contains("us-west-2@4");
        assertThat(story.state().memory().reseeds()).extracting(Reseed::site).containsExactly(EAST);
    }

    @Test
    void aMarkThatTheOtherDoesNotKnowIsWrittenToTheFence() {
        Story story = adopted(StaleDataTest.third(), moved().marking(EAST_STALE));
        story.sights(Fence.settled(9, WEST, "m9-1", OTHER).marking(Marks.NONE.stale(Given.THIRD, 8)));
        assertThat(story.last().expected().epoch()).isEqualTo(9);
        assertThat(story.last().next().phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(story.last().next().marks()).isEqualTo(EAST_STALE.stale(Given.THIRD, 8));
        int sent = story.done().commands.size();
        story.passes(Duration.ofMinutes(1));
        assertThat(story.commands).hasSize(sent);
    }

    @Test
    void aFenceThatErasesMarksIsCompletedAgain() {
        Story story = adopted().sights(Fence.settled(9, WEST, "m9-1", OTHER));
        assertThat(story.last().next().marks()).isEqualTo(EAST_STALE);
        story.passes(Duration.ofMinutes(11));
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void aMarkThatNoFenceSaysIsPartOfTheOneThatReplacesALostFence() {
        Story story = adopted(StaleDataTest.promoting().mode(Policy.Mode.ADVISE), moved().marking(EAST_STALE));
        story.sights(Fence.settled(9, WEST, "m9-1", OTHER).marking(Marks.NONE));
        story.sights(FenceSighting.Sight.ABSENT, null);
        story.follows(StaleDataTest.promoting().topology()).orders(new Directive.ReAdopt(null));
        assertThat(((StepArguments.DnsReadopt) story.last().arguments()).candidates())
                .allSatisfy(candidate ->
                        assertThat(candidate.next().marks().of(EAST)).contains(Mark.stale(EAST, 2)));
    }

    @Test
    void inModeAdviseNothingIsWritten() {
        Story story = adopted(StaleDataTest.promoting().mode(Policy.Mode.ADVISE), moved().marking(EAST_STALE));
        int sent = story.commands.size();
        story.sights(Fence.settled(9, WEST, "m9-1", OTHER)).passes(Duration.ofMinutes(1));
        story.orders(new Directive.Reseeded(EAST, 2)).passes(Duration.ofMinutes(1));
        assertThat(story.why("directive-refused").code()).isEqualTo("mode-advise");
        assertThat(story.commands).hasSize(sent);
        story.follows(StaleDataTest.promoting().topology()).done().orders(new Directive.Reseeded(EAST, 2));
        assertThat(story.last().next().marks()).isEqualTo(EAST_STALE.seeded(EAST, 2));
    }

    @Test
    void aMoveWithoutAWordOfMarksIsTakenToHaveCutOffWhatItLeft() {
        Story story = StaleDataTest.promoting().story();
        story.sights(moved());
        assertThat(story.status().alarms()).extracting("code").contains("data-unknown");
        assertThat(story.status().sites().getFirst().stale().epoch()).isEqualTo(3);
        assertThat(story.last().next().marks()).isEqualTo(Marks.NONE.stale(EAST, 3));
        story.done().passes(Duration.ofMinutes(30));
        assertThat(story.moves()).isEmpty();
        story.orders(new Directive.Reseeded(EAST, 3)).done();
        assertThat(story.status().alarms()).isEmpty();
        assertThat(story.moves()).containsExactly(EAST);
    }

    @Test
    void whereNoPlanHasAOneWayStepThatIsNoTrouble() {
        Story story = new Given().story().sights(moved()).passes(Duration.ofMinutes(11));
        assertThat(story.status().alarms()).isEmpty();
        assertThat(story.moves()).containsExactly(EAST);
    }

    @Test
    void aFirstFenceWithoutMarksIsBelievedOnlyAtThePreferredSite() {
        Story away = new Story(StaleDataTest.third().topology()).sights(moved());
        assertThat(away.state().memory().marks().stale())
                .containsExactly(Mark.stale(Given.THIRD, 3), Mark.stale(EAST, 3));
        assertThat(away.status().alarms()).extracting("code").contains("data-unknown");
        Story home = new Story(StaleDataTest.third().topology()).sights(moved().at(EAST));
        assertThat(home.state().memory().marks()).isEqualTo(Marks.NONE);
        assertThat(home.status().alarms()).isEmpty();
    }

    @Test
    void anAdoptionOfRecordsThatPointElsewhereDoesNotKnowWhatWasDoneBefore() {
        Story story = new Story(StaleDataTest.promoting().topology()).passes(Duration.ZERO);
        var adoption = story.last();
        assertThat(adoption.next().marks()).isNull();
        story.answers(
                adoption,
                new StepOutcome.Done(((StepArguments.DnsAdopt) adoption.arguments())
                        .candidates()
                        .get(WEST)),
                adoption.next().at(WEST));
        assertThat(story.state().memory().marks().isStale(EAST)).isTrue();
    }

    private static Story ranOut() {
        Story story = StaleDataTest.third().story();
        story.sights(claim(story)).sees(EAST, Verdict.DOWN);
        return story;
    }

    @Test
    void aClaimThatRanOutIsTakenOverToItsTarget() {
        Story story = ranOut().passes(RUN_OUT);
        assertThat(story.last().next().target()).isEqualTo(WEST);
        assertThat(story.last().next().marks().stale()).containsExactly(Mark.stale(EAST, 3));
        new Hands(story).does("claim", "db", "dns-switch");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void whereItsTargetIsLostAPersonDecides() {
        Story story = ranOut().sees(WEST, Verdict.DOWN).passes(RUN_OUT);
        assertThat(story.moves()).doesNotContain(Given.THIRD);
        assertThat(story.status().target()).isEqualTo(PAGE);
        Story stays = StaleDataTest.third().whenAllDown(Policy.WhenAllDown.STAY).story();
        stays.sights(claim(stays)).sees(EAST, Verdict.DOWN).sees(WEST, Verdict.DOWN);
        stays.passes(Duration.ofSeconds(640));
        assertThat(stays.status().phase()).isEqualTo("steady");
        assertThat(stays.status().reason().text()).contains("may have promoted us-west-2");
        stays.orders(new Directive.Override(Given.THIRD, null, true, false));
        assertThat(stays.status().target()).isEqualTo(Given.THIRD);
    }

    @Test
    void whereAPersonForcesTheTrafficElsewhereWhatMayHaveBeenPromotedIsMarkedToo() {
        Story story = ranOut().sees(EAST, Verdict.UP).passes(RUN_OUT);
        story.orders(new Directive.Override(Given.THIRD, null, true, false));
        assertThat(story.last().next().target()).isEqualTo(Given.THIRD);
        assertThat(story.last().next().marks().stale()).extracting(Mark::site).containsExactlyInAnyOrder(EAST, WEST);
        new Hands(story).does("claim", "db", "dns-switch");
        story.orders(new Directive.Release()).passes(Duration.ofMinutes(30));
        assertThat(story.status().active()).isEqualTo(Given.THIRD);
        assertThat(story.moves()).containsExactly(Given.THIRD);
    }

    @Test
    void fromALastResortOnlyWhatMayHaveBeenPromotedIsOpen() {
        Story story = ranOut().sees(WEST, Verdict.DOWN).passes(RUN_OUT);
        new Hands(story).does("claim", "db", "dns-switch");
        assertThat(story.state().fence().active()).isEqualTo(PAGE);
        assertThat(story.state().fence().marks().stale())
                .extracting(Mark::site)
                .containsExactlyInAnyOrder(EAST, Given.THIRD);
        story.passes(Duration.ofMinutes(1));
        assertThat(story.moves()).containsExactly(PAGE);
        story.sees(WEST, Verdict.UP).passes(Duration.ofMinutes(10));
        assertThat(story.status().target()).isEqualTo(WEST);
    }

    @Test
    void theTargetStaysKnownWhenTheClaimThatRanOutIsReplaced() {
        Story story = StaleDataTest.third().story();
        story.sights(claim(story).marking(EAST_STALE.stale(Given.THIRD, 1)));
        story.passes(RUN_OUT).orders(new Directive.Reseeded(Given.THIRD, 1));
        assertThat(story.last().next().phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(story.last().next().target()).isEqualTo(WEST);
    }

    @Test
    void whereTheActiveSiteComesBackItKeepsTheTrafficAndAPersonIsTold() {
        Story story = ranOut().sees(EAST, Verdict.UP).passes(RUN_OUT);
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().alarms()).extracting("code").contains("active-stale");
        story.orders(new Directive.Reseeded(EAST, 2)).done();
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void aForeignFenceInTheMiddleOfAPromotionTakesNoMarkAway() {
        Story story = StaleDataTest.promoting().story().sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim");
        story.sights(Fence.settled(5, WEST, "m5-1", OTHER).marking(Marks.NONE));
        assertThat(story.state().memory().marks()).isEqualTo(EAST_STALE);
        assertThat(story.last().next().marks()).isEqualTo(EAST_STALE);
    }

    @Test
    void aSignalPlanMarksAsWell() {
        Story story = new Given()
                .signalled()
                .plan(Plans.Name.FAILOVER, Recipe.promote("db"), Step.SWITCH)
                .story()
                .sights(moved().marking(EAST_STALE));
        assertThat(story.state().memory().marks()).isEqualTo(EAST_STALE);
        assertThat(List.of(story.status().alarms())).hasSize(1);
    }
}
