package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.aws.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The services of Amazon ECS with their desired and running tasks. UpdateService changes only the number of tasks,
 * which is not a deployment: the rollout stays COMPLETED.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
public final class Ecs {

    private static final int BAD_REQUEST = 400;
    private static final int MOST_DESCRIBED = 10;
    private static final Set<String> UPDATES = Set.of("cluster", "service", "desiredCount");

    /** @param active false after deletion */
    public record Service(String region, String cluster, String name, int desired, int running, boolean active) {}

    private record Key(String region, String cluster, String name) {}

    private static final class Tasks {
        final DelayedCount count;
        final Instant created = Instant.now();
        boolean active = true;

        Tasks(int desired) {
            count = new DelayedCount(desired);
        }
    }

    private final Map<Key, Tasks> services = new HashMap<>();
    private Duration delay = Duration.ZERO;
    private boolean refusing;

    Ecs() {}

    /** Adds a service with all tasks running. */
    public synchronized void put(String region, String cluster, String service, int desired) {
        services.put(new Key(region, cluster, service), new Tasks(desired));
    }

    /** Makes the service INACTIVE; it can still be described. */
    public synchronized void delete(String region, String cluster, String service) {
        Tasks tasks = tasks(region, cluster, service);
        tasks.count.follow(0, Duration.ZERO);
        tasks.active = false;
    }

    /** @throws NoSuchElementException when it does not exist */
    public synchronized Service service(String region, String cluster, String service) {
        Tasks tasks = tasks(region, cluster, service);
        return new Service(region, cluster, service, tasks.count.goal(), tasks.count.reached(refusing), tasks.active);
    }

    private Tasks tasks(String region, String cluster, String service) {
        Tasks tasks = services.get(new Key(region, cluster, service));
        if (tasks == null) {
            throw new NoSuchElementException("no service " + service + " in " + cluster + " of " + region);
        }
        return tasks;
    }

    /** Sets the desired count without a request. */
    synchronized void scale(String region, String cluster, String service, int desired) {
        tasks(region, cluster, service).count.follow(desired, delay);
    }

    /** From the next update on, tasks start and stop after this delay, all at once. */
    public synchronized void startsAfter(Duration duration) {
        delay = duration;
    }

    /** While true, no task starts in any service; running ones stay. */
    public synchronized void refuseToStart(boolean refuse) {
        refusing = refuse;
    }

    synchronized JsonNode perform(CloudRequest request) throws ApiError {
        return switch (request.operation()) {
            case "UpdateService" -> update(request);
            case "DescribeServices" -> describe(request);
            default -> throw request.unknownOperation();
        };
    }

    private JsonNode update(CloudRequest request) throws ApiError {
        for (Iterator<String> members = request.input().fieldNames(); members.hasNext(); ) {
            String member = members.next();
            require(UPDATES.contains(member), "The sandbox cannot change " + member);
        }
        Key key = key(request, cluster(request), request.text("service"));
        Tasks tasks = services.get(key);
        if (tasks == null) {
            throw new ApiError(BAD_REQUEST, "ServiceNotFoundException", "Service not found.");
        }
        if (!tasks.active) {
            throw new ApiError(BAD_REQUEST, "ServiceNotActiveException", "Service was not ACTIVE.");
        }
        Integer desired = request.number("desiredCount");
        if (desired != null) {
            require(desired >= 0, "Desired count can't be negative.");
            tasks.count.follow(desired, delay);
        }
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.set("service", described(key, tasks));
        return reply;
    }

    private JsonNode describe(CloudRequest request) throws ApiError {
        List<String> names = request.texts("services");
        require(!names.isEmpty(), "Services cannot be empty.");
        require(names.size() <= MOST_DESCRIBED, "Services length must be at most 10.");
        String cluster = cluster(request);
        var reply = JsonNodeFactory.instance.objectNode();
        var found = reply.putArray("services");
        var failures = reply.putArray("failures");
        for (String name : names) {
            Key key = key(request, cluster, name);
            Tasks tasks = services.get(key);
            if (tasks == null) {
                failures.addObject().put("arn", arn(key)).put("reason", "MISSING");
            } else {
                found.add(described(key, tasks));
            }
        }
        return reply;
    }

    private String cluster(CloudRequest request) throws ApiError {
        String name = request.has("cluster") ? lastOf(request.text("cluster")) : "default";
        boolean known = services.keySet().stream()
                .anyMatch(key ->
                        key.region().equals(request.region()) && key.cluster().equals(name));
        if (!known) {
            throw new ApiError(BAD_REQUEST, "ClusterNotFoundException", "Cluster not found.");
        }
        return name;
    }

    private static Key key(CloudRequest request, String cluster, String service) {
        return new Key(request.region(), cluster, lastOf(service));
    }

    /** The name, from a name or an ARN. */
    private static String lastOf(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static String arn(Key key) {
        return "arn:aws:ecs:" + key.region() + ":000000000000:service/" + key.cluster() + "/" + key.name();
    }

    private ObjectNode described(Key key, Tasks tasks) {
        int desired = tasks.count.goal();
        int running = tasks.count.reached(refusing);
        int pending = refusing ? 0 : Math.max(0, desired - running);
        var service = JsonNodeFactory.instance
                .objectNode()
                .put("serviceArn", arn(key))
                .put("serviceName", key.name())
                .put("clusterArn", "arn:aws:ecs:" + key.region() + ":000000000000:cluster/" + key.cluster())
                .put("status", tasks.active ? "ACTIVE" : "INACTIVE")
                .put("desiredCount", desired)
                .put("runningCount", running)
                .put("pendingCount", pending)
                .put("schedulingStrategy", "REPLICA");
        service.putArray("deployments")
                .addObject()
                .put("id", "ecs-svc/" + Math.abs((long) key.hashCode()))
                .put("status", "PRIMARY")
                .put("desiredCount", desired)
                .put("runningCount", running)
                .put("pendingCount", pending)
                .put("failedTasks", 0)
                .put("createdAt", tasks.created.toEpochMilli() / 1e3)
                .put("updatedAt", tasks.created.toEpochMilli() / 1e3)
                .put("rolloutState", "COMPLETED");
        return service;
    }

    private static void require(boolean condition, String message) throws ApiError {
        if (!condition) {
            throw new ApiError(BAD_REQUEST, "InvalidParameterException", message);
        }
    }
}
