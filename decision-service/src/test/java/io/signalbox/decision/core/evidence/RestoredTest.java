package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was concluded before a restart stands until it would have gone stale, or evidence says otherwise. */
class RestoredTest {

    private static final Duration FRESHNESS = Duration.ofSeconds(5);
    private static final Probe READY = Given.probe(Given.READY, Role.READINESS);
    private static final Topology TOPOLOGY = Given.east(Given.health(), READY);

    private static Watch restarted(Watch before) {
        var after = new Watch(TOPOLOGY, List.of(before.last()));
        after.now = before.now;
        return after;
    }

    /** UP, and not ready. */
    private static Watch before() {
        return new Watch(TOPOLOGY, List.of())
                .passes(2, EAST, V1, V2, V3)
                .of(Given.READY)
                .fails(3, EAST, V1, V2, V3);
    }

    private final SiteVerdict upNotReady = before().last();
    private final Watch watch = new Watch(TOPOLOGY, List.of(upNotReady));

    @Test
    void holdsExactlyAsLongAsAResultIsFresh() {
        watch.after(FRESHNESS.minusMillis(1));
        assertThat(watch.changes).isEmpty();
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        watch.after(Duration.ofMillis(1));
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.changes).hasSize(1);
    }

    @Test
    void keepsChecksThatHadBeenConcluded() {
        watch.after(Duration.ofSeconds(4));
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aCheckGoesStaleAlthoughTheVerdictBesideItIsConfirmed() {
        watch.passes(2, EAST, V1, V2, V3);
        watch.now = watch.now.plus(FRESHNESS).minus(Watch.ROUND.multipliedBy(3)).minusMillis(1);
        watch.passes(1, EAST, V1, V2, V3).after(Duration.ZERO);
        assertThat(watch.changes).isEmpty();
        watch.after(Duration.ofMillis(1));
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aCheckYieldsToFreshEvidenceWhileTheVerdictIsStillHeld() {
        watch.of(Given.READY).passes(2, EAST, V1, V2);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UP);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.last().since()).isEqualTo(upNotReady.since());
        assertThat(watch.last().votes()).isEqualTo(upNotReady.votes());
        assertThat(watch.last().needed()).isEqualTo(upNotReady.needed());
    }

    @Test
    void votesOfAnotherQuorumAreToldWithTheNumberThatTheyHadToReach() {
        var other = new Watch(Given.east(new Policy.Quorum(3, false), Given.health(), READY), List.of(upNotReady));
        other.of(Given.READY).passes(2, EAST, V1, V2, V3);
        assertThat(other.last().check(Given.READY)).isEqualTo(Verdict.UP);
        assertThat(other.last().needed()).isEqualTo(2);
        assertThat(other.last().votes()).isEqualTo(upNotReady.votes());
        other.of(HEALTH).passes(2, EAST, V1, V2, V3);
        other.of(Given.READY).fails(3, EAST, V1, V2, V3);
        assertThat(other.last().check(Given.READY)).isEqualTo(Verdict.DOWN);
        assertThat(other.last().needed()).isEqualTo(3);
    }

    @Test
    void onceConfirmedItIsNotHeldAnyLonger() {
        watch.passes(2, EAST, V1, V2, V3).failsWhileSick(1, EAST, V1, V2);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void onceConfirmedACheckIsNotHeldAnyLongerEither() {
        watch.of(Given.READY).fails(3, EAST, V1, V2, V3).failsWhileSick(1, EAST, V1, V2);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void isHeldAgainstAnEmptyCountButNotAgainstVotes() {
        watch.failsWhileSick(1, EAST, V1, V2, V3).fails(2, EAST, V1, V2);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        watch.fails(1, EAST, V1, V2);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().check(Given.READY)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void unknownIsNotHeldButFoundAgain() {
        var unknown = before();
        unknown.after(Duration.ofSeconds(6));
        Watch after = restarted(unknown);
        after.after(FRESHNESS.plusSeconds(1));
        assertThat(after.changes).isEmpty();
        assertThat(after.of(HEALTH).passes(2, EAST, V1, V2).verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void aSlowProbeThatDecidesNothingDoesNotProlongTheHold() {
        Probe slow = Given.probe(Given.DEEP, Role.WATCH, Duration.ofMinutes(10), null);
        var slowly = new Watch(Given.east(Given.health(), slow), List.of(upNotReady));
        slowly.after(FRESHNESS);
        assertThat(slowly.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void theSlowestProbeThatDecidesSaysHowLongItHolds() {
        Probe slow = Given.probe(Given.LOGIN, Role.HEALTH, Duration.ofMinutes(10), null);
        var slowly = new Watch(Given.east(Given.health(), slow), List.of(upNotReady));
        slowly.after(Duration.ofMinutes(30).minusMillis(1));
        assertThat(slowly.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(slowly.after(Duration.ofMillis(1)).verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aSiteThatHasLostItsDecidingProbesIsUnknownAtOnce() {
        var topology = Given.page(Given.probe(Given.DEEP, Role.WATCH));
        var up = new SiteVerdict(
                SiteVerdict.VERSION,
                upNotReady.service(),
                PAGE,
                Verdict.UP,
                upNotReady.since(),
                null,
                upNotReady.votes(),
                2,
                upNotReady.reason(),
                "d0",
                null,
                null,
                null,
                null);
        assertThat(new Watch(topology, List.of(up)).after(Duration.ZERO).verdict(PAGE))
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void sitesThatAreNoMoreAreForgotten() {
        assertThat(new Watch(Given.page(), List.of(west(upNotReady))).after(Duration.ofSeconds(9)).changes)
                .isEmpty();
    }

    private static SiteVerdict west(SiteVerdict verdict) {
        return new SiteVerdict(
                SiteVerdict.VERSION,
                verdict.service(),
                WEST,
                verdict.verdict(),
                verdict.since(),
                null,
                verdict.votes(),
                2,
                verdict.reason(),
                "d0",
                null,
                null,
                null,
                null);
    }
}
