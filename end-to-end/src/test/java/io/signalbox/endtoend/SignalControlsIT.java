package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.world.SignalRoutingControls;
import io.signalbox.sandbox.world.WorldPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Routing controls move the traffic and follow the signal, which is the fence, while Route 53's API is away. */
@Tag("long")
class SignalControlsIT {

    private static final int EVERY_REQUEST = 1_000_000;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.start(WorldPlan.DEMO.withRouting(WorldPlan.CONTROLS));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private static boolean on(String control) {
        return stage.world().cloud().recoveryControl().state(control);
    }

    @Test
    void theControlsMoveTheTrafficWithoutRoute53sApiAndBringItHome() {
        stage.awaitSettledAt(stage.home());
        Stage.eventually().untilAsserted(() -> {
            assertThat(stage.verdicts()).containsOnly(Verdict.UP);
            assertThat(stage.fence()).isEqualTo(stage.status().fence());
        });
        Fence before = stage.fence();
        for (Operation operation : Operation.values()) {
            var away = new Fault.Error(503, "ServiceUnavailable", "the control plane is away");
            stage.world().route53().faults().inject(operation, away, EVERY_REQUEST);
        }

        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());

        assertThat(on(SignalRoutingControls.PREFERRED)).isFalse();
        assertThat(on(SignalRoutingControls.STANDBY)).isTrue();
        assertThat(stage.world().signal()).contains(stage.status().fence().text());
        assertThat(stage.fence()).isEqualTo(before);

        stage.world().route53().faults().clear();
        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        assertThat(on(SignalRoutingControls.PREFERRED)).isTrue();
        assertThat(on(SignalRoutingControls.STANDBY)).isFalse();
        assertThat(stage.world().signal()).isEmpty();
        stage.assertNeverWithoutAnAnswer();
    }
}
