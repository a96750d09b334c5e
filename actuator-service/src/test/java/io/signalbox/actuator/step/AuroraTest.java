package io.signalbox.actuator.step;

import static io.signalbox.actuator.step.Trials.EAST_CLUSTER;
import static io.signalbox.actuator.step.Trials.REGION;
import static io.signalbox.actuator.step.Trials.WEST_CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.step.AuroraFailover;
import io.signalbox.contract.step.AuroraSwitchover;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuroraTest extends OutsideTest {

    private static final AuroraFailover FAILOVER = new AuroraFailover(REGION, "orders", WEST_CLUSTER);
    private static final AuroraSwitchover SWITCHOVER = new AuroraSwitchover(REGION, "orders", WEST_CLUSTER);
    private static final Map<String, String> WAS_EAST = Map.of("writer", EAST_CLUSTER);

    @BeforeEach
    void database() {
        Trials.globalDatabase(world.outside);
    }

    private String writer() {
        return world.outside.cloud.rds().globalCluster("orders").writer();
    }

    private String regionOf(String operation) {
        return world.outside.cloud.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .findFirst()
                .orElseThrow()
                .region();
    }

    @Test
    void aFailoverIsAskedForWhereTheNewWriterIs() {
        assertWaiting(attempt(FAILOVER, Map.of()), "asked for the failover");
        assertDone(attempt(FAILOVER, Map.of()));

        assertThat(regionOf("FailoverGlobalCluster")).isEqualTo("us-west-2");
        assertThat(writer()).isEqualTo(WEST_CLUSTER);
    }

    @Test
    void aSwitchoverIsAskedForWhereTheWriterIsOnTheWayThereAndBack() {
        assertThat(attempt(SWITCHOVER, Map.of()).previous()).isEqualTo(WAS_EAST);
        assertWaiting(attempt(SWITCHOVER, WAS_EAST), "asked for the switchover");
        assertThat(regionOf("SwitchoverGlobalCluster")).isEqualTo("us-east-1");
        assertDone(attempt(SWITCHOVER, WAS_EAST));

        assertWaiting(restore(SWITCHOVER, WAS_EAST), "asked for the switchover");
        assertDone(restore(SWITCHOVER, WAS_EAST));

        assertThat(writer()).isEqualTo(EAST_CLUSTER);
    }

    @Test
    void waitsWhileAFailoverIsUnderWayAndAsksOnce() {
        world.outside.cloud.rds().takes(Duration.ofHours(1));

        attempt(FAILOVER, Map.of());
        assertWaiting(attempt(FAILOVER, Map.of()), "is failing-over: the change to " + WEST_CLUSTER + " is under way");

        assertThat(accepted("rds:FailoverGlobalCluster")).isEqualTo(1);
    }

    @Test
    void waitsWhileASwitchoverIsUnderWayAndAsksOnce() {
        world.outside.cloud.rds().takes(Duration.ofHours(1));

        attempt(SWITCHOVER, WAS_EAST);
        assertWaiting(
                attempt(SWITCHOVER, WAS_EAST), "is switching-over: the change to " + WEST_CLUSTER + " is under way");
        assertThat(attempt(SWITCHOVER, Map.of()).previous())
                .as("the writer is still the former one")
                .isEqualTo(WAS_EAST);

        assertThat(accepted("rds:SwitchoverGlobalCluster")).isEqualTo(1);
    }

    /** The way back of a change that AWS could not carry out: the wanted cluster will not be the writer. */
    @Test
    void saysThatAChangeIsBeingCancelled() {
        world.outside.cloud.rds().takes(Duration.ofHours(1));
        attempt(FAILOVER, Map.of());
        world.outside.cloud.rds().changeStatus("orders", "cancelling");

        assertWaiting(attempt(FAILOVER, Map.of()), "the change to " + WEST_CLUSTER + " is being cancelled");

        assertThat(accepted("rds:FailoverGlobalCluster")).isEqualTo(1);
    }

    @Test
    void saysThatAChangeHasNotBegun() {
        world.outside.cloud.rds().takes(Duration.ofHours(1));
        attempt(FAILOVER, Map.of());
        world.outside.cloud.rds().changeStatus("orders", "pending");

        assertWaiting(attempt(FAILOVER, Map.of()), "the change to " + WEST_CLUSTER + " is pending");
    }

    @Test
    void failsForNowWhereThereIsNoSuchDatabaseOrCluster() {
        assertFailed(attempt(new AuroraFailover(REGION, "billing", WEST_CLUSTER), Map.of()), "not-found", true);
        assertFailed(attempt(new AuroraFailover(REGION, "orders", WEST_CLUSTER + "-2"), Map.of()), "not-found", true);
    }
}
