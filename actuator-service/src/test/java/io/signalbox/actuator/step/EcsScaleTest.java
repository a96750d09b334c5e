package io.signalbox.actuator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.step.EcsScale;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EcsScaleTest extends OutsideTest {

    private static final String REGION = "us-west-2";

    private static EcsScale scale(int desired) {
        return new EcsScale(REGION, "shop", "orders", desired);
    }

    @Test
    void isNotDoneBeforeAsManyTasksRun() {
        world.outside.cloud.ecs().put(REGION, "shop", "orders", 2);
        world.outside.cloud.ecs().startsAfter(Duration.ofHours(1));

        assertWaiting(attempt(scale(6), Map.of("desired", "2")), "2 of 6 tasks run");
        assertWaiting(attempt(scale(6), Map.of("desired", "2")), "2 of 6 tasks run");

        assertThat(accepted("ecs:UpdateService")).isEqualTo(1);
    }

    @Test
    void doesNotWaitForTasksToGo() {
        world.outside.cloud.ecs().put(REGION, "shop", "orders", 6);
        world.outside.cloud.ecs().startsAfter(Duration.ofHours(1));

        assertDone(attempt(scale(2), Map.of("desired", "6")));

        assertThat(world.outside.cloud.ecs().service(REGION, "shop", "orders").desired())
                .isEqualTo(2);
    }

    @Test
    void failsForNowWhereThereIsNoSuchService() {
        world.outside.cloud.ecs().put(REGION, "shop", "billing", 2);

        assertFailed(attempt(scale(6), Map.of()), "not-found", true);
    }

    @Test
    void failsForNowWhereItIsDeletedButCanBeSeen() {
        world.outside.cloud.ecs().put(REGION, "shop", "orders", 2);
        world.outside.cloud.ecs().delete(REGION, "shop", "orders");

        assertFailed(attempt(scale(6), Map.of()), "not-found", true);
    }

    @Test
    void failsForNowWhereThereIsNoSuchCluster() {
        assertFailed(attempt(scale(6), Map.of()), "not-found", true);
    }

    @Test
    void keepsRegionsApartAndCountsItsCalls() {
        world.outside.cloud.ecs().put(REGION, "shop", "orders", 2);
        world.outside.cloud.ecs().put("us-east-1", "shop", "orders", 3);

        assertDone(attempt(scale(6), Map.of("desired", "2")));

        assertThat(world.outside
                        .cloud
                        .ecs()
                        .service("us-east-1", "shop", "orders")
                        .desired())
                .isEqualTo(3);
        assertThat(world.meters
                        .counter("signalbox.ecs.requests", "action", "UpdateService", "result", "ok")
                        .count())
                .isEqualTo(1);
    }
}
