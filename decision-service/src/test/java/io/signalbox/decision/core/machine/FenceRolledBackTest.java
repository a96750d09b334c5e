package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments.DnsReadopt;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fence at the provider is older than what is known, gone, or too far ahead: what is alarmed, and the way out. */
class FenceRolledBackTest {

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final Fence KNOWN = Fence.settled(7, WEST, "m7-1", OTHER);
    private static final Fence OLDER = Fence.settled(5, EAST, "m5-1", OTHER);
    private static final Directive.ReAdopt RE_ADOPT = new Directive.ReAdopt(null);

    private final Story story = new Given().story().sights(KNOWN);

    private static DnsReadopt asked(Command command) {
        return (DnsReadopt) command.arguments();
    }

    private List<String> alarms() {
        return story.status().alarms().stream().map(alarm -> alarm.code()).toList();
    }

    /** The actuator finds the records of the plan's own site. */
    private void readopts(Story told) {
        Command command = told.last();
        assertThat(command.arguments().kind()).isEqualTo("dns-readopt");
        told.answers(command, new Done(List.of()), command.next());
    }

    @Test
    void aFenceThatStaysOlderForAMinuteIsAnAlarmThatSaysWhatIsKnownAndFound() {
        story.sights(OLDER).passes(Duration.ofSeconds(59));
        assertThat(alarms()).isEmpty();
        story.passes(Duration.ofSeconds(1));
        assertThat(alarms()).containsExactly("fence-rolled-back");
        assertThat(story.status().alarms().getFirst().facts())
                .containsEntry("known", KNOWN.text())
                .containsEntry("found", OLDER.text());
    }

    @Test
    void aFenceThatIsOlderForAMomentIsNone() {
        story.sights(OLDER).passes(Duration.ofSeconds(59)).sights(KNOWN).passes(Duration.ofMinutes(5));
        assertThat(alarms()).isEmpty();
        assertThat(story.kinds()).doesNotContain("fence-alarm");
    }

    @Test
    void anOlderFenceThatWasSeenBeforeTheProviderTookAChangeOfTheKnownOneIsNone() {
        story.sights(OLDER).sees(WEST, Verdict.DOWN).accepted().passes(Duration.ofMinutes(2));
        assertThat(alarms()).isEmpty();
        assertThat(story.kinds()).contains("change-accepted").doesNotContain("fence-alarm");
    }

    @Test
    void anOlderFenceThatTheProviderHasConfirmedIsAnAlarmAtOnce() {
        story.hear(new ServiceEvent.Reported(
                new FenceSighting(Outcome.VERSION, Orders.ORDERS, story.now, Sight.PRESENT, OLDER, "answered", true)));
        assertThat(alarms()).containsExactly("fence-rolled-back");
    }

    @Test
    void aFirstFenceThatIsLostBeforeItWasEverAnsweredIsAnAlarmOnceItShouldHaveSpread() {
        Story first = Story.steady(Orders.topology());
        first.sights(Sight.ABSENT, null).passes(Duration.ofSeconds(59));
        assertThat(first.status().alarms()).isEmpty();
        first.sights(Sight.ABSENT, null).passes(Duration.ofSeconds(2));
        assertThat(first.status().alarms()).extracting("code").containsExactly("fence-gone");
        first.sights(first.state().fence());
        assertThat(first.status().alarms()).isEmpty();
    }

    @Test
    void theAlarmIsToldEveryTenMinutesForAsLongAsItLasts() {
        story.sights(Sight.ABSENT, null);
        for (int minute = 0; minute < 31; minute++) {
            story.sights(Sight.ABSENT, null).passes(Duration.ofMinutes(1));
        }
        assertThat(story.kindsOf(Set.of("fence-alarm"))).hasSize(4);
        story.sights(KNOWN);
        assertThat(alarms()).isEmpty();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.kindsOf(Set.of("fence-alarm"))).hasSize(4);
    }

    @Test
    void acknowledgingSaysWhatToDoAndEndsNoAlarmThatIsStillTrue() {
        story.sights(Sight.ABSENT, null).orders(new Directive.Acknowledge());
        assertThat(alarms()).containsExactly("fence-gone");
        assertThat(story.why("acknowledge").text()).contains("re-adopt");
        story.sees(WEST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("fence-gone");
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void anAlarmOfWhichNothingIsSeenAnyMoreCanBeAcknowledged() {
        story.sights(Sight.ABSENT, null).passes(Duration.ofMinutes(3)).orders(new Directive.Acknowledge());
        assertThat(alarms()).isEmpty();
    }

    @Test
    void aFailoverOnAFenceThatWasRolledBackWaitsForTheReAdoptionAndThenGoesOn() {
        story.sees(WEST, Verdict.DOWN);
        assertThat(story.last().expected()).isEqualTo(KNOWN);
        story.answers(new Refused(Refusal.STALE_FENCE, "the fence is another"), OLDER);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(alarms()).contains("fence-rolled-back");
        story.orders(RE_ADOPT);
        readopts(story);
        assertThat(alarms()).doesNotContain("fence-rolled-back");
        assertThat(story.moves()).containsExactly(EAST, EAST);
        assertThat(story.last().expected().epoch()).isEqualTo(8);
    }

    @Test
    void aReAdoptionReplacesWhatWasFoundByAnEpochAboveAllThatAreKnownAndMovesNothing() {
        story.sights(OLDER).passes(Duration.ofMinutes(1)).orders(RE_ADOPT);
        assertThat(story.status().phase()).isEqualTo("re-adopting");
        assertThat(story.last().expected()).isEqualTo(OLDER);
        assertThat(story.last().next().epoch()).isEqualTo(8);
        assertThat(asked(story.last()).candidates())
                .extracting(candidate -> candidate.next().active())
                .containsExactly(EAST, WEST, PAGE);
        readopts(story);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().epoch()).isEqualTo(8);
        assertThat(story.kinds()).contains("re-adopted");
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void theActiveSiteIsTheOneThatTheRecordsAnswer() {
        story.sights(Sight.ABSENT, null).orders(RE_ADOPT);
        assertThat(story.last().expected()).isNull();
        Fence found = asked(story.last()).candidates().getFirst().next();
        assertThat(found.active()).isEqualTo(EAST);
        story.answers(new Done(List.of()), found);
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(story.status().fence()).isEqualTo(found);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void aFenceThatWasMadeAnewIsAnAlarmAndReplaced() {
        story.sights(Sight.ABSENT, null).orders(new Directive.Acknowledge());
        Fence anew = Fence.settled(1, WEST, "b1", new CellName("bootstrap"));
        story.sights(anew);
        assertThat(alarms()).containsExactly("fence-rolled-back");
        story.orders(RE_ADOPT);
        assertThat(story.last().expected()).isEqualTo(anew);
        readopts(story);
        story.sees(WEST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(EAST);
    }

    @Test
    void twoCellsAgreeAfterAReAdoption() {
        Story other = new Given().story().sights(KNOWN).sights(OLDER).passes(Duration.ofMinutes(1));
        story.sights(OLDER).passes(Duration.ofMinutes(1)).orders(RE_ADOPT);
        readopts(story);
        other.sights(story.state().fence());
        assertThat(other.state().fence()).isEqualTo(story.state().fence());
        assertThat(other.status().alarms()).isEmpty();
    }

    @Test
    void marksUnknownWordsAndHoldsOfAllThatIsKnownAreUnited() {
        Fence known = Fence.parse("v=1 epoch=8 active=us-west-2 phase=settled plan=m8-1 cell=eu-west-1 until=- "
                + "hold=f@eu-west-1:-,x@eu-west-1:1 stale=us-east-1@6 new=a");
        Fence found = Fence.parse("v=1 epoch=5 active=us-west-2 phase=settled plan=m5-1 cell=ap-east-1 until=- "
                + "hold=f@ap-east-1:99 stale=us-west-2@4 old=b");
        story.sights(known).sights(found).passes(Duration.ofMinutes(1)).orders(RE_ADOPT);
        assertThat(story.last().next().text())
                .startsWith("v=1 epoch=9 active=us-west-2 phase=settled")
                .endsWith("hold=f@eu-west-1:-,x@eu-west-1:1,f@ap-east-1:99 stale=us-east-1@6,us-west-2@4 new=a old=b");
    }

    @Test
    void whereMarksAreUnknownAndAPlanHasOneWayStepsEveryOtherSiteIsStale() {
        Story promoting = new Story(new Given()
                        .third()
                        .plan(Plans.Name.FAILOVER, Recipe.promote("promote"), Step.SWITCH)
                        .topology())
                .sights(KNOWN)
                .done()
                .sights(Sight.ABSENT, null)
                .orders(RE_ADOPT);
        Marks others = Marks.NONE.stale(EAST, 7).stale(Given.THIRD, 7);
        assertThat(promoting.last().next().marks()).isEqualTo(others);
        assertThat(asked(promoting.last()).candidates().getFirst().next().marks())
                .isEqualTo(others.stale(Given.THIRD, 9).stale(WEST, 9));
    }

    @Test
    void withoutOneWayStepsNoSiteIsMarked() {
        story.sights(Sight.ABSENT, null).orders(RE_ADOPT);
        assertThat(story.last().next().marks()).isEqualTo(Marks.NONE);
    }

    @Test
    void aDivisionOfTheTrafficThatIsKnownIsOneOfTheStatesItLooksFor() {
        Story warm = new Given()
                .preWarm(10)
                .story()
                .sights(Fence.settled(8, EAST, "m8-1", OTHER).splitting(new Split(WEST, 10)))
                .sights(Sight.ABSENT, null)
                .orders(RE_ADOPT);
        assertThat(asked(warm.last()).candidates())
                .extracting(candidate -> candidate.next().split())
                .containsExactly(null, null, null, new Split(WEST, 10));
    }

    @Test
    void recordsThatAnswerNoSiteEndTheReAdoptionButNotTheAlarm() {
        story.sights(Sight.ABSENT, null).orders(RE_ADOPT);
        story.answers(new Refused(Refusal.UNKNOWN_RECORDS, "A 203.0.113.9"), null);
        assertThat(story.why("re-adopt-failed").text()).contains("203.0.113.9");
        assertThat(alarms()).containsExactly("fence-gone");
        assertThat(story.status().phase()).isEqualTo("steady");
        story.orders(RE_ADOPT);
        readopts(story);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void anotherFenceAtTheProviderThanWasFoundIsReplacedInstead() {
        story.sights(OLDER).passes(Duration.ofMinutes(1)).orders(RE_ADOPT);
        Fence yetAnother = Fence.settled(6, EAST, "m6-1", OTHER);
        story.answers(new Refused(Refusal.STALE_FENCE, "another"), yetAnother);
        assertThat(story.last().expected()).isEqualTo(yetAnother);
        readopts(story);
        assertThat(story.status().epoch()).isEqualTo(8);
    }

    @Test
    void theReAdoptedFenceMayBeSeenBeforeItIsReported() {
        story.sights(OLDER).passes(Duration.ofMinutes(1)).orders(RE_ADOPT);
        Command command = story.last();
        story.sights(command.next());
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().fence()).isEqualTo(command.next());
        assertThat(alarms()).isEmpty();
    }

    @Test
    void thereIsNothingToReAdoptWhileTheFenceIsAsKnown() {
        story.orders(RE_ADOPT);
        assertThat(story.journal.getLast().reason().code()).isEqualTo("nothing-to-re-adopt");
        story.sights(OLDER).orders(RE_ADOPT);
        assertThat(story.journal.getLast().reason().code()).isEqualTo("nothing-to-re-adopt");
    }

    @Test
    void aSecondPersonApprovesItWhereTwoAreAsked() {
        Story two = new Given().twoPersons().story().sights(KNOWN).sights(Sight.ABSENT, null);
        two.by("ann").orders(RE_ADOPT);
        assertThat(two.status().awaits().what()).isEqualTo("re-adopt");
        two.orders(new Directive.Approve(null, null));
        assertThat(two.journal.getLast().reason().code()).isEqualTo("same-person");
        two.by("bob").orders(new Directive.Approve(null, null));
        readopts(two);
        assertThat(two.status().epoch()).isEqualTo(8);
    }

    @Test
    void aRejectedReAdoptionIsNotToBe() {
        Story two = new Given().twoPersons().story().sights(KNOWN).sights(Sight.ABSENT, null);
        two.by("ann").orders(RE_ADOPT).by("bob").orders(new Directive.Reject());
        assertThat(two.status().awaits()).isNull();
        assertThat(two.status().phase()).isEqualTo("steady");
    }

    @Test
    void aFenceThatCannotBeReadIsReplaced() {
        story.sights(Sight.UNREADABLE, null).orders(RE_ADOPT);
        assertThat(asked(story.last()).replacesUnreadable()).isTrue();
        readopts(story);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void anEpochThatJumpsIsAnAlarmAndBindsNobody() {
        Fence jump = Fence.moving(1_008, EAST, "m1008-1", OTHER, story.now.plus(Duration.ofDays(1)))
                .holding("f@eu-west-1:-");
        story.sights(jump);
        assertThat(alarms()).containsExactly("fence-jump");
        assertThat(story.status().epoch()).isEqualTo(7);
        assertThat(story.status().reason().code()).doesNotContain("frozen").doesNotContain("claimed");
        story.orders(RE_ADOPT);
        assertThat(story.last().expected()).isEqualTo(jump);
        assertThat(story.last().next().epoch()).isEqualTo(8);
        assertThat(story.last().next().hold()).isNull();
    }

    @Test
    void anEpochThatIsAThousandAheadIsAdopted() {
        story.sights(Fence.settled(1_007, EAST, "m1007-1", OTHER));
        assertThat(story.status().epoch()).isEqualTo(1_007);
    }

    @Test
    void anEpochThatJumpedAndIsRightIsAdoptedAsItIsWhenItIsNamed() {
        Fence jump = Fence.settled(5_000, EAST, "m5000-1", OTHER);
        story.sights(jump).orders(new Directive.ReAdopt(4_999L));
        assertThat(story.journal.getLast().reason().code()).isEqualTo("epoch-not-found");
        int sent = story.commands.size();
        story.orders(new Directive.ReAdopt(5_000L));
        assertThat(story.status().fence()).isEqualTo(jump);
        assertThat(alarms()).isEmpty();
        assertThat(story.commands).hasSize(sent);
    }

    @Test
    void aJumpThatTheProviderRefusesWithIsNotAdoptedEither() {
        story.sees(WEST, Verdict.DOWN);
        story.answers(new Refused(Refusal.STALE_FENCE, "another"), Fence.settled(9_000, EAST, "m9000-1", OTHER));
        assertThat(story.status().epoch()).isEqualTo(7);
        assertThat(alarms()).contains("fence-jump");
    }

    @Test
    void theRepairSurvivesARestart() {
        story.sights(OLDER)
                .passes(Duration.ofMinutes(1))
                .restarts()
                .orders(RE_ADOPT)
                .restarts();
        story.passes(Duration.ofSeconds(7));
        assertThat(story.last().attempt()).isEqualTo(2);
        readopts(story.restarts());
        assertThat(story.status().epoch()).isEqualTo(8);
    }

    @Test
    void theSameFenceBackEndsTheAlarm() {
        story.sights(Sight.ABSENT, null).sights(KNOWN);
        assertThat(alarms()).isEmpty();
        story.sees(WEST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(EAST);
    }

    @Test
    void aReAdoptionIsNotNeededWhenTheFenceComesBackByItself() {
        Story two = new Given().twoPersons().story().sights(KNOWN).sights(Sight.ABSENT, null);
        two.orders(RE_ADOPT).sights(KNOWN);
        assertThat(two.kinds()).contains("re-adopt-not-needed");
        assertThat(two.status().awaits()).isNull();
    }
}
