package io.signalbox.sandbox.cloud;

import static io.signalbox.sandbox.cloud.Clients.EAST;
import static io.signalbox.sandbox.cloud.Clients.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;

class ApplicationAutoScalingTest {

    private static final String ORDERS = "service/shop/orders";

    private Cloud cloud;
    private ApplicationAutoScalingClient west;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        west = Clients.client(cloud.endpoint(), WEST, ApplicationAutoScalingClient.builder());
        cloud.ecs().put(WEST, "shop", "orders", 6);
    }

    @AfterEach
    void stop() {
        west.close();
        cloud.close();
    }

    private List<ScalableTarget> described() {
        return west.describeScalableTargets(request ->
                        request.serviceNamespace(ServiceNamespace.ECS).resourceIds(ORDERS))
                .scalableTargets();
    }

    private void register(Integer min, Integer max) {
        west.registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .resourceId(ORDERS)
                .minCapacity(min)
                .maxCapacity(max));
    }

    @Test
    void describesTheTargetsOfItsRegion() {
        cloud.applicationAutoScaling().put(EAST, "shop", "orders", 1, 2);
        assertThat(described()).isEmpty();
        cloud.applicationAutoScaling().put(WEST, "shop", "orders", 2, 8);

        assertThat(described()).singleElement().satisfies(target -> {
            assertThat(target.resourceId()).isEqualTo(ORDERS);
            assertThat(target.minCapacity()).isEqualTo(2);
            assertThat(target.maxCapacity()).isEqualTo(8);
        });
    }

    @Test
    void aLimitThatIsNotGivenStays() {
        cloud.applicationAutoScaling().put(WEST, "shop", "orders", 2, 8);

        register(4, null);

        assertThat(cloud.applicationAutoScaling().target(WEST, "shop", "orders"))
                .isEqualTo(new ApplicationAutoScaling.Target(4, 8));
    }

    @Test
    void refusesAMinimumAboveTheMaximumAndANewTargetWithoutBoth() {
        assertThatThrownBy(() -> register(4, null)).isInstanceOf(ValidationException.class);
        cloud.applicationAutoScaling().put(WEST, "shop", "orders", 2, 8);

        assertThatThrownBy(() -> register(9, null)).isInstanceOf(ValidationException.class);
    }

    @Test
    void scalesInToTheMinimumWithoutLoad() {
        cloud.applicationAutoScaling().put(WEST, "shop", "orders", 2, 8);

        cloud.applicationAutoScaling().idle(WEST, "shop", "orders");

        assertThat(cloud.ecs().service(WEST, "shop", "orders").desired()).isEqualTo(2);
    }
}
