package io.signalbox.decision.core.orders;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.Given.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.StartDrill;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.time.DateRange;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Rehearsals;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A drill begins only while nothing else is going on. */
class DrillStartTest {

    private static final StartDrill RUN = Rehearsals.run(Rehearsals.FIRST);

    private static Story story() {
        return new Given().drill(Rehearsals.entry()).story();
    }

    private static void blocked(Story story, String code) {
        assertThat(story.why("directive-refused").code()).isEqualTo(code);
        assertThat(story.status().lastDrill().result()).isEqualTo("blocked");
        assertThat(story.status().lastDrill().reason().code()).isEqualTo(code);
        assertThat(story.status().lastDrill().home()).isEqualTo(EAST);
        assertThat(story.kindsOf(Set.of("start-drill"))).isEmpty();
    }

    private static Story blocked(Story story, StartDrill run, String code) {
        story.orders(run);
        blocked(story, code);
        return story;
    }

    @Test
    void notWhileAPlanIsUnderWay() {
        blocked(story().sees(EAST, Verdict.DOWN), RUN, "busy");
    }

    @Test
    void notBeforeThereIsAFence() {
        blocked(
                new Story(new Given().drill(Rehearsals.entry()).topology())
                        .passes(Duration.ZERO)
                        .sees(WEST, Verdict.UP),
                RUN,
                "busy");
    }

    @Test
    void notWhileAnOverrideIsInForce() {
        blocked(story().orders(new Directive.Override(EAST, null, false, false)), RUN, "held");
    }

    @Test
    void notWhileAnOverrideIsProposed() {
        Story story = new Given().twoPersons().drill(Rehearsals.entry()).story();
        blocked(story.orders(new Directive.Override(WEST, null, true, false)), RUN, "held");
    }

    @Test
    void notWhileAnotherIsUnderWay() {
        Story story = story().orders(Rehearsals.to(WEST)).done();
        story.orders(RUN);
        assertThat(story.why("directive-refused").code()).isEqualTo("held");
        assertThat(story.status().drill().name()).isNull();
    }

    @Test
    void notWhileFrozen() {
        blocked(story().orders(new Directive.Freeze(null)), RUN, "frozen");
        blocked(story().ordersForAll(new Directive.Freeze(null)), RUN, "frozen");
    }

    @Test
    void notWhileThereIsAnAlarm() {
        blocked(story().sights(Sight.UNREADABLE, null), RUN, "alarms");
    }

    @Test
    void notWhileTheBrakeIsOn() {
        var settings = new GovernorSettings(null, new GovernorSettings.Brake(2, 0, Duration.ofMinutes(2)), List.of());
        Story story = new Given()
                .services(3)
                .drill(Rehearsals.entry())
                .governor(settings)
                .story();
        for (int service = 2; service <= 3; service++) {
            story.about(Given.service(service)).sees(EAST, Verdict.DOWN).sees(WEST, Verdict.DOWN);
        }
        blocked(story.about(Given.service(1)), RUN, "alarms");
    }

    @Test
    void notWhileTheActiveSiteIsNotUp() {
        blocked(story().sees(EAST, Verdict.UNKNOWN), RUN, "active-not-up");
    }

    @Test
    void notToASiteThatIsNotFit() {
        blocked(story().sees(WEST, Verdict.DOWN), Rehearsals.to(WEST), RUN);
        Story unready = new Given()
                .readiness()
                .drill(Rehearsals.entry(WEST, List.of(), List.of()))
                .story();
        blocked(unready, RUN, "not-ready");
    }

    private static void blocked(Story story, StartDrill byHand, StartDrill run) {
        story.orders(byHand);
        assertThat(story.why("directive-refused").code()).isEqualTo("not-up");
        assertThat(story.status().lastDrill()).isNull();
        blocked(story, run, "no-target");
    }

    @Test
    void notToWhereTrafficIsNorToTheLastResortNorToNowhere() {
        for (SiteName site : List.of(EAST, PAGE, new SiteName("mars"))) {
            Story story = story().orders(Rehearsals.to(site));
            assertThat(story.why("directive-refused").code()).isEqualTo("no-target");
        }
    }

    @Test
    void notWhileAnotherCellHasClaimedTheMove() {
        Story story = story();
        story.sights(Fence.moving(2, EAST, "m2-1", new CellName("eu-west-1"), story.now.plusSeconds(60)));
        blocked(story, RUN, "claimed");
    }

    @Test
    void notWhereAStepThereOrBackCannotBePutBack() {
        for (Plans.Name plan : List.of(Plans.Name.FAILOVER, Plans.Name.DRILL, Plans.Name.FAILBACK)) {
            Given given = new Given().drill(Rehearsals.entry()).plan(plan, Recipe.promote("db"), Step.SWITCH);
            Story byHand = given.story().orders(Rehearsals.to(WEST));
            assertThat(byHand.why("directive-refused").code()).isEqualTo("one-way");
            blocked(given.story(), RUN, "one-way");
        }
        Given gentle = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.promote("db"), Step.SWITCH)
                .plan(Plans.Name.DRILL, Step.SWITCH);
        assertThat(gentle.story().orders(Rehearsals.to(WEST)).status().drill()).isNotNull();
    }

    @Test
    void notInBlockedTimes() {
        blocked(entry("00:00-01:00", null), RUN, "blocked-time");
        Story free = entry("01:00-02:00", null).orders(RUN);
        assertThat(free.status().drill()).isNotNull();
    }

    @Test
    void notOnBlockedDates() {
        blocked(entry(null, "2025-12-20..2026-01-06"), RUN, "blocked-time");
        Story free = entry(null, "2026-01-02").orders(RUN);
        assertThat(free.status().drill()).isNotNull();
    }

    private static Story entry(String blockedTime, String blockedDate) {
        return new Given()
                .drill(Rehearsals.entry(
                        null,
                        blockedTime == null ? List.of() : List.of(TimeWindow.parse(blockedTime)),
                        blockedDate == null ? List.of() : List.of(DateRange.parse(blockedDate))))
                .story();
    }

    @Test
    void notInAMaintenanceWindow() {
        blocked(new Given().drill(Rehearsals.entry()).maintenance("00:00-01:00").story(), RUN, "maintenance");
    }

    @Test
    void notByTheCalendarWhereThePolicyDoesNotAct() {
        for (Policy.Mode mode : List.of(Policy.Mode.ADVISE, Policy.Mode.OFF)) {
            Given given = new Given().drill(Rehearsals.entry());
            Story story = given.story().follows(given.mode(mode).topology());
            blocked(story, RUN, "mode");
        }
    }

    @Test
    void notByANameThatTheCalendarDoesNotHave() {
        Story story = story().orders(new StartDrill("yearly", Rehearsals.FIRST, null, null));
        assertThat(story.why("directive-refused").code()).isEqualTo("unknown-drill");
        assertThat(story.status().lastDrill()).isNull();
    }

    @Test
    void toTheTargetThatIsOrderedOrElsePlannedOrElseTheFirst() {
        Given given = new Given().third().drill(Rehearsals.entry(THIRD, List.of(), List.of()));
        assertThat(given.story().orders(RUN).status().drill().target()).isEqualTo(THIRD);
        StartDrill ordered = new StartDrill(Rehearsals.NAME, Rehearsals.FIRST, WEST, Duration.ofMinutes(2));
        Story story = given.story().orders(ordered);
        assertThat(story.status().drill().target()).isEqualTo(WEST);
        assertThat(story.status().drill().until()).isEqualTo(story.now.plus(Duration.ofMinutes(2)));
        assertThat(new Given()
                        .third()
                        .drill(Rehearsals.entry())
                        .story()
                        .orders(RUN)
                        .status()
                        .drill()
                        .target())
                .isEqualTo(WEST);
    }

    @Test
    void aRunBeginsOnceHoweverOftenItIsOrdered() {
        Story story = story().orders(RUN);
        story.done().orders(RUN).restarts().orders(RUN);
        assertThat(story.kindsOf(Set.of("start-drill"))).hasSize(1);
        assertThat(story.kinds()).doesNotContain("directive-refused");
    }

    @Test
    void aRunThatWasBlockedIsNotBegunLater() {
        Story story = story().orders(new Directive.Freeze(null))
                .orders(RUN)
                .orders(new Directive.Thaw())
                .orders(RUN);
        assertThat(story.status().drill()).isNull();
    }

    @Test
    void runsOutOfOrderAreNotRunTwice() {
        Instant second = Rehearsals.FIRST.plusSeconds(60);
        Story story = story().orders(Rehearsals.run(second)).orders(RUN);
        assertThat(story.kindsOf(Set.of("start-drill"))).hasSize(1);
        assertThat(story.state().memory().drillRuns()).containsValue(second);
    }

    @Test
    void aRunThatComesTooLateIsMissedAndSaysSo() {
        Story story = story().orders(new Directive.Freeze(null)).orders(RUN).orders(new Directive.Thaw());
        story.passes(Duration.ofHours(1));
        story.orders(Rehearsals.run(story.now.minus(Duration.ofMinutes(15)).minusMillis(1)));
        blocked(story, "missed");
    }

    @Test
    void aRunThatComesJustInTimeBegins() {
        Story story = story().passes(Duration.ofHours(1));
        story.orders(Rehearsals.run(story.now.minus(Duration.ofMinutes(15))));
        assertThat(story.status().drill()).isNotNull();
    }

    @Test
    void aRunThatAClockAheadHasOrderedIsRefusedAndBeginsInTime() {
        Instant due = Rehearsals.FIRST.plus(Duration.ofHours(3));
        Story story = story().orders("run", null, Rehearsals.run(due));
        assertThat(story.why("directive-refused").code()).isEqualTo("not-due");
        assertThat(story.why("directive-refused").text()).contains(due.toString(), story.now.toString());
        assertThat(story.state().memory().drillRuns()).isEmpty();
        assertThat(story.status().lastDrill()).isNull();
        story.passes(Duration.ofHours(3)).orders("run", null, Rehearsals.run(due));
        assertThat(story.moves()).containsExactly(WEST);
        story.orders("run", null, Rehearsals.run(due));
        assertThat(story.kindsOf(Set.of("start-drill"))).hasSize(1);
    }

    @Test
    void aRunOfTheFarFutureDoesNotEndTheCalendar() {
        Story story = story().orders(Rehearsals.run(Rehearsals.FIRST.plus(Duration.ofDays(3650))));
        assertThat(story.status().drill()).isNull();
        assertThat(story.orders(RUN).status().drill()).isNotNull();
    }

    @Test
    void aRunOfTheFutureThatWasBegunWhileTheClockWasAheadDoesNotEndTheCalendar() {
        Story ahead = story().passes(Duration.ofHours(5));
        ahead.orders(Rehearsals.run(ahead.now));
        new Hands(ahead).does("dns-switch");
        ahead.orders(new Directive.StopDrill());
        new Hands(ahead).does("dns-switch");
        assertThat(ahead.status().drill()).isNull();
        ahead.now = Rehearsals.FIRST.plus(Duration.ofHours(1));
        assertThat(ahead.orders(Rehearsals.run(ahead.now)).status().drill()).isNotNull();
    }

    @Test
    void clocksMayDifferByAMinute() {
        assertThat(story().orders(Rehearsals.run(Rehearsals.FIRST.plusSeconds(60)))
                        .status()
                        .drill())
                .isNotNull();
        assertThat(story().orders(Rehearsals.run(Rehearsals.FIRST.plusSeconds(61)))
                        .status()
                        .drill())
                .isNull();
    }

    @Test
    void runsOfBeforeTheEntryWasMadeAreNone() {
        Story story = story().passes(Duration.ofHours(1)).orders(RUN);
        assertThat(story.status().drill()).isNull();
        assertThat(story.status().lastDrill()).isNull();
        assertThat(story.kinds()).doesNotContain("directive-refused", "start-drill");
    }
}
