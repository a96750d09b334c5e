package io.signalbox.decision.core.govern;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.GovernorSettings.Velocity;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Rehearsals;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GovernorTest {

    private static final Velocity TWO_A_MINUTE = new Velocity(2, Duration.ofMinutes(1));

    private static Given limited() {
        return new Given().services(4).governor(new GovernorSettings(TWO_A_MINUTE, null, List.of()));
    }

    private static Story lose(Story story, int... services) {
        for (int service : services) {
            story.about(Given.service(service)).sees(EAST, Verdict.DOWN);
        }
        return story;
    }

    private static long begun(Story story) {
        return story.kinds().stream().filter("move-started"::equals).count();
    }

    @Test
    void noMoreMovesBeginThanTheLimitAllows() {
        Story story = lose(limited().story(), 1, 2, 3);
        assertThat(begun(story)).isEqualTo(2);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().text()).contains("2 automatic moves have begun within 1m");
        assertThat(story.fleet().starts()).hasSize(2);
    }

    @Test
    void theNextBeginsWhenTheFirstIsLongEnoughAgo() {
        Story story = lose(limited().story(), 1).passes(Duration.ofSeconds(20));
        lose(story, 2, 3, 4).passes(Duration.ofMillis(39_900));
        assertThat(begun(story)).isEqualTo(2);
        story.passes(Duration.ofMillis(100));
        assertThat(begun(story)).isEqualTo(3);
        story.passes(Duration.ofMillis(19_900));
        assertThat(begun(story)).isEqualTo(3);
        story.passes(Duration.ofMillis(100));
        assertThat(begun(story)).isEqualTo(4);
    }

    @Test
    void anApproverMayPassTheLimit() {
        Story story = lose(limited().story(), 1, 2, 3);
        assertThat(story.status().awaits().what()).isEqualTo("move");
        story.orders(new Directive.Approve(null, null));
        assertThat(begun(story)).isEqualTo(3);
        assertThat(story.fleet().starts()).hasSize(3);
    }

    @Test
    void theLimitSurvivesARestart() {
        Story story = lose(lose(limited().story(), 1, 2).restarts(), 3);
        assertThat(begun(story)).isEqualTo(2);
    }

    @Test
    void whatAnOperatorOrdersIsNotCountedAndNotLimited() {
        Story story = limited().story();
        for (int service = 1; service <= 4; service++) {
            story.about(Given.service(service)).orders(new Directive.Override(WEST, null, false, false));
        }
        assertThat(begun(story)).isEqualTo(4);
        assertThat(story.fleet().starts()).isEmpty();
    }

    @Test
    void startsThatNoLongerCountAreForgotten() {
        Story story = lose(limited().story(), 1, 2).passes(Duration.ofMinutes(2));
        lose(story, 3);
        assertThat(story.fleet().starts()).containsExactly(story.now);
    }

    @Test
    void nothingIsCountedWhereThereIsNoLimit() {
        Story story = lose(new Given().services(3).story(), 1, 2, 3);
        assertThat(begun(story)).isEqualTo(3);
        assertThat(story.fleet().starts()).isEmpty();
    }

    @Test
    void noAutomaticMoveBeginsInAMaintenanceWindow() {
        Story story = new Given().maintenance("00:00-00:10").story().sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().text()).contains("maintenance window 00:00-00:10");
        assertThat(story.status().awaits()).isNull();
        story.passes(Duration.ofMillis(599_000));
        assertThat(story.moves()).isEmpty();
        story.passes(Duration.ofSeconds(1));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aMaintenanceWindowMayBeOfAllServices() {
        var settings = new GovernorSettings(null, null, List.of(TimeWindow.parse("00:00-00:10")));
        Story story = new Given().governor(settings).story().sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("maintenance");
        story.passes(Duration.ofMinutes(10));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void anOperatorMovesInAMaintenanceWindow() {
        Story story = new Given().maintenance("00:00-00:10").story();
        story.orders(new Directive.Override(WEST, null, false, false));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aMoveThatHasBegunGoesOnInAMaintenanceWindow() {
        Story story = new Given().maintenance("00:01-00:10").story().sees(EAST, Verdict.DOWN);
        story.passes(Duration.ofSeconds(61)).done();
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void aFreezeTellsUntilWhenAndByWhom() {
        Story story = new Given().story().orders(new Directive.Freeze(null)).sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().text()).contains("frozen by ann until thawed: because");
        story.orders(new Directive.Freeze(story.now.plusSeconds(5)));
        assertThat(story.status().freeze().until()).isEqualTo(story.now.plusSeconds(5));
        story.passes(Duration.ofMillis(4_900));
        assertThat(story.moves()).isEmpty();
        story.passes(Duration.ofMillis(100));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().freeze()).isNull();
        assertThat(story.why("freeze-expired").text()).contains("the freeze of ann (because) has ended");
    }

    @Test
    void aFreezeOfOneServiceLeavesTheOthersFree() {
        Story story = new Given().services(2).story().orders(new Directive.Freeze(null));
        lose(story, 1, 2);
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.about(Given.service(1)).moves()).isEmpty();
        assertThat(story.status().freeze().everyService()).isFalse();
    }

    @Test
    void ofTwoFreezesBothMustEnd() {
        Story story = new Given().story().orders(new Directive.Freeze(null)).ordersForAll(new Directive.Freeze(null));
        story.sees(EAST, Verdict.DOWN).orders(new Directive.Thaw());
        assertThat(story.moves()).isEmpty();
        story.ordersForAll(new Directive.Thaw());
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void theSameOrderForAllTwiceCountsOnce() {
        Story story = new Given().story();
        story.ordersForAll("x", new Directive.Freeze(null)).ordersForAll("y", new Directive.Thaw());
        story.ordersForAll("x", new Directive.Freeze(null));
        assertThat(story.fleet().freeze()).isNull();
        assertThat(story.fleet().directives()).containsExactly("x", "y");
    }

    @Test
    void onlySomeOrdersAreForAllServices() {
        for (Directive.Order order : List.of(
                new Directive.Override(PAGE, null, false, false),
                new Directive.Release(),
                new Directive.Cancel(),
                Rehearsals.to(WEST),
                new Directive.StopDrill())) {
            Story story = new Given().story().ordersForAll(order);
            assertThat(story.kinds()).endsWith("directive-refused");
            assertThat(story.journal.getLast().reason().facts()).containsEntry("kind", order.kind());
            assertThat(story.journal.getLast().service()).isNull();
            assertThat(story.commands).hasSize(1);
        }
    }

    @Test
    void theJournalOfAllServicesIsNumbered() {
        Story story =
                new Given().story().ordersForAll(new Directive.Freeze(null)).ordersForAll(new Directive.Thaw());
        story.ordersForAll(new Directive.Release());
        assertThat(story.journal.stream().filter(entry -> entry.service() == null))
                .extracting(JournalEntry::version)
                .containsExactly(1L, 2L, 3L);
    }
}
