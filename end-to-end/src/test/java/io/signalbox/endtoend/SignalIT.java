package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.world.WorldPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The standby takes over the primary. */
@Tag("long")
class SignalIT {

    private static final int EVERY_REQUEST = 1_000_000;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.start(WorldPlan.DEMO.withRouting(WorldPlan.SIGNAL));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void trafficMovesWithoutTheControlPlaneOfRoute53AndComesHomeWithIt() {
        stage.awaitSettledAt(stage.home());
        Stage.eventually().untilAsserted(() -> {
            assertThat(stage.verdicts()).containsOnly(Verdict.UP);
            assertThat(stage.fence()).isEqualTo(stage.status().fence());
        });
        Fence before = stage.fence();
        long changes = stage.acceptedChanges();
        for (Operation operation : Operation.values()) {
            var away = new Fault.Error(503, "ServiceUnavailable", "the control plane is away");
            stage.world().route53().faults().inject(operation, away, EVERY_REQUEST);
        }

        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());

        Fence moved = stage.status().fence();
        assertThat(moved.epoch()).isEqualTo(before.epoch() + 1);
        assertThat(stage.world().signal()).contains(moved.text());
        assertThat(stage.fence()).isEqualTo(before);
        assertThat(stage.acceptedChanges()).isEqualTo(changes);

        stage.world().route53().faults().clear();
        Stage.eventually().untilAsserted(() -> assertThat(stage.fence()).isEqualTo(moved));
        assertThat(stage.answer()).containsExactly(stage.world().second().address());

        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        assertThat(stage.world().signal()).isEmpty();
        assertThat(stage.fence()).isEqualTo(stage.status().fence());
        assertThat(stage.status().alarms()).isEmpty();
        stage.assertNeverWithoutAnAnswer();
    }
}
