package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The groups of Amazon EC2 Auto Scaling with their instances:
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html.
 */
public final class AutoScaling {

    private static final int BAD_REQUEST = 400;
    private static final Set<String> UPDATES = Set.of(
            "Action",
            "Version",
            "AutoScalingGroupName",
            "MinSize",
            "MaxSize",
            "DesiredCapacity",
            "MixedInstancesPolicy");

    /**
     * A group at one moment.
     *
     * @param onDemandPercent of the instances above the base; null without a mixed instances policy
     * @param onDemandBase 0 without such a policy
     * @param spotStrategy empty without such a policy
     * @param inService instances in service
     */
    public record Group(
            String region,
            String name,
            int min,
            int desired,
            int max,
            @Nullable Integer onDemandPercent,
            int onDemandBase,
            String spotStrategy,
            int inService) {}

    private record Key(String region, String name) {}

    private final Map<Key, ScalingGroup> groups =
            new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
    private Duration delay = Duration.ZERO;
    private boolean refusing;

    AutoScaling() {}

    /**
     * Adds a group with all instances in service. A mixed instances policy has a base of one instance and the strategy
     * {@code price-capacity-optimized}; neither is AWS's default.
     *
     * @param onDemandPercent null: no mixed instances policy
     */
    public synchronized void put(
            String region, String group, int min, int desired, int max, @Nullable Integer onDemandPercent) {
        InstancesDistribution purchase = onDemandPercent == null
                ? null
                : new InstancesDistribution(onDemandPercent, 1, "price-capacity-optimized");
        groups.put(new Key(region, group), new ScalingGroup(region, group, min, desired, max, purchase));
    }

    /** @throws NoSuchElementException when it does not exist */
    public synchronized Group group(String region, String group) {
        ScalingGroup found = groups.get(new Key(region, group));
        if (found == null) {
            throw new NoSuchElementException("no group " + group + " in " + region);
        }
        return found.snapshot(refusing);
    }

    /** From the next update on, instances start and stop after this delay, all at once. */
    public synchronized void startsAfter(Duration duration) {
        delay = duration;
    }

    /** While true, no instance starts in any group; running ones stay. */
    public synchronized void refuseToStart(boolean refuse) {
        refusing = refuse;
    }

    synchronized JsonNode perform(CloudRequest request) throws ApiError {
        return switch (request.operation()) {
            case "DescribeAutoScalingGroups" -> describe(request);
            case "UpdateAutoScalingGroup" -> update(request);
            default -> throw request.unknownOperation();
        };
    }

    private JsonNode describe(CloudRequest request) {
        List<String> names = request.texts("AutoScalingGroupNames");
        var reply = JsonNodeFactory.instance.objectNode();
        var members = reply.putObject("AutoScalingGroups").putArray("member");
        groups.forEach((key, group) -> {
            if (key.region().equals(request.region()) && (names.isEmpty() || names.contains(key.name()))) {
                members.add(group.described(refusing));
            }
        });
        return reply;
    }

    private JsonNode update(CloudRequest request) throws ApiError {
        for (var members = request.input().fieldNames(); members.hasNext(); ) {
            String member = members.next();
            if (!UPDATES.contains(member)) {
                throw validation("The sandbox cannot change " + member);
            }
        }
        String name = request.text("AutoScalingGroupName");
        ScalingGroup group = groups.get(new Key(request.region(), name));
        if (group == null) {
            throw validation("AutoScalingGroup name not found - AutoScalingGroup " + name + " not found");
        }
        group.update(request, delay);
        return JsonNodeFactory.instance.objectNode();
    }

    static ApiError validation(String message) {
        return new ApiError(BAD_REQUEST, "ValidationError", message);
    }
}
