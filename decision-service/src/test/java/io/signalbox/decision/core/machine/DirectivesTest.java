package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.Freeze;
import io.signalbox.contract.Directive.Override;
import io.signalbox.contract.Directive.Release;
import io.signalbox.contract.Directive.Thaw;
import io.signalbox.contract.DirectiveLimits;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DirectivesTest {

    private final Story story = Story.steady(Orders.topology());

    private static Override to(SiteName target) {
        return new Override(target, null, false, false);
    }

    @Test
    void anOverrideMovesTrafficAndHoldsAgainstRecoveryUntilReleased() {
        story.orders(to(WEST)).accepted().done().passes(Duration.ofHours(1));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().reason().code()).isEqualTo("override-in-force");
        assertThat(story.why("override").text()).isEqualTo("ann: because; traffic belongs to us-west-2");
        story.orders(new Release()).passes(Duration.ofSeconds(1));
        assertThat(story.why("release").text()).isEqualTo("ann: because; the override is released");
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void anOverrideHoldsEvenWhenItsTargetGoesDown() {
        story.orders(to(WEST)).accepted().done().sees(WEST, Verdict.DOWN).passes(Duration.ofMinutes(5));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().alarms()).extracting("code").contains("active-down");
    }

    @Test
    void anOverrideExpiresLoudly() {
        story.orders(new Override(WEST, story.now.plusSeconds(60), false, false))
                .accepted()
                .done();
        story.passes(Duration.ofSeconds(59));
        assertThat(story.kinds()).doesNotContain("override-expired");
        story.passes(Duration.ofSeconds(2));
        assertThat(story.kinds()).contains("override-expired");
        assertThat(story.moves()).containsExactly(WEST);
        story.passes(Duration.ofMinutes(10));
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void aTargetThatIsDownNeedsForce() {
        story.sees(WEST, Verdict.DOWN).orders(to(WEST));
        assertThat(story.moves()).isEmpty();
        assertThat(story.journal.getLast().reason().code()).isEqualTo("target-not-up");
        story.orders(new Override(WEST, null, true, false));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void theStaticPageNeedsNoForce() {
        story.orders(to(PAGE));
        assertThat(story.moves()).containsExactly(PAGE);
    }

    @Test
    void anUnknownTargetIsRefusedByName() {
        story.orders(to(new SiteName("mars")));
        assertThat(story.kinds()).endsWith("directive-refused");
        assertThat(story.journal.getLast().reason().text()).contains("mars", "us-east-1");
    }

    @Test
    void aFreezeStopsAutomaticStartsAndSaysSo() {
        story.orders(new Freeze(null)).sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(1));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().text()).contains("would move to us-west-2", "frozen by ann");
        story.orders(new Thaw());
        assertThat(story.why("thaw").text()).isEqualTo("ann: because; automatic moves may begin");
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void anOrderIsWrittenDownWithItsEnd() {
        var end = story.now.plusSeconds(60);
        story.orders(new Freeze(end));
        assertThat(story.why("freeze").text()).isEqualTo("ann: because; no automatic move begins until " + end);
        story.orders(new Freeze(end, true));
        assertThat(story.why("freeze").text())
                .isEqualTo("ann: because; no automatic move begins, and no step until " + end);
        story.orders(new Override(WEST, end, false, true));
        assertThat(story.why("override").text()).isEqualTo("ann: because; traffic belongs to us-west-2 until " + end);
    }

    @Test
    void aFreezeOfAllServicesStopsEachOfThem() {
        story.ordersForAll(new Freeze(null)).sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(1));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().freeze().everyService()).isTrue();
        story.ordersForAll(new Thaw());
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().freeze()).isNull();
    }

    @Test
    void aFreezeEndsByItselfWhenItWasGivenAnEnd() {
        story.ordersForAll(new Freeze(story.now.plusSeconds(10))).sees(EAST, Verdict.DOWN);
        story.passes(Duration.ofSeconds(11));
        assertThat(story.kinds()).contains("freeze-expired");
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aRunningMoveFinishesDespiteAFreeze() {
        story.sees(EAST, Verdict.DOWN).orders(new Freeze(null)).accepted().done();
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void anOverridePassesAFreezeOnlyWhenTold() {
        story.orders(new Freeze(null)).orders(to(WEST));
        assertThat(story.moves()).isEmpty();
        assertThat(story.journal.getLast().reason().code()).isEqualTo("frozen");
        story.orders(new Override(WEST, null, false, true));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void theSameDirectiveTwiceCountsOnce() {
        story.orders("x", null, to(WEST)).accepted().done().orders(new Release());
        story.orders("x", null, to(WEST));
        assertThat(story.status().override()).isNull();
    }

    @Test
    void theSameDirectiveCountsOnceAfterAsManyOthersAsAreTakenInAnHour() {
        story.orders("x", null, to(WEST)).accepted().done().orders(new Release());
        for (int other = 0; other < DirectiveLimits.MOST_AN_HOUR; other++) {
            story.orders(new Directive.Acknowledge());
        }
        story.restarts().orders("x", null, to(WEST));
        assertThat(story.status().override()).isNull();
    }

    @Test
    void aDirectiveForAllServicesThatWasMadeForAnotherVersionIsRefused() {
        story.ordersForAll(new Freeze(null));
        long version = story.fleet().version();
        story.ordersForAll("late", version - 1, new Directive.Thaw());
        assertThat(story.journal.getLast().reason().code()).isEqualTo("version-conflict");
        assertThat(story.fleet().freeze()).isNotNull();
        story.ordersForAll("again", story.fleet().version(), new Directive.Thaw());
        assertThat(story.fleet().freeze()).isNull();
    }

    @Test
    void aDirectiveForAnotherVersionIsRefused() {
        story.orders("x", story.status().version() - 1, to(WEST));
        assertThat(story.moves()).isEmpty();
        assertThat(story.journal.getLast().reason().code()).isEqualTo("version-conflict");
    }

    @Test
    void holdsSurviveARestart() {
        story.orders(to(WEST)).accepted().done().ordersForAll(new Freeze(null)).restarts();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().override().target()).isEqualTo(WEST);
        assertThat(story.status().freeze().who()).isEqualTo("ann");
    }

    @Test
    void theEndOfNothingIsRefused() {
        story.orders(new Release());
        assertThat(story.why("directive-refused").code()).isEqualTo("nothing-to-release");
        story.ordersForAll(new Thaw());
        assertThat(story.why("directive-refused").code()).isEqualTo("nothing-to-thaw");
        story.ordersForAll(new Freeze(null)).orders(new Thaw());
        assertThat(story.why("directive-refused").code()).isEqualTo("nothing-to-thaw");
        assertThat(story.why("directive-refused").text()).contains("all services are");
        assertThat(story.kinds()).doesNotContain("release", "thaw");
        assertThat(story.status().freeze().everyService()).isTrue();
    }

    @Test
    void anAcknowledgementOfNothingIsRefused() {
        Story story = new Given().story();
        story.orders(new Directive.Acknowledge());
        assertThat(story.why("directive-refused").code()).isEqualTo("nothing-to-acknowledge");
        story.orders(new Directive.Acknowledge(true));
        assertThat(story.why("directive-refused").code()).isEqualTo("nothing-to-acknowledge");
        story.ordersForAll(new Directive.Acknowledge());
        assertThat(story.why("directive-refused").code()).isEqualTo("nothing-to-acknowledge");
        assertThat(story.kinds()).doesNotContain("acknowledge");
    }
}
