package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Quorum;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.rehearsal.Scene;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowedEvidenceTest {

    private static final Policy ONE_VOTE = new Policy(
            new Quorum(1, false), POLICY.failback(), POLICY.whenAllDown(), POLICY.grace(), POLICY.planDeadline());
    private static final Topology TWO_QUORUMS = Scene.shadowed(POLICY, ONE_VOTE);

    private final List<SiteVerdict> changes = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void theSameQuorumIsCountedOnce() {
        var evidence = of(Scene.shadowed(POLICY, POLICY), List.of());
        fail(evidence, V1, V2, V3);
        assertThat(changes).singleElement().satisfies(verdict -> {
            assertThat(verdict.verdict()).isEqualTo(Verdict.DOWN);
            assertThat(verdict.shadow()).isNull();
        });
    }

    @Test
    void anotherQuorumComesToItsOwnVerdictOnTheSameEvidence() {
        var evidence = of(TWO_QUORUMS, List.of());
        fail(evidence, V1);
        assertThat(changes).singleElement().satisfies(verdict -> {
            assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(verdict.shadow().verdict()).isEqualTo(Verdict.DOWN);
            assertThat(verdict.shadow().needed()).isEqualTo(1);
        });
        fail(evidence, V2);
        assertThat(changes.getLast().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(changes.getLast().shadow().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(changes).hasSize(2);
    }

    @Test
    void bothAreTakenOverAfterARestartAndGoStaleTogether() {
        fail(of(TWO_QUORUMS, List.of()), V1, V2);
        SiteVerdict last = changes.getLast();
        var restarted = of(TWO_QUORUMS, List.of(last));
        changes.clear();
        now = now.plusSeconds(60);
        changes.addAll(restarted.tick(now, Silence.upTo(now)));
        assertThat(changes).singleElement().satisfies(verdict -> {
            assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(verdict.shadow().verdict()).isEqualTo(Verdict.UNKNOWN);
        });
    }

    @Test
    void explainsTheQuorumInForce() {
        var evidence = of(TWO_QUORUMS, List.of());
        fail(evidence, V1);
        Explanation.Site site = evidence.explain(List.of(), now).sites().getFirst();
        assertThat(site.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(site.needed()).isEqualTo(2);
    }

    @Test
    void aChangeOfOneComesBesideWhatTheOtherHasRestored() {
        fail(of(TWO_QUORUMS, List.of()), V1, V2);
        SiteVerdict down = changes.getLast();
        var restarted = of(TWO_QUORUMS, List.of(down));
        changes.clear();
        for (int sequence = 1; sequence <= 2; sequence++) {
            now = now.plusMillis(250);
            changes.addAll(restarted.accept(passed(sequence), now, now));
        }
        assertThat(changes).singleElement().satisfies(verdict -> {
            assertThat(verdict.verdict()).isEqualTo(Verdict.DOWN);
            assertThat(verdict.shadow().verdict()).isEqualTo(Verdict.UP);
        });
    }

    @Test
    void aChangeOfTheQuorumInForceComesBesideWhatTheOtherHasRestored() {
        fail(of(TWO_QUORUMS, List.of()), V1);
        SiteVerdict shadowDown = changes.getLast();
        fail(of(TWO_QUORUMS, List.of(shadowDown)), V1, V2);
        assertThat(changes.getLast().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(changes.getLast().shadow()).isEqualTo(shadowDown.shadow());
    }

    private static Observation passed(long sequence) {
        return new Observation(
                Observation.VERSION,
                ORDERS,
                EAST,
                HEALTH,
                V3,
                "run2",
                sequence,
                1_000,
                new ProbeResult.Passed(Timings.total(1_000)),
                null,
                VantageHealth.HEALTHY,
                "d1",
                null,
                null);
    }

    private ShadowedEvidence of(Topology topology, List<SiteVerdict> known) {
        return new ShadowedEvidence(topology, topology.services().getFirst(), known, now);
    }

    private void fail(ShadowedEvidence evidence, VantageName... vantages) {
        for (int sequence = 1; sequence <= 3; sequence++) {
            now = now.plusMillis(250);
            for (VantageName vantage : vantages) {
                changes.addAll(evidence.accept(Watch.failure(EAST, vantage, "run1", sequence), now, now));
            }
        }
    }
}
