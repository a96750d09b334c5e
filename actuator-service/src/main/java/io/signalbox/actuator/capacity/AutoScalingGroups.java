package io.signalbox.actuator.capacity;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.step.AsgScale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/** The size of EC2 Auto Scaling groups, and how much of it is on-demand. Done when at least the desired size is in service. */
public final class AutoScalingGroups implements Adjustable<AsgScale, AutoScalingGroups.Group> {

    private static final String HEALTHY = "Healthy";

    private final Calls<String, AutoScalingClient> calls;

    public AutoScalingGroups(Calls<String, AutoScalingClient> calls) {
        this.calls = calls;
    }

    /**
     * @param needed more instances are not waited for
     * @param distribution of a group of mixed instances; null for another one, and where the step does not concern it
     */
    public record Group(
            GroupSize size,
            int needed,
            int inService,
            @Nullable InstancesDistribution distribution) implements Reading {

        @Override
        public Map<String, String> values() {
            return size.values();
        }

        @Override
        public Optional<String> waiting() {
            return waitingFor(Math.min(size.desired(), needed));
        }

        Optional<String> waitingFor(int desired) {
            return inService < desired
                    ? Optional.of(inService + " of " + desired + " instances are in service")
                    : Optional.empty();
        }
    }

    @Override
    public Class<AsgScale> type() {
        return AsgScale.class;
    }

    @Override
    public String resource(AsgScale wanted) {
        return "Auto Scaling group " + wanted.group() + " in " + wanted.region();
    }

    @Override
    public Set<String> sizes() {
        return Set.of(GroupSize.DESIRED, GroupSize.MAX);
    }

    @Override
    public Group read(AsgScale wanted, ActionAttempt turn) throws ActionFailedException {
        AutoScalingGroup group = describe(wanted, turn);
        InstancesDistribution distribution = wanted.onDemandPercent() == null ? null : distribution(group);
        return new Group(
                new GroupSize(
                        group.minSize(),
                        group.desiredCapacity(),
                        group.maxSize(),
                        distribution == null ? null : distribution.onDemandPercentageAboveBaseCapacity()),
                needed(wanted, group.desiredCapacity()),
                group.instances().stream()
                        .filter(AutoScalingGroups::isInService)
                        .mapToInt(AutoScalingGroups::weight)
                        .sum(),
                distribution);
    }

    private static int needed(AsgScale wanted, int present) {
        Integer least = wanted.desired() == null ? wanted.min() : wanted.desired();
        return least == null ? present : least;
    }

    private AutoScalingGroup describe(AsgScale wanted, ActionAttempt turn) throws ActionFailedException {
        return calls
                .call(
                        "DescribeAutoScalingGroups",
                        wanted.region(),
                        turn,
                        (client, within) -> client.describeAutoScalingGroups(request ->
                                request.autoScalingGroupNames(wanted.group()).overrideConfiguration(within)))
                .autoScalingGroups()
                .stream()
                .findFirst()
                .orElseThrow(() -> new ActionFailedException(
                        FailureCause.NOT_FOUND, "no Auto Scaling group " + wanted.group(), true));
    }

    private static InstancesDistribution distribution(AutoScalingGroup group) throws ActionFailedException {
        MixedInstancesPolicy policy = group.mixedInstancesPolicy();
        if (policy == null || policy.instancesDistribution() == null) {
            throw new ActionFailedException(
                    FailureCause.NO_MIXED_INSTANCES_POLICY,
                    "Auto Scaling group " + group.autoScalingGroupName()
                            + " has no mixed instances policy, so it has no on-demand percentage",
                    false);
        }
        return policy.instancesDistribution();
    }

    private static boolean isInService(Instance instance) {
        return instance.lifecycleState() == LifecycleState.IN_SERVICE && HEALTHY.equals(instance.healthStatus());
    }

    /** The desired size counts capacity units, and an instance is one of them unless the group weights its types. */
    private static int weight(Instance instance) {
        return instance.weightedCapacity() == null ? 1 : Integer.parseInt(instance.weightedCapacity());
    }

    @Override
    public Map<String, String> goal(AsgScale wanted, Group present) {
        return present.size().with(wanted).values();
    }

    @Override
    public Optional<String> change(AsgScale wanted, Group present, Map<String, String> goal, ActionAttempt turn)
            throws ActionFailedException {
        GroupSize size = GroupSize.of(goal);
        var _ = calls.call(
                "UpdateAutoScalingGroup",
                wanted.region(),
                turn,
                (client, within) ->
                        client.updateAutoScalingGroup(request -> request.autoScalingGroupName(wanted.group())
                                .minSize(size.min())
                                .desiredCapacity(size.desired())
                                .maxSize(size.max())
                                .mixedInstancesPolicy(changed(present.distribution(), size.onDemandPercent()))
                                .overrideConfiguration(within)));
        return present.waitingFor(size.desired());
    }

    /**
     * The whole distribution as it was read but for the percentage: AWS puts its defaults for what is left out of it. The
     * launch template is left out of the policy, and stays: it is required to create a policy, not to update it, and with it the
     * caller would need permission for {@code ec2:RunInstances}.
     * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_MixedInstancesPolicy.html
     *
     * @return null for what stays as it is
     */
    private static @Nullable MixedInstancesPolicy changed(
            @Nullable InstancesDistribution distribution, @Nullable Integer onDemandPercent) {
        if (distribution == null || onDemandPercent == null) {
            return null;
        }
        return MixedInstancesPolicy.builder()
                .instancesDistribution(distribution.toBuilder()
                        .onDemandPercentageAboveBaseCapacity(onDemandPercent)
                        .build())
                .build();
    }
}
