package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A restored verdict is confirmed by one agreeing result of each of as many vantages as a verdict takes. */
class ConfirmedTest {

    private static final Duration TAKEOVER = Duration.ofSeconds(2);
    private static final Duration OUTAGE = Duration.ofMinutes(15);
    private static final Probe READY = Given.probe(Given.READY, Role.READINESS);
    private static final Topology TOPOLOGY = Given.east(Given.health(), READY);
    private static final Topology HEALTH_ONLY = Given.east(Given.health());

    private static Watch up(Topology topology) {
        return new Watch(topology, List.of()).passes(4, EAST, V1, V2, V3);
    }

    @Test
    void whatIsConcludedInThisLifeIsConfirmed() {
        assertThat(up(HEALTH_ONLY).unconfirmed()).isEmpty();
    }

    @Test
    void aRestoredVerdictIsNotConfirmedUntilAQuorumHasAgreedOnce() {
        Watch watch = up(HEALTH_ONLY).restarted(HEALTH_ONLY, TAKEOVER);
        assertThat(watch.unconfirmed()).containsExactly("us-east-1");
        assertThat(watch.passes(1, EAST, V1).unconfirmed()).containsExactly("us-east-1");
        assertThat(watch.passes(1, EAST, V1).unconfirmed()).containsExactly("us-east-1");
        assertThat(watch.passes(1, EAST, V2).unconfirmed()).isEmpty();
    }

    @Test
    void resultsThatSayOtherwiseDoNotConfirmIt() {
        Watch watch = up(HEALTH_ONLY).restarted(HEALTH_ONLY, OUTAGE);
        assertThat(watch.fails(1, EAST, V1, V2, V3).unconfirmed()).containsExactly("us-east-1");
        assertThat(watch.fails(2, EAST, V1, V2, V3).verdict(EAST)).isEqualTo(Verdict.DOWN);
        assertThat(watch.unconfirmed()).isEmpty();
    }

    @Test
    void aRestoredDownIsConfirmedByFailures() {
        Watch watch = up(HEALTH_ONLY).fails(3, EAST, V1, V2, V3).restarted(HEALTH_ONLY, OUTAGE);
        assertThat(watch.passes(1, EAST, V1, V2, V3).unconfirmed()).containsExactly("us-east-1");
        assertThat(watch.fails(1, EAST, V1, V3).unconfirmed()).isEmpty();
    }

    @Test
    void whatAVantageSawBeforeItFellSickDoesNotConfirm() {
        Watch watch = up(HEALTH_ONLY).restarted(HEALTH_ONLY, TAKEOVER).passes(1, EAST, V1, V2);
        assertThat(watch.unconfirmed()).isEmpty();
        assertThat(watch.failsWhileSick(1, EAST, V1).unconfirmed()).containsExactly("us-east-1");
    }

    @Test
    void agreementGoesStale() {
        Watch watch = up(HEALTH_ONLY).restarted(HEALTH_ONLY, TAKEOVER).passes(1, EAST, V1, V2);
        watch.now = watch.now.plusSeconds(6);
        assertThat(watch.unconfirmed()).containsExactly("us-east-1");
    }

    @Test
    void aReadinessProbeIsConfirmedByItself() {
        Watch before = up(TOPOLOGY).of(Given.READY).passes(2, EAST, V1, V2, V3);
        Watch watch = before.restarted(TOPOLOGY, TAKEOVER).passes(1, EAST, V1, V2);
        assertThat(watch.unconfirmed()).containsExactly("us-east-1/ready");
        assertThat(watch.of(Given.READY).passes(1, EAST, V1, V2).unconfirmed()).isEmpty();
    }

    @Test
    void aSiteOfWhichNothingIsKnownNeedsNoConfirmation() {
        assertThat(new Watch(HEALTH_ONLY, List.of()).unconfirmed()).isEmpty();
    }

    @Test
    void aConfirmedVerdictStandsUntilThereAreVotesHoweverLongTheyTake() {
        Watch watch = up(HEALTH_ONLY).restarted(HEALTH_ONLY, TAKEOVER);
        watch.after(Duration.ofMillis(4_500)).passes(1, EAST, V1, V2, V3);
        assertThat(watch.after(Duration.ofSeconds(1)).verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.passes(1, EAST, V1, V2, V3).after(Duration.ofSeconds(1)).changes)
                .extracting(SiteVerdict::verdict)
                .doesNotContain(Verdict.UNKNOWN);
    }

    @Test
    void aTakeoverWithoutBlindTimeTellsNothingAndStabilityGoesOn() {
        Watch before = up(HEALTH_ONLY).after(Duration.ZERO);
        Watch watch = before.restarted(HEALTH_ONLY, TAKEOVER)
                .passes(4, EAST, V1, V2, V3)
                .after(Duration.ZERO);
        assertThat(watch.changes).isEmpty();
        assertThat(stableSince(watch)).isEqualTo(before.last().since());
    }

    @Test
    void blindTimeDoesNotCountAsStable() {
        Watch before = up(HEALTH_ONLY).after(Duration.ZERO);
        Watch watch = before.restarted(HEALTH_ONLY, OUTAGE)
                .passes(1, EAST, V1, V2, V3)
                .after(Duration.ZERO);
        Duration blind = Duration.between(before.now, watch.now);
        assertThat(watch.changes).hasSize(1);
        assertThat(watch.last().since()).isEqualTo(before.last().since());
        assertThat(watch.last().stableSince()).isEqualTo(before.last().since().plus(blind));
        assertThat(watch.passes(4, EAST, V1, V2, V3).after(Duration.ZERO).changes)
                .hasSize(1);
    }

    /** One success is enough for a vote, so that the verdict stands all the time. */
    @Test
    void whileTheProcessStandsStillItIsBlind() {
        Probe health = Given.health();
        Topology topology = Given.east(new Probe(
                HEALTH,
                Role.HEALTH,
                health.interval(),
                health.timeout(),
                health.fastInterval(),
                3,
                1,
                null,
                health.check(),
                Approach.USUAL));
        Watch watch = up(topology).after(Duration.ZERO);
        Instant stood = watch.now;
        Instant since = watch.last().since();
        watch.now = stood.plus(OUTAGE);
        watch.passes(1, EAST, V1, V2, V3).after(Duration.ZERO);
        assertThat(watch.last().since()).isEqualTo(since);
        assertThat(stableSince(watch)).isEqualTo(since.plus(Duration.between(stood, watch.now)));
    }

    @Test
    void twoOutagesInARowAreOneBlindTime() {
        Watch before = up(HEALTH_ONLY).after(Duration.ZERO);
        Watch unheard = before.restarted(HEALTH_ONLY, OUTAGE).after(Duration.ofSeconds(1));
        Watch watch =
                unheard.restarted(HEALTH_ONLY, OUTAGE).passes(1, EAST, V1, V2).after(Duration.ZERO);
        assertThat(stableSince(watch)).isEqualTo(before.last().since().plus(Duration.between(before.now, watch.now)));
    }

    @Test
    void blindTimesAddUp() {
        Watch before = up(HEALTH_ONLY).after(Duration.ZERO);
        Watch once = before.restarted(HEALTH_ONLY, OUTAGE)
                .passes(4, EAST, V1, V2, V3)
                .after(Duration.ZERO);
        Duration first = once.last().blind();
        Watch twice =
                once.restarted(HEALTH_ONLY, OUTAGE).passes(1, EAST, V1, V2).after(Duration.ZERO);
        assertThat(twice.last().blind()).isEqualTo(first.plus(Duration.between(once.now, twice.now)));
    }

    @Test
    void aChangeOfACheckForgetsNoBlindTime() {
        Watch before = up(TOPOLOGY).of(Given.READY).passes(2, EAST, V1, V2, V3).after(Duration.ZERO);
        Watch watch = before.restarted(TOPOLOGY, OUTAGE).passes(1, EAST, V1, V2).after(Duration.ZERO);
        Duration blind = watch.last().blind();
        watch.of(Given.READY).fails(3, EAST, V1, V2);
        assertThat(watch.last().check(Given.READY)).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().blind()).isEqualTo(blind).isGreaterThan(OUTAGE);
        assertThat(watch.of(HEALTH).fails(3, EAST, V1, V2).last().blind()).isNull();
    }

    private static Instant stableSince(Watch watch) {
        SiteVerdict concluded = watch.concluded(EAST);
        return concluded == null ? null : concluded.stableSince();
    }
}
