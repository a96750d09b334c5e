package io.signalbox.decision.core.rehearsal;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.MAJORITY;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Policy.Mode;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.state.MoveKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void tellsTheFailoverAndTheWayHome() {
        var scene = new Scene(Orders.topology()).passes(MINUTE);
        assertThat(scene.moves).isEmpty();

        scene.vantages.lose(EAST);
        scene.passes(MINUTE);
        assertThat(scene.moves).singleElement().satisfies(move -> {
            assertThat(move.from()).isEqualTo(EAST);
            assertThat(move.to()).isEqualTo(WEST);
            assertThat(move.kind()).isEqualTo(MoveKind.FAILOVER);
            assertThat(move.at()).isEqualTo("2026-01-01T00:01:02.166666666Z");
            assertThat(move.reason().text()).contains("us-east-1 is DOWN");
            assertThat(move.asked()).isFalse();
        });

        scene.vantages.repair(EAST);
        scene.passes(Duration.ofMinutes(11));
        assertThat(scene.ways()).containsExactly(WEST, EAST);
        assertThat(scene.moves.getLast().kind()).isEqualTo(MoveKind.FAILBACK);
    }

    @Test
    void goesToTheLastResortWhenEverythingIsLost() {
        var scene = new Scene(Orders.topology()).passes(MINUTE);
        scene.vantages.lose(EAST);
        scene.vantages.lose(WEST);
        scene.passes(MINUTE);
        assertThat(scene.active()).isEqualTo(PAGE);
    }

    @Test
    void doesNothingWhenOneVantageIsBlindAndAnotherSilent() {
        var scene = new Scene(Orders.topology()).passes(MINUTE);
        scene.vantages.blind(V1);
        scene.vantages.silence(V2);
        scene.passes(Duration.ofMinutes(5));
        assertThat(scene.moves).isEmpty();
    }

    @Test
    void somebodyAgreesWhereThePolicyAsks() {
        var scene = new Scene(Orders.topology(policy(Mode.APPROVE, Failback.Mode.MANUAL))).passes(MINUTE);
        scene.vantages.lose(EAST);
        scene.passes(MINUTE);
        scene.vantages.repair(EAST);
        scene.passes(Duration.ofMinutes(12));
        assertThat(scene.ways()).containsExactly(WEST, EAST);
        assertThat(scene.moves).allMatch(Move::asked);
    }

    @Test
    void aPolicyThatOnlyAdvisesMovesNothing() {
        var scene = new Scene(Orders.topology(policy(Mode.ADVISE, Failback.Mode.AUTO))).passes(MINUTE);
        scene.vantages.lose(EAST);
        scene.passes(MINUTE);
        assertThat(scene.moves).isEmpty();
        assertThat(scene.entries("held")).isNotEmpty();
    }

    @Test
    void somebodyAgreesToAStepThatAsks() {
        var scene = new Scene(Planned.before(new Work.Approve("move?"))).passes(MINUTE);
        scene.vantages.lose(EAST);
        scene.passes(MINUTE);
        assertThat(scene.moves).singleElement().satisfies(move -> {
            assertThat(move.to()).isEqualTo(WEST);
            assertThat(move.asked()).isTrue();
        });
        scene.vantages.repair(EAST);
        scene.passes(Duration.ofMinutes(11));
        assertThat(scene.moves.getLast().to()).isEqualTo(EAST);
        assertThat(scene.moves.getLast().asked()).isFalse();
    }

    @Test
    void aPlanThatCannotFinishIsAcknowledgedAndTriedAgain() {
        var scene = new Scene(Planned.before(new Work.WaitLag(new ProbeName("nobody")))).passes(MINUTE);
        scene.vantages.lose(EAST);
        scene.passes(MINUTE);
        assertThat(scene.moves).isEmpty();
        assertThat(scene.entries("stuck")).hasSizeBetween(4, 6);
    }

    @Test
    void observationsOfNoServiceChangeNothing() {
        var scene = new Scene(Orders.topology()).passes(MINUTE);
        int before = scene.journal.size();
        scene.rehearsal.observe(
                new Observation(
                        Observation.VERSION,
                        new ServiceName("other"),
                        EAST,
                        new ProbeName("health"),
                        V1,
                        "run",
                        1,
                        0,
                        new ProbeResult.Passed(Timings.total(1)),
                        null,
                        VantageHealth.HEALTHY,
                        "d1",
                        null,
                        null),
                scene.now);
        assertThat(scene.journal).hasSize(before);
    }

    static Policy policy(Mode mode, Failback.Mode failback) {
        return new Policy(
                mode,
                MAJORITY,
                new Failback(failback, Duration.ofMinutes(10), null),
                POLICY.whenAllDown(),
                POLICY.grace(),
                POLICY.minDownFor(),
                POLICY.damping(),
                POLICY.planDeadline(),
                POLICY.claimFor(),
                false);
    }
}
