package io.signalbox.sandbox.cloud;

import static io.signalbox.sandbox.cloud.Clients.EAST;
import static io.signalbox.sandbox.cloud.Clients.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

class AutoScalingTest {

    private static final String GROUP = "orders";

    private Cloud cloud;
    private AutoScalingClient west;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        west = Clients.client(cloud.endpoint(), WEST, AutoScalingClient.builder());
        cloud.autoScaling().put(WEST, GROUP, 1, 2, 10, null);
    }

    @AfterEach
    void stop() {
        west.close();
        cloud.close();
    }

    private void update(Consumer<UpdateAutoScalingGroupRequest.Builder> what) {
        west.updateAutoScalingGroup(request -> what.accept(request.autoScalingGroupName(GROUP)));
    }

    private AutoScalingGroup described() {
        return west.describeAutoScalingGroups(request -> request.autoScalingGroupNames(GROUP))
                .autoScalingGroups()
                .getFirst();
    }

    private List<LifecycleState> instances() {
        return described().instances().stream().map(Instance::lifecycleState).toList();
    }

    private AutoScaling.Group group() {
        return cloud.autoScaling().group(WEST, GROUP);
    }

    @Test
    void hasAsManyInstancesAsAreWanted() {
        update(request -> request.minSize(2).desiredCapacity(3).maxSize(6));

        AutoScalingGroup group = described();
        assertThat(group.minSize()).isEqualTo(2);
        assertThat(group.desiredCapacity()).isEqualTo(3);
        assertThat(group.maxSize()).isEqualTo(6);
        assertThat(group.mixedInstancesPolicy()).isNull();
        assertThat(instances()).hasSize(3).containsOnly(LifecycleState.IN_SERVICE);
        assertThat(group().inService()).isEqualTo(3);
    }

    @Test
    void startsInstancesLater() {
        cloud.autoScaling().startsAfter(Duration.ofHours(1));

        update(request -> request.desiredCapacity(3));

        assertThat(instances())
                .containsExactly(LifecycleState.IN_SERVICE, LifecycleState.IN_SERVICE, LifecycleState.PENDING);
        assertThat(group().inService()).isEqualTo(2);
    }

    @Test
    void startsInstancesInTheEnd() {
        cloud.autoScaling().startsAfter(Duration.ofMillis(100));

        update(request -> request.desiredCapacity(3));

        await().untilAsserted(() -> assertThat(instances()).hasSize(3).containsOnly(LifecycleState.IN_SERVICE));
    }

    @Test
    void keepsItsInstancesWhileThereIsNoCapacity() {
        cloud.autoScaling().refuseToStart(true);

        update(request -> request.desiredCapacity(5));

        assertThat(described().desiredCapacity()).isEqualTo(5);
        assertThat(instances()).hasSize(2).containsOnly(LifecycleState.IN_SERVICE);
    }

    @Test
    void refusesSizesThatContradictEachOtherAndChangesNothing() {
        assertValidationError(request -> request.desiredCapacity(11));
        assertValidationError(request -> request.minSize(3).desiredCapacity(2));
        assertValidationError(request -> request.minSize(11));
        assertValidationError(request -> request.autoScalingGroupName("billing").desiredCapacity(2));

        assertThat(group().min()).isEqualTo(1);
        assertThat(group().desired()).isEqualTo(2);
        assertThat(group().max()).isEqualTo(10);
    }

    private void assertValidationError(Consumer<UpdateAutoScalingGroupRequest.Builder> what) {
        assertThatThrownBy(() -> update(what)).isInstanceOfSatisfying(AutoScalingException.class, refused -> assertThat(
                        refused.awsErrorDetails().errorCode())
                .isEqualTo("ValidationError"));
    }

    @Test
    void movesTheDesiredCapacityIntoNewBounds() {
        update(request -> request.minSize(4));
        assertThat(group().desired()).isEqualTo(4);

        update(request -> request.minSize(0).maxSize(3));
        assertThat(group().desired()).isEqualTo(3);
    }

    @Test
    void changesHowAMixedGroupBuysAndForgetsWhatIsLeftOut() {
        cloud.autoScaling().put(WEST, GROUP, 1, 2, 10, 25);
        var before = described().mixedInstancesPolicy();
        assertThat(before.instancesDistribution().onDemandPercentageAboveBaseCapacity())
                .isEqualTo(25);

        update(request -> request.mixedInstancesPolicy(policy -> policy.instancesDistribution(
                before.instancesDistribution().copy(all -> all.onDemandPercentageAboveBaseCapacity(100)))));
        assertThat(group().onDemandPercent()).isEqualTo(100);
        assertThat(group().onDemandBase()).isEqualTo(1);
        assertThat(group().spotStrategy()).isEqualTo("price-capacity-optimized");

        update(request -> request.mixedInstancesPolicy(
                policy -> policy.instancesDistribution(all -> all.onDemandPercentageAboveBaseCapacity(50))));
        assertThat(group().onDemandPercent()).isEqualTo(50);
        assertThat(group().onDemandBase()).isZero();
        assertThat(group().spotStrategy()).isEqualTo("lowest-price");
    }

    @Test
    void hasNoPolicyToChangeWhereThereIsNone() {
        assertValidationError(request -> request.mixedInstancesPolicy(
                policy -> policy.instancesDistribution(all -> all.onDemandPercentageAboveBaseCapacity(50))));
    }

    @Test
    void saysNothingOfGroupsThatItDoesNotHave() {
        assertThat(west.describeAutoScalingGroups(request -> request.autoScalingGroupNames("billing"))
                        .autoScalingGroups())
                .isEmpty();
        try (var east = Clients.client(cloud.endpoint(), EAST, AutoScalingClient.builder())) {
            assertThat(east.describeAutoScalingGroups().autoScalingGroups()).isEmpty();
        }
    }
}
