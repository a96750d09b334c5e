package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private final Watch watch = new Watch(Orders.topology(), List.of());

    @Test
    void isUpWhenAMajorityHasPassedOftenEnough() {
        watch.passes(1, EAST, V1, V2, V3);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
        watch.passes(1, EAST, V1, V2);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void isDownWithTheLastDecidingFailureAndNamesTheFirst() {
        watch.passes(2, EAST, V1, V2, V3);
        var first = watch.now.plusMillis(250).minusMillis(1);
        watch.fails(3, EAST, V1, V2);
        SiteVerdict down = watch.changes.getLast();
        assertThat(down.verdict()).isEqualTo(Verdict.DOWN);
        assertThat(down.firstFailure()).isEqualTo(first);
        assertThat(down.needed()).isEqualTo(2);
        assertThat(down.reason().text()).contains("2 say DOWN", "eu-west-1 DOWN", "REFUSED");
    }

    @Test
    void holdsWhenOnlyOneVantageSeesTheSiteDown() {
        watch.passes(2, EAST, V1, V2, V3);
        for (int i = 0; i < 25; i++) {
            watch.fails(2, EAST, V1).passes(1, EAST, V2, V3).after(Duration.ZERO);
        }
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.changes).hasSize(1);
    }

    @Test
    void aSuccessStartsTheCountOfFailuresAnew() {
        watch.passes(2, EAST, V1, V2, V3);
        for (int i = 0; i < 5; i++) {
            watch.fails(2, EAST, V1, V2, V3).passes(1, EAST, V1, V2, V3);
        }
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.changes).hasSize(1);
    }

    @Test
    void sickVantagesHaveNoVote() {
        watch.passes(2, EAST, V1, V2, V3).failsWhileSick(10, EAST, V1, V2);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.changes.getLast().votes().getFirst().counts()).isFalse();
        assertThat(watch.changes.getLast().reason().text()).contains("references unreachable");
    }

    @Test
    void whatASickVantageSawIsForgottenWhenItIsWellAgain() {
        watch.passes(2, EAST, V1, V2, V3).failsWhileSick(10, EAST, V1, V2);
        watch.fails(2, EAST, V1, V2);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
        watch.fails(1, EAST, V1, V2);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aSickVantagesLateResultCountsForNothingEither() {
        watch.passes(3, EAST, V1, V2, V3);
        var past = watch.now.minusMillis(500);
        for (long sequence = 4; sequence <= 6; sequence++) {
            watch.accept(Watch.sickFailure(EAST, V1, sequence), past);
            watch.accept(Watch.sickFailure(EAST, V2, sequence), past);
        }
        assertThat(watch.verdict(EAST)).isNotEqualTo(Verdict.DOWN);
    }

    @Test
    void theVotesNeededStayTheSameWhenVantagesAreMissing() {
        watch.passes(2, EAST, V1, V2, V3).after(Duration.ofMillis(4_000)).fails(20, EAST, V1);
        watch.after(Duration.ofMillis(500));
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void silenceIsUnknownOnceNothingIsFresh() {
        watch.passes(2, EAST, V1, V2, V3).after(Duration.ofMillis(4_900));
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        watch.after(Duration.ofMillis(200));
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void duplicatesCountOnce() {
        watch.passes(2, EAST, V1, V2, V3);
        for (VantageName vantage : Orders.VANTAGES) {
            for (int i = 0; i < 10; i++) {
                watch.accept(Watch.failure(EAST, vantage, "run1", 3), watch.now);
            }
        }
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void lateObservationsOfAnEarlierRunCountForNothing() {
        watch.passes(2, EAST, V1, V2, V3);
        var past = watch.now.minusSeconds(2);
        for (long sequence = 1; sequence <= 5; sequence++) {
            for (VantageName vantage : Orders.VANTAGES) {
                watch.accept(Watch.failure(EAST, vantage, "run0", sequence), past);
            }
        }
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void aRestartedProberCountsFromOneAgain() {
        watch.passes(5, EAST, V1, V2, V3);
        for (long sequence = 1; sequence <= 3; sequence++) {
            watch.now = watch.now.plusMillis(250);
            watch.accept(Watch.failure(EAST, V1, "run2", sequence), watch.now);
            watch.accept(Watch.failure(EAST, V2, "run2", sequence), watch.now);
        }
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void staleEvidenceNeverMakesASiteDown() {
        watch.passes(2, EAST, V1, V2, V3);
        watch.now = watch.now.plusSeconds(20);
        for (long sequence = 3; sequence <= 9; sequence++) {
            watch.accept(Watch.failure(EAST, V1, "run1", sequence), watch.now.minusSeconds(6));
            watch.accept(Watch.failure(EAST, V2, "run1", sequence), watch.now.minusSeconds(6));
        }
        watch.after(Duration.ZERO);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void nothingGoesDownWhileTheReaderLagsBehind() {
        watch.passes(2, EAST, V1, V2, V3);
        var appended = watch.now;
        watch.now = watch.now.plusMillis(1_500);
        for (long sequence = 3; sequence <= 5; sequence++) {
            watch.accept(Watch.failure(EAST, V1, "run1", sequence), appended);
            watch.accept(Watch.failure(EAST, V2, "run1", sequence), appended);
        }
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        watch.accept(Watch.failure(EAST, V1, "run1", 6), watch.now);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aRestoredVerdictHoldsUntilItsFreshnessIsOver() {
        watch.passes(2, EAST, V1, V2, V3).fails(3, EAST, V1, V2, V3);
        var restored = new Watch(Orders.topology(), List.of(watch.changes.getLast()));
        restored.after(Duration.ofMillis(4_900));
        assertThat(restored.verdict(EAST)).isEqualTo(Verdict.DOWN);
        restored.after(Duration.ofMillis(200));
        assertThat(restored.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aRestoredVerdictYieldsToFreshEvidence() {
        watch.passes(2, EAST, V1, V2, V3).fails(3, EAST, V1, V2, V3);
        var restored = new Watch(Orders.topology(), List.of(watch.changes.getLast()));
        restored.passes(2, EAST, V1, V2);
        assertThat(restored.verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void aRestoredVerdictIsNotSaidAgainWhenEvidenceConfirmsIt() {
        watch.passes(2, EAST, V1, V2, V3);
        var restored = new Watch(Orders.topology(), List.of(watch.changes.getLast()));
        for (int i = 0; i < 10; i++) {
            restored.passes(4, EAST, V1, V2, V3).after(Duration.ZERO);
        }
        assertThat(restored.changes).isEmpty();
    }

    @Test
    void theVantageOfASiteMayBeExcludedFromItsElectorate() {
        var quorum = new Policy.Quorum(null, true);
        var policy = new Policy(quorum, POLICY.failback(), POLICY.whenAllDown(), POLICY.grace(), POLICY.planDeadline());
        var excluding = new Watch(Orders.topology(policy), List.of());
        excluding.passes(2, EAST, V2, V3).fails(10, EAST, V1);
        assertThat(excluding.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(excluding.changes.getLast().votes().getFirst().detail()).contains("no vote on its own site");
    }

    @Test
    void upWinsWhereAQuorumBelowAMajorityIsReachedByBoth() {
        var quorum = new Policy.Quorum(1, false);
        var policy = new Policy(quorum, POLICY.failback(), POLICY.whenAllDown(), POLICY.grace(), POLICY.planDeadline());
        var one = new Watch(Orders.topology(policy), List.of());
        one.passes(2, EAST, V1).fails(3, EAST, V2, V3);
        assertThat(one.verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void sitesAreJudgedApart() {
        watch.passes(2, EAST, V1, V2, V3).passes(2, WEST, V1, V2, V3).fails(3, EAST, V1, V2, V3);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
        assertThat(watch.verdict(WEST)).isEqualTo(Verdict.UP);
    }

    @Test
    void whatComesFromAnUnknownVantageIsNoVote() {
        var stranger = new VantageName("ap-south-1");
        watch.passes(2, EAST, V1, V2).fails(20, EAST, stranger);
        assertThat(watch.changes).hasSize(1);
    }
}
