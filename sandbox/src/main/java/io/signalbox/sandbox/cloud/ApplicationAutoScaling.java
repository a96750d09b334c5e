package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scalable targets of Application Auto Scaling, for the desired count of ECS services:
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html. No policy acts by itself;
 * {@link #idle} does what a policy does that finds no load.
 */
public final class ApplicationAutoScaling {

    private static final int BAD_REQUEST = 400;
    private static final String DIMENSION = "ecs:service:DesiredCount";

    /** The limits within which a policy sets the desired count. */
    public record Target(int min, int max) {}

    private final Ecs ecs;
    private final Map<String, Target> targets = new TreeMap<>();

    ApplicationAutoScaling(Ecs ecs) {
        this.ecs = ecs;
    }

    public synchronized void put(String region, String cluster, String service, int min, int max) {
        targets.put(key(region, id(cluster, service)), new Target(min, max));
    }

    public synchronized void remove(String region, String cluster, String service) {
        targets.remove(key(region, id(cluster, service)));
    }

    /** @throws NoSuchElementException when the service has none */
    public synchronized Target target(String region, String cluster, String service) {
        Target target = targets.get(key(region, id(cluster, service)));
        if (target == null) {
            throw new NoSuchElementException("no scalable target " + id(cluster, service) + " in " + region);
        }
        return target;
    }

    /** A policy finds that there is nothing to do: it scales in to the minimum. */
    public void idle(String region, String cluster, String service) {
        ecs.scale(region, cluster, service, target(region, cluster, service).min());
    }

    private static String id(String cluster, String service) {
        return "service/" + cluster + "/" + service;
    }

    private static String key(String region, String id) {
        return region + ":" + id;
    }

    synchronized JsonNode perform(CloudRequest request) throws ApiError {
        return switch (request.operation()) {
            case "DescribeScalableTargets" -> describe(request);
            case "RegisterScalableTarget" -> register(request);
            default -> throw request.unknownOperation();
        };
    }

    private JsonNode describe(CloudRequest request) throws ApiError {
        require(request.text("ServiceNamespace").equals("ecs"), "The sandbox knows the namespace ecs only");
        var reply = JsonNodeFactory.instance.objectNode();
        var found = reply.putArray("ScalableTargets");
        for (String id : request.texts("ResourceIds")) {
            Target target = targets.get(key(request.region(), id));
            if (target != null) {
                found.addObject()
                        .put("ServiceNamespace", "ecs")
                        .put("ResourceId", id)
                        .put("ScalableDimension", DIMENSION)
                        .put("MinCapacity", target.min())
                        .put("MaxCapacity", target.max())
                        .put("RoleARN", "arn:aws:iam::000000000000:role/aws-service-role/ecs.application-autoscaling")
                        .put("CreationTime", Instant.EPOCH.getEpochSecond());
            }
        }
        return reply;
    }

    /** A registered target keeps the limit that is not given; a new one needs both. */
    private JsonNode register(CloudRequest request) throws ApiError {
        require(
                request.text("ServiceNamespace").equals("ecs")
                        && request.text("ScalableDimension").equals(DIMENSION),
                "The sandbox knows the dimension " + DIMENSION + " only");
        String id = request.text("ResourceId");
        @Nullable Target known = targets.get(key(request.region(), id));
        Integer min = request.number("MinCapacity");
        Integer max = request.number("MaxCapacity");
        if (known == null) {
            require(min != null && max != null, "A new scalable target needs both capacities");
        }
        var next = new Target(
                min == null ? Objects.requireNonNull(known).min() : min,
                max == null ? Objects.requireNonNull(known).max() : max);
        require(next.min() >= 0, "Minimum capacity cannot be negative");
        require(next.max() >= next.min(), "Maximum capacity cannot be less than minimum capacity");
        targets.put(key(request.region(), id), next);
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "ScalableTargetARN",
                        "arn:aws:application-autoscaling:" + request.region()
                                + ":000000000000:scalable-target/0ec50123456789abcdef");
    }

    private static void require(boolean condition, String message) throws ApiError {
        if (!condition) {
            throw new ApiError(BAD_REQUEST, "ValidationException", message);
        }
    }
}
