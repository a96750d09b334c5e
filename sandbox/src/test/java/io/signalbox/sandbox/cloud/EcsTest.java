package io.signalbox.sandbox.cloud;

import static io.signalbox.sandbox.cloud.Clients.EAST;
import static io.signalbox.sandbox.cloud.Clients.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

class EcsTest {

    private Cloud cloud;
    private EcsClient west;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        west = Clients.client(cloud.endpoint(), WEST, EcsClient.builder());
        cloud.ecs().put(WEST, "shop", "orders", 2);
    }

    @AfterEach
    void stop() {
        west.close();
        cloud.close();
    }

    private Service update(int desired) {
        return west.updateService(
                        request -> request.cluster("shop").service("orders").desiredCount(desired))
                .service();
    }

    private Service described() {
        return west.describeServices(request -> request.cluster("shop").services("orders"))
                .services()
                .getFirst();
    }

    @Test
    void runsAsManyTasksAsAreWanted() {
        assertThat(update(6).desiredCount()).isEqualTo(6);

        Service service = described();
        assertThat(service.runningCount()).isEqualTo(6);
        assertThat(service.pendingCount()).isZero();
        assertThat(service.status()).isEqualTo("ACTIVE");
        assertThat(service.deployments()).hasSize(1);
        assertThat(cloud.ecs().service(WEST, "shop", "orders").running()).isEqualTo(6);
        assertThat(cloud.calls())
                .extracting(
                        CloudCall::service,
                        CloudCall::operation,
                        CloudCall::region,
                        CloudCall::accessKey,
                        CloudCall::result)
                .containsExactly(
                        tuple("ecs", "UpdateService", WEST, "AKID", "ok"),
                        tuple("ecs", "DescribeServices", WEST, "AKID", "ok"));
    }

    @Test
    void startsTasksLaterAndCallsThatNoDeployment() {
        cloud.ecs().startsAfter(Duration.ofHours(1));

        update(6);

        Service before = described();
        assertThat(before.desiredCount()).isEqualTo(6);
        assertThat(before.runningCount()).isEqualTo(2);
        assertThat(before.pendingCount()).isEqualTo(4);
        assertThat(before.deployments().getFirst().rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
    }

    @Test
    void startsTasksInTheEnd() {
        cloud.ecs().startsAfter(Duration.ofMillis(100));

        update(6);

        await().untilAsserted(() -> assertThat(described().runningCount()).isEqualTo(6));
    }

    @Test
    void keepsWhatRunsWhileNothingCanStart() {
        cloud.ecs().refuseToStart(true);

        update(6);
        assertThat(described().runningCount()).isEqualTo(2);
        assertThat(described().runningCount()).isEqualTo(2);

        cloud.ecs().refuseToStart(false);
        assertThat(described().runningCount()).isEqualTo(6);
    }

    @Test
    void takesArnsForNames() {
        west.updateService(request -> request.cluster("arn:aws:ecs:us-west-2:000000000000:cluster/shop")
                .service("arn:aws:ecs:us-west-2:000000000000:service/shop/orders")
                .desiredCount(3));

        assertThat(cloud.ecs().service(WEST, "shop", "orders").desired()).isEqualTo(3);
    }

    @Test
    void refusesWhatItDoesNotHave() {
        assertThatThrownBy(() -> west.updateService(
                        request -> request.cluster("shop").service("billing").desiredCount(1)))
                .isInstanceOf(ServiceNotFoundException.class);
        assertThatThrownBy(() -> west.describeServices(request -> request.services("orders")))
                .isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> update(-1)).isInstanceOf(InvalidParameterException.class);
        assertThat(west.describeServices(request -> request.cluster("shop").services("billing"))
                        .failures())
                .extracting(Failure::reason)
                .containsExactly("MISSING");
        try (var east = Clients.client(cloud.endpoint(), EAST, EcsClient.builder())) {
            assertThatThrownBy(() -> east.describeServices(
                            request -> request.cluster("shop").services("orders")))
                    .isInstanceOf(ClusterNotFoundException.class);
        }
        assertThat(cloud.ecs().service(WEST, "shop", "orders").desired()).isEqualTo(2);
    }

    @Test
    void describesADeletedServiceAndNoLongerChangesIt() {
        cloud.ecs().delete(WEST, "shop", "orders");

        assertThat(described().status()).isEqualTo("INACTIVE");
        assertThatThrownBy(() -> update(6)).isInstanceOf(ServiceNotActiveException.class);
    }
}
