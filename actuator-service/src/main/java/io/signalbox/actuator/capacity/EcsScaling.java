package io.signalbox.actuator.capacity;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.step.EcsScale;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * The scalable targets of ECS services: within their limits scaling policies set the desired count.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
public final class EcsScaling {

    private final Calls<String, ApplicationAutoScalingClient> calls;

    public EcsScaling(Calls<String, ApplicationAutoScalingClient> calls) {
        this.calls = calls;
    }

    record Limits(int min, int max) {}

    /** Empty for a service that nothing scales. */
    Optional<Limits> limits(EcsScale service, ActionAttempt turn) throws ActionFailedException {
        return calls
                .call(
                        "DescribeScalableTargets",
                        service.region(),
                        turn,
                        (client, within) ->
                                client.describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.ECS)
                                        .resourceIds(service.scalableId())
                                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                                        .overrideConfiguration(within)))
                .scalableTargets()
                .stream()
                .findFirst()
                .map(target -> new Limits(target.minCapacity(), target.maxCapacity()));
    }

    /** Everything else of a registered target stays as it is. */
    void set(EcsScale service, Limits limits, ActionAttempt turn) throws ActionFailedException {
        var _ = calls.call(
                "RegisterScalableTarget",
                service.region(),
                turn,
                (client, within) ->
                        client.registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                                .resourceId(service.scalableId())
                                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                                .minCapacity(limits.min())
                                .maxCapacity(limits.max())
                                .overrideConfiguration(within)));
    }
}
