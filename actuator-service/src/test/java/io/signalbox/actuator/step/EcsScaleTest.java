package io.signalbox.actuator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.step.EcsScale;
import io.signalbox.sandbox.cloud.ApplicationAutoScaling;
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

    private int desired() {
        return world.outside.cloud.ecs().service(REGION, "shop", "orders").desired();
    }

    @Test
    void neverShrinksAService() {
        world.outside.cloud.ecs().put(REGION, "shop", "orders", 10);

        var outcome = attempt(scale(6), Map.of());

        assertDone(outcome);
        assertThat(outcome.previous()).isEmpty();
        assertThat(desired()).isEqualTo(10);
        assertThat(accepted("ecs:UpdateService")).isZero();
    }

    @Test
    void shrinksAServiceOnlyIfAnExactNumberIsWanted() {
        world.outside.cloud.ecs().put(REGION, "shop", "orders", 6);
        world.outside.cloud.ecs().startsAfter(Duration.ofHours(1));

        assertDone(attempt(new EcsScale(REGION, "shop", "orders", 2, true), Map.of("desired", "6")));

        assertThat(desired()).isEqualTo(2);
    }

    @Test
    void waitsForNoMoreTasksThanAreWanted() {
        world.outside.cloud.ecs().put(REGION, "shop", "orders", 6);
        world.outside.cloud.ecs().startsAfter(Duration.ofHours(1));
        assertWaiting(attempt(scale(10), Map.of("desired", "6")), "6 of 10 tasks run");

        assertDone(attempt(scale(6), Map.of()));
    }

    @Test
    void anAutoscalerWithoutLoadLeavesTheWantedTasks() {
        world.outside.cloud.ecs().put(REGION, "shop", "orders", 2);
        world.outside.cloud.applicationAutoScaling().put(REGION, "shop", "orders", 2, 4);

        Map<String, String> previous = attempt(scale(6), Map.of()).previous();
        assertDone(attempt(scale(6), previous));
        world.outside.cloud.applicationAutoScaling().idle(REGION, "shop", "orders");

        assertThat(desired()).isEqualTo(6);
        assertThat(limits()).isEqualTo(new ApplicationAutoScaling.Target(6, 6));
        assertDone(restore(scale(6), previous));
        assertThat(limits()).isEqualTo(new ApplicationAutoScaling.Target(2, 4));
        assertThat(desired()).isEqualTo(2);
    }

    private ApplicationAutoScaling.Target limits() {
        return world.outside.cloud.applicationAutoScaling().target(REGION, "shop", "orders");
    }

    @Test
    void leavesTheLimitsOfAnAutoscalerThatAreWideEnough() {
        world.outside.cloud.ecs().put(REGION, "shop", "orders", 8);
        world.outside.cloud.applicationAutoScaling().put(REGION, "shop", "orders", 7, 20);

        assertDone(attempt(scale(6), Map.of()));

        assertThat(limits()).isEqualTo(new ApplicationAutoScaling.Target(7, 20));
    }

    @Test
    void putsBackWhatIsStillThereWhenTheAutoscalerIsGone() {
        world.outside.cloud.ecs().put(REGION, "shop", "orders", 6);

        assertDone(restore(scale(6), Map.of("desired", "2", "min", "2", "max", "4")));

        assertThat(desired()).isEqualTo(2);
    }

    /** What an actuator has remembered that knew of no autoscaler. */
    @Test
    void putsBackTheNumberAloneIfNothingElseIsRemembered() {
        world.outside.cloud.ecs().put(REGION, "shop", "orders", 6);
        world.outside.cloud.applicationAutoScaling().put(REGION, "shop", "orders", 1, 9);

        assertDone(restore(scale(6), Map.of("desired", "2")));

        assertThat(desired()).isEqualTo(2);
        assertThat(limits()).isEqualTo(new ApplicationAutoScaling.Target(1, 9));
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
