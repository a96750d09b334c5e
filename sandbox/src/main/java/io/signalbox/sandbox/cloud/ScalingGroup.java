package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.aws.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One group: its sizes, and its instances, which follow after a delay. Guarded by the lock of {@link AutoScaling}. */
final class ScalingGroup {

    private final String region;
    private final String name;
    private final Instant created = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final DelayedCount instances;
    private int min;
    private int max;
    private @Nullable InstancesDistribution purchase;

    ScalingGroup(String region, String name, int min, int desired, int max, @Nullable InstancesDistribution purchase) {
        this.region = region;
        this.name = name;
        this.min = min;
        this.max = max;
        this.purchase = purchase;
        instances = new DelayedCount(desired);
    }

    AutoScaling.Group snapshot(boolean refusing) {
        InstancesDistribution bought = purchase;
        return new AutoScaling.Group(
                region,
                name,
                min,
                instances.goal(),
                max,
                bought == null ? null : bought.onDemandPercent(),
                bought == null ? 0 : bought.onDemandBase(),
                bought == null ? "" : bought.spotStrategy(),
                instances.reached(refusing));
    }

    /** Applies the whole update, or nothing when a value is not allowed. */
    void update(CloudRequest request, Duration delay) throws ApiError {
        int newMin = or(request.number("MinSize"), min);
        int newMax = or(request.number("MaxSize"), max);
        if (newMin < 0 || newMin > newMax) {
            throw AutoScaling.validation(
                    "Max bound, " + newMax + ", must be greater than or equal to min bound, " + newMin);
        }
        Integer wanted = request.number("DesiredCapacity");
        int desired = wanted == null ? Math.clamp(instances.goal(), newMin, newMax) : wanted;
        if (desired < newMin || desired > newMax) {
            throw AutoScaling.validation("Desired capacity:" + desired + " must be between the specified min size:"
                    + newMin + " and max size:" + newMax);
        }
        purchase = purchase(request.input().path("MixedInstancesPolicy"));
        min = newMin;
        max = newMax;
        instances.follow(desired, delay);
    }

    private @Nullable InstancesDistribution purchase(JsonNode policy) throws ApiError {
        if (policy.isMissingNode()) {
            return purchase;
        }
        if (purchase == null && !policy.has("LaunchTemplate")) {
            throw AutoScaling.validation("A mixed instances policy needs a launch template");
        }
        return InstancesDistribution.read(policy.path("InstancesDistribution"));
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    ObjectNode described(boolean refusing) {
        var group = JsonNodeFactory.instance
                .objectNode()
                .put("AutoScalingGroupName", name)
                .put(
                        "AutoScalingGroupARN",
                        "arn:aws:autoscaling:" + region + ":000000000000:autoScalingGroup:0:autoScalingGroupName/"
                                + name)
                .put("MinSize", min)
                .put("MaxSize", max)
                .put("DesiredCapacity", instances.goal())
                .put("DefaultCooldown", 300)
                .put("HealthCheckType", "EC2")
                .put("CreatedTime", created.toString());
        group.putObject("AvailabilityZones").putArray("member").add(region + "a");
        var members = group.putObject("Instances").putArray("member");
        int working = instances.reached(refusing);
        int staying = Math.min(working, instances.goal());
        add(members, 0, staying, "InService");
        add(members, staying, working, "Terminating");
        add(members, working, refusing ? working : instances.goal(), "Pending");
        InstancesDistribution bought = purchase;
        if (bought != null) {
            var policy = group.putObject("MixedInstancesPolicy");
            policy.putObject("LaunchTemplate")
                    .putObject("LaunchTemplateSpecification")
                    .put("LaunchTemplateId", "lt-0123456789abcdef0")
                    .put("LaunchTemplateName", name)
                    .put("Version", "$Default");
            policy.set("InstancesDistribution", bought.described());
        }
        return group;
    }

    private void add(ArrayNode members, int from, int to, String state) {
        for (int i = from; i < to; i++) {
            members.addObject()
                    .put("InstanceId", String.format("i-%017x", i + 1))
                    .put("InstanceType", "m7g.large")
                    .put("AvailabilityZone", region + "a")
                    .put("LifecycleState", state)
                    .put("HealthStatus", "Healthy")
                    .put("ProtectedFromScaleIn", false);
        }
    }
}
