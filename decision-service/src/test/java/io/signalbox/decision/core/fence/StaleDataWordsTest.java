package io.signalbox.decision.core.fence;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.TwoCells.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.state.Reseed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sites whose data is stale: what is said of them, and of those beside them. */
class StaleDataWordsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String CUT_OFF = "us-west-2 was cut off by a one-way step: its data is stale since epoch 8";

    private final Given given = StaleDataTest.third();
    private final Service service = given.topology().services().getFirst();
    private final Story story = given.story();

    private Site site(SiteName name) {
        return service.site(name).orElseThrow();
    }

    private Story sights(SiteName active, Marks marks) {
        return story.sights(Fence.settled(9, active, "m9-1", OTHER).marking(marks));
    }

    private Reason objection(SiteName name) {
        return StaleData.objection(story.state(), site(name));
    }

    @Test
    void aMarkedSiteSaysWhichMarkAndWhatItWaitsFor() {
        sights(EAST, Marks.NONE.stale(WEST, 8));
        assertThat(objection(WEST).code()).isEqualTo("stale-data");
        assertThat(objection(WEST).text()).isEqualTo(CUT_OFF + ", and it waits for the order reseeded that names it");
        assertThat(objection(WEST).facts())
                .containsEntry("mark", Mark.stale(WEST, 8).toString());
        assertThat(objection(Given.THIRD)).isNull();
        assertThat(objection(EAST)).isNull();
        assertThat(story.why("site-stale").text())
                .isEqualTo(CUT_OFF + ": it gets no traffic until somebody says that it was seeded again");
    }

    @Test
    void aSiteThatIsReportedAsSeededWaitsForTheFence() {
        sights(EAST, Marks.NONE.stale(WEST, 8)).orders(new Directive.Reseeded(WEST, 8));
        assertThat(objection(WEST).code()).isEqualTo("reseed-pending");
        assertThat(objection(WEST).text()).isEqualTo(CUT_OFF + "; the mark ends once that is written to the fence");
        assertThat(StaleData.summary(story.state(), service).code()).isEqualTo("reseed-pending");
        assertThat(story.last().next().marks().isStale(WEST)).isFalse();
        story.done();
        assertThat(objection(WEST)).isNull();
        assertThat(story.why("reseed-done").text()).startsWith("the data of us-west-2 is good again");
    }

    @Test
    void theSummaryNamesAllMarkedSitesAndIsOnlyPendingIfAllAre() {
        assertThat(StaleData.summary(story.state(), service)).isNull();
        sights(EAST, Marks.NONE.stale(WEST, 8).stale(Given.THIRD, 7)).orders(new Directive.Reseeded(WEST, 8));
        Reason summary = StaleData.summary(story.state(), service);
        assertThat(summary.code()).isEqualTo("stale-data");
        assertThat(summary.text()).contains("; the mark ends", "; eu-west-1 was cut off");
    }

    @Test
    void aLastResortHasNoDataThatCouldBeStale() {
        sights(EAST, Marks.NONE.stale(PAGE, 8));
        assertThat(objection(PAGE)).isNull();
        assertThat(StaleData.summary(story.state(), service)).isNull();
        assertThat(StaleData.others(service, EAST)).containsExactly(WEST, Given.THIRD);
    }

    @Test
    void anActiveSiteWithStaleDataIsAnAlarmUntilItsMarkEnds() {
        sights(EAST, Marks.NONE.stale(EAST, 8));
        assertThat(story.status().alarms()).extracting(Reason::code).contains("active-stale");
        assertThat(story.why("active-stale").text())
                .startsWith("us-east-1 has the traffic, and its data is stale (us-east-1@8");
        story.passes(MINUTE);
        assertThat(story.kinds()).containsOnlyOnce("active-stale");
        sights(EAST, Marks.NONE.seeded(EAST, 8));
        story.orders(new Directive.Reseeded(EAST, 8)).done();
        assertThat(story.status().alarms()).extracting(Reason::code).doesNotContain("active-stale");
    }

    @Test
    void aClaimThatMarksItsOwnSiteIsAnAlarmOnceItHasRunOut() {
        Fence claimed =
                Fence.moving(9, EAST, "m9-1", OTHER, story.now.plus(MINUTE)).marking(Marks.NONE.stale(EAST, 9));
        story.sights(claimed).passes(MINUTE.minusMillis(100));
        assertThat(story.status().alarms()).extracting(Reason::code).doesNotContain("active-stale");
        story.passes(MINUTE);
        assertThat(story.status().alarms()).extracting(Reason::code).contains("active-stale");
    }

    @Test
    void aFenceWithoutMarksThatHasMovedTheTrafficSaysNothingOfTheOthers() {
        story.sights(Fence.settled(9, WEST, "m9-1", OTHER));
        assertThat(story.why("data-unknown").text())
                .startsWith("the traffic came to us-west-2 by a fence that says nothing of stale data: ")
                .endsWith(" gets none until somebody says that it was seeded again");
        assertThat(story.status().alarms()).extracting(Reason::code).contains("data-unknown");
        assertThat(objection(EAST).code()).isEqualTo("stale-data");
    }

    @Test
    void aFenceWithoutMarksThatMovesNothingChangesNothing() {
        story.sights(Fence.settled(9, EAST, "m9-1", OTHER));
        assertThat(story.kinds()).doesNotContain("data-unknown", "site-stale");
        assertThat(StaleData.summary(story.state(), service)).isNull();
    }

    @Test
    void aReportOfAnEarlierMarkIsOverOnceALaterOneIsKnown() {
        sights(EAST, Marks.NONE.stale(WEST, 8)).orders(new Directive.Reseeded(WEST, 8));
        story.sights(Fence.settled(12, EAST, "m12-1", OTHER).marking(Marks.NONE.stale(WEST, 11)));
        assertThat(story.why("reseed-superseded").text())
                .isEqualTo("a later one-way step has cut off us-west-2 again: the order about mark us-west-2@8 is"
                        + " over, and " + Mark.stale(WEST, 11) + " stays");
        assertThat(story.state().memory().reseeds()).isEmpty();
        assertThat(objection(WEST).code()).isEqualTo("stale-data");
    }

    @Test
    void aReportOfTheSameMarkIsOverWithItAndOneOfALaterMarkIsNot() {
        var order = new Reseed("d1", WEST, 8, "ann");
        assertThat(order.isOver(Mark.stale(WEST, 7))).isFalse();
        assertThat(order.isOver(Mark.stale(WEST, 8))).isFalse();
        assertThat(order.isOver(Marks.NONE.seeded(WEST, 8).of(WEST).orElseThrow()))
                .isTrue();
        assertThat(order.isOver(Mark.stale(WEST, 9))).isTrue();
    }

    @Test
    void whereNothingIsMarkedEverySiteMayGetTraffic() {
        story.sees(WEST, Verdict.UP);
        assertThat(List.of(EAST, WEST, Given.THIRD, PAGE))
                .allSatisfy(name -> assertThat(objection(name)).isNull());
        assertThat(StaleData.mark(story.state(), EAST)).isNull();
        assertThat(story.status().fence().cell()).isEqualTo(CELL);
    }
}
