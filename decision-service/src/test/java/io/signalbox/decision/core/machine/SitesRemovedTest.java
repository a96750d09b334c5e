package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A site is taken out of the topology, and perhaps put back. */
class SitesRemovedTest {

    private final Given given = new Given().third();

    private Topology without(SiteName gone) {
        Topology all = given.topology();
        Service like = all.services().getFirst();
        var service = new Service(
                like.name(),
                like.hostname(),
                like.dns(),
                like.sites().stream().filter(site -> !site.name().equals(gone)).toList(),
                like.policy(),
                null,
                like.plans(),
                like.drills(),
                like.maintenance(),
                Reporting.NONE);
        return new Topology(
                all.cells(),
                all.vantages(),
                all.references(),
                List.of(service),
                all.governor(),
                AllowedAddresses.NONE,
                "d2");
    }

    private static List<String> alarms(Story story) {
        return story.status().alarms().stream().map(Reason::code).toList();
    }

    @Test
    void theActiveOneIsAnAlarmAndTrafficStays() {
        Story story = given.story().follows(without(EAST)).passes(Duration.ofMinutes(30));

        assertThat(alarms(story)).containsExactly("active-site-removed");
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(story.moves()).isEmpty();
        assertThat(story.why("held").code()).isEqualTo("active-site-removed");
    }

    @Test
    void theActiveOneIsLeftForTheBestFitSiteOnceAnApproverAgrees() {
        Story story = given.story().follows(without(EAST));
        assertThat(story.status().awaits().what()).isEqualTo("move");
        assertThat(story.status().target()).isEqualTo(WEST);

        story.orders(new Directive.Approve(null, null));
        assertThat(story.moves()).containsExactly(WEST);
        story.done();

        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(alarms(story)).isEmpty();
    }

    @Test
    void theBestFitSiteIsProposedAnewWhenItGoesDown() {
        Story story = given.story().follows(without(EAST)).sees(WEST, Verdict.DOWN);

        assertThat(story.status().target()).isEqualTo(Given.THIRD);
    }

    @Test
    void theActiveOneIsLeftAtAnOperatorsWord() {
        Story story = given.story().follows(without(EAST)).orders(new Directive.Override(WEST, null, false, false));

        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void theActiveOneStaysWhereNoOtherIsFitAndIsLeftForTheFirstThatIs() {
        Story story = given.story()
                .sees(WEST, Verdict.DOWN)
                .sees(Given.THIRD, Verdict.DOWN)
                .follows(without(EAST));
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(alarms(story)).containsExactly("active-site-removed");

        story.sees(Given.THIRD, Verdict.UP);
        assertThat(story.status().awaits().what()).isEqualTo("move");
    }

    @Test
    void nothingIsProposedWhereNothingIsDecided() {
        Story story = given.mode(Policy.Mode.OFF).story();
        story.sights(Fence.settled(3, EAST, "m3-1", CELL));
        story.follows(without(EAST)).passes(Duration.ofMinutes(1));

        assertThat(alarms(story)).containsExactly("active-site-removed");
        assertThat(story.status().awaits()).isNull();
    }

    @Test
    void aMoveAwayFromItGoesOnWhenItIsTakenOut() {
        Story story =
                given.story().sees(EAST, Verdict.DOWN).follows(without(EAST)).passes(Duration.ofSeconds(10));

        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.done().status().active()).isEqualTo(WEST);
    }

    @Test
    void putBackItHasItsTrafficAndIsUnknown() {
        Story story = given.story().follows(without(EAST)).follows(given.topology());

        assertThat(alarms(story)).isEmpty();
        assertThat(story.state().verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void oneThatComesBackStartsUnknownAndWithoutPenalty() {
        Story story = given.story().sees(WEST, Verdict.DOWN).sees(WEST, Verdict.UP);
        assertThat(story.state().memory().penalties()).containsKey(WEST);

        story.follows(without(WEST));
        assertThat(story.state().verdicts()).doesNotContainKey(WEST);
        story.restarts().follows(given.topology()).sees(EAST, Verdict.DOWN);

        assertThat(story.state().verdict(WEST)).isEqualTo(Verdict.UNKNOWN);
        assertThat(story.state().memory().penalties()).doesNotContainKey(WEST);
        assertThat(story.moves()).containsExactly(Given.THIRD);
    }

    @Test
    void whatStageOneSaysOfASiteBeforeItIsKnownHereCountsOnceItIs() {
        Story story = given.story().follows(without(WEST)).passes(Duration.ofMinutes(10));
        story.sees(WEST, Verdict.DOWN).passes(Duration.ofMinutes(2)).follows(given.topology());
        assertThat(story.state().verdict(WEST)).isEqualTo(Verdict.DOWN);
        story.follows(without(WEST)).passes(Duration.ofMinutes(1)).follows(given.topology());
        assertThat(story.state().verdict(WEST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whatWasSaidOfASiteLongBeforeItIsKnownIsForgotten() {
        Story story = given.story().follows(without(WEST)).sees(WEST, Verdict.UP);
        story.passes(Duration.ofMinutes(6)).follows(given.topology());
        assertThat(story.state().verdict(WEST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whatIsStillSaidOfItIsNotHeard() {
        Story story = given.story().follows(without(WEST)).sees(WEST, Verdict.UP);

        assertThat(story.state().verdicts()).doesNotContainKey(WEST);
    }
}
