package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Dns;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static Story drifts(Story story, long epoch, boolean drifted) {
        return story.hear(new ServiceEvent.Reported(new DriftSighting(
                Outcome.VERSION,
                Given.service(1),
                story.state().since(),
                epoch,
                drifted,
                "A 192.0.2.1",
                drifted ? "A 203.0.113.7" : "A 192.0.2.1",
                List.of(drifted ? "A 203.0.113.7" : "A 192.0.2.1"),
                drifted ? "user deployer at 12:00" : null)));
    }

    private static boolean overwrites(Story story) {
        return ((StepArguments.DnsSwitch) story.last().arguments()).overwrites();
    }

    @Test
    void isAnAlarmWithWhatWasExpectedFoundAndByWhomUntilItIsGone() {
        Story story = drifts(new Given().story(), 1, true);

        assertThat(story.status().alarms()).extracting("code").containsExactly("records-drift");
        assertThat(story.status().alarms().getFirst().text())
                .contains("192.0.2.1", "203.0.113.7", "user deployer at 12:00");
        assertThat(story.why("drift-seen").facts()).containsEntry("found", "A 203.0.113.7");

        drifts(story, 1, false);

        assertThat(story.status().alarms()).isEmpty();
        assertThat(story.kinds()).contains("drift-gone");
    }

    @Test
    void isToldOnceHoweverOftenItIsSeen() {
        Story story = drifts(drifts(new Given().story(), 1, true), 1, true);

        assertThat(story.kinds()).containsOnlyOnce("drift-seen");
    }

    @Test
    void nothingIsSaidAtTheStartOfAWatchThatSeesNone() {
        assertThat(drifts(new Given().story(), 1, false).kinds()).doesNotContain("drift-gone");
    }

    @Test
    void ofAnEarlierDecisionIsNotHeard() {
        Story story = new Given().story().sees(EAST, Verdict.DOWN).accepted().done();

        assertThat(drifts(story, 1, true).status().alarms()).extracting("code").doesNotContain("records-drift");
    }

    @Test
    void heldIsWhatWouldMoveUntilItIsGone() {
        Story story = drifts(new Given().story(), 1, true).sees(EAST, Verdict.DOWN);

        assertThat(story.moves()).isEmpty();
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().text()).contains("203.0.113.7");

        drifts(story, 1, false);

        assertThat(story.moves()).containsExactly(WEST);
        assertThat(overwrites(story)).isFalse();
    }

    @Test
    void recordsThatOnlyTheTopologyHasLeftBehindHoldNothing() {
        Story story = new Given().story();
        story.hear(new ServiceEvent.Reported(new DriftSighting(
                Outcome.VERSION,
                Given.service(1),
                story.state().since(),
                1,
                true,
                "A 192.0.2.77",
                "A 192.0.2.1",
                List.of("A 192.0.2.1"),
                "not asked")));

        assertThat(story.status().alarms()).extracting("code").containsExactly("records-outdated");
        assertThat(story.sees(EAST, Verdict.DOWN).moves()).containsExactly(WEST);
    }

    @Test
    void isOverwrittenWhenTheActiveSiteIsDownAndThatIsWanted() {
        Story story = drifts(
                        new Given().onDrift(Dns.OnDrift.OVERWRITE_WHEN_DOWN).story(), 1, true)
                .sees(EAST, Verdict.DOWN);

        assertThat(story.moves()).containsExactly(WEST);
        assertThat(overwrites(story)).isTrue();
        assertThat(story.last().expected()).isEqualTo(story.state().fence());
    }

    @Test
    void isOverwrittenByAnOperatorsForceAlone() {
        Story asked = drifts(new Given().story(), 1, true).orders(new Directive.Override(WEST, null, false, false));
        Story forced = drifts(new Given().story(), 1, true).orders(new Directive.Override(WEST, null, true, false));

        assertThat(asked.moves()).isEmpty();
        assertThat(forced.moves()).containsExactly(WEST);
        assertThat(overwrites(forced)).isTrue();
    }

    @Test
    void isGoneWithASwitchEvenWhereNobodyCouldSeeThat() {
        Story forced = drifts(new Given().story(), 1, true).orders(new Directive.Override(WEST, null, true, false));

        assertThat(forced.accepted().status().alarms()).isEmpty();
        assertThat(forced.kinds()).contains("drift-gone");

        Story elsewhere = drifts(new Given().story(), 1, true);
        elsewhere.sights(Fence.settled(2, WEST, "m2-9", new CellName("eu-west-1")));
        assertThat(elsewhere.status().alarms()).isEmpty();
    }

    @Test
    void seenBeforeTheSwitchIsHeardOfItStays() {
        Story story = drifts(new Given().story(), 2, true);
        story.sights(Fence.settled(2, WEST, "m2-9", new CellName("eu-west-1")));

        assertThat(story.status().alarms()).extracting("code").containsExactly("records-drift");
    }

    @Test
    void aClaimOfAnotherCellLeavesItAsItIs() {
        Story story = drifts(new Given().story(), 1, true);
        story.sights(Fence.moving(2, EAST, "m2-9", new CellName("eu-west-1"), story.now.plusSeconds(60)));

        assertThat(story.status().alarms()).extracting("code").containsExactly("records-drift");
    }

    @Test
    void aCellThatHasTakenTheFenceOverHoldsAsWell() {
        Story story = new Given().story();
        story.sights(Fence.settled(2, WEST, "m2-9", new CellName("eu-west-1")));
        drifts(story, 2, true).sees(WEST, Verdict.DOWN);

        assertThat(story.moves()).isEmpty();
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().text()).contains("203.0.113.7");
    }

    @Test
    void aCellThatHasTakenTheFenceOverOverwritesNothingThatNobodyHasSeen() {
        Story story = new Given().story();
        story.sights(Fence.settled(2, WEST, "m2-9", new CellName("eu-west-1"))).sees(WEST, Verdict.DOWN);

        assertThat(story.moves()).containsExactly(EAST);
        var change = (StepArguments.DnsSwitch) story.last().arguments();
        assertThat(change.overwrites()).isFalse();
        assertThat(change.remove()).isEmpty();
        assertThat(change.candidates()).isNotEmpty();
    }

    @Test
    void isNotOverwrittenOnTheWayHome() {
        Story story = new Given()
                .onDrift(Dns.OnDrift.OVERWRITE_WHEN_DOWN)
                .story()
                .sees(EAST, Verdict.DOWN)
                .accepted()
                .done()
                .sees(EAST, Verdict.UP);
        drifts(story, 2, true).passes(Duration.ofMinutes(11));

        assertThat(story.moves()).containsExactly(WEST);
    }
}
