package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.aws.ApiError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The instances of Amazon RDS in each region, and Aurora global databases. Operations take time:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_PromoteReadReplica.html and
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_FailoverGlobalCluster.html.
 */
public final class Rds {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /** An instance at one moment. @param source the source instance of a replica; empty otherwise */
    public record Instance(String region, String id, String status, Optional<String> source) {}

    /**
     * A global database at one moment.
     *
     * @param members ARNs of its clusters, the writer included
     * @param writer ARN of the writer cluster; the former one until an operation has ended
     */
    public record Global(String name, String status, List<String> members, String writer) {}

    private record Key(String region, String id) {}

    private static final String ENGINE = "mysql";

    private final Map<Key, DatabaseInstance> instances = new HashMap<>();
    private final Map<Key, DatabaseInstance> clusters = new HashMap<>();
    private final Map<String, GlobalClusterState> globals = new HashMap<>();
    private Duration notice = Duration.ZERO;
    private Duration delay = Duration.ZERO;

    Rds() {}

    /** Adds an available read replica. @param source the name of an instance, or its ARN in another region */
    public void putReplica(String region, String instance, String source) {
        putReplica(region, instance, source, ENGINE);
    }

    /** @param engine such as {@code postgres} */
    public synchronized void putReplica(String region, String instance, String source, String engine) {
        instances.put(key(region, instance), new DatabaseInstance(engine, source));
    }

    /** Adds an available DB cluster that replicates another one. @param source the ARN of that one */
    public synchronized void putReplicaCluster(String region, String cluster, String source) {
        clusters.put(key(region, cluster), new DatabaseInstance("aurora-mysql", source));
    }

    /** @throws NoSuchElementException when it does not exist */
    public synchronized Instance cluster(String region, String cluster) {
        DatabaseInstance found =
                Optional.ofNullable(clusters.get(key(region, cluster))).orElseThrow();
        return new Instance(region, cluster, found.status(), Optional.ofNullable(found.source()));
    }

    /** Adds an available instance that is not a replica. */
    public synchronized void putInstance(String region, String instance) {
        instances.put(key(region, instance), new DatabaseInstance(ENGINE, null));
    }

    /** Sets the status until the next operation changes it. */
    public synchronized void status(String region, String instance, String status) {
        present(region, instance).stay(status);
    }

    /** @throws NoSuchElementException when it does not exist */
    public synchronized Instance instance(String region, String instance) {
        var found = present(region, instance);
        return new Instance(region, instance, found.status(), Optional.ofNullable(found.source()));
    }

    private DatabaseInstance present(String region, String instance) {
        var found = instances.get(key(region, instance));
        if (found == null) {
            throw new NoSuchElementException("no instance " + instance + " in " + region);
        }
        return found;
    }

    /** @param members ARNs of its clusters, the writer's included */
    public synchronized void putGlobalCluster(String name, List<String> members, String writer) {
        if (!members.contains(writer)) {
            throw new IllegalArgumentException("the writer " + writer + " is not a member: " + members);
        }
        globals.put(name, new GlobalClusterState(name, members, writer));
    }

    /** @throws NoSuchElementException when it does not exist */
    public synchronized Global globalCluster(String name) {
        GlobalClusterState found = globals.get(name);
        if (found == null) {
            throw new NoSuchElementException("no global database " + name);
        }
        return found.snapshot();
    }

    /**
     * Sets what the change under way reports.
     *
     * @param status pending, failing-over or cancelling:
     *     https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_FailoverState.html
     */
    public synchronized void changeStatus(String name, String status) {
        Optional.ofNullable(globals.get(name)).orElseThrow().changeStatus(status);
    }

    /** From the next operation on, promotions, failovers and switchovers take this long. */
    public synchronized void takes(Duration duration) {
        delay = duration;
    }

    /** From the next promotion on, the instance reports {@code available} and replica for this long. */
    public synchronized void noticesAfter(Duration duration) {
        notice = duration;
    }

    synchronized JsonNode perform(CloudRequest request) throws ApiError {
        return switch (request.operation()) {
            case "DescribeDBInstances" -> describeInstances(request);
            case "PromoteReadReplica" -> promote(request);
            case "DescribeDBClusters" -> describeClusters(request);
            case "PromoteReadReplicaDBCluster" -> promoteCluster(request);
            case "DescribeGlobalClusters" -> describeGlobals(request);
            case "FailoverGlobalCluster" -> failover(request);
            case "SwitchoverGlobalCluster" -> change(request, false);
            default -> throw request.unknownOperation();
        };
    }

    private JsonNode describeInstances(CloudRequest request) throws ApiError {
        var reply = JsonNodeFactory.instance.objectNode();
        var list = reply.putObject("DBInstances").putArray("DBInstance");
        if (request.has("DBInstanceIdentifier")) {
            Key key = key(request);
            list.add(instance(key, find(key)));
        } else {
            instances.forEach((key, instance) -> {
                if (key.region().equals(request.region())) {
                    list.add(instance(key, instance));
                }
            });
        }
        return reply;
    }

    private JsonNode promote(CloudRequest request) throws ApiError {
        Key key = key(request);
        DatabaseInstance instance = find(key);
        if (!instance.canBePromoted()) {
            String why = instance.source() == null
                    ? "DB Instance is not a read replica: " + key.id()
                    : "Instance " + key.id() + " cannot currently be promoted - instance is " + instance.status();
            throw new ApiError(BAD_REQUEST, "InvalidDBInstanceState", why);
        }
        instance.promote(notice, delay);
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.set("DBInstance", instance(key, instance));
        return reply;
    }

    private JsonNode describeClusters(CloudRequest request) throws ApiError {
        Key key = key(request, "DBClusterIdentifier");
        var reply = JsonNodeFactory.instance.objectNode();
        reply.putObject("DBClusters").putArray("DBCluster").add(cluster(key));
        return reply;
    }

    private DatabaseInstance findCluster(Key key) throws ApiError {
        DatabaseInstance cluster = clusters.get(key);
        if (cluster == null) {
            throw new ApiError(NOT_FOUND, "DBClusterNotFoundFault", "DBCluster " + key.id() + " not found.");
        }
        return cluster;
    }

    private ObjectNode cluster(Key key) throws ApiError {
        return findCluster(key)
                .describedCluster()
                .put("DBClusterIdentifier", key.id())
                .put("DBClusterArn", "arn:aws:rds:" + key.region() + ":000000000000:cluster:" + key.id());
    }

    /** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_PromoteReadReplicaDBCluster.html */
    private JsonNode promoteCluster(CloudRequest request) throws ApiError {
        Key key = key(request, "DBClusterIdentifier");
        DatabaseInstance cluster = findCluster(key);
        if (!cluster.canBePromoted()) {
            throw new ApiError(
                    BAD_REQUEST,
                    "InvalidDBClusterStateFault",
                    "DB cluster " + key.id() + " cannot be promoted: it is " + cluster.status());
        }
        cluster.promote(notice, delay);
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.set("DBCluster", cluster(key));
        return reply;
    }

    private static Key key(CloudRequest request) {
        return key(request, "DBInstanceIdentifier");
    }

    private static Key key(CloudRequest request, String member) {
        String id = request.text(member);
        return key(request.region(), id.substring(id.lastIndexOf(':') + 1));
    }

    /** Identifiers are not case-sensitive. */
    private static Key key(String region, String id) {
        return new Key(region, id.toLowerCase(Locale.ROOT));
    }

    private DatabaseInstance find(Key key) throws ApiError {
        DatabaseInstance instance = instances.get(key);
        if (instance == null) {
            throw new ApiError(NOT_FOUND, "DBInstanceNotFound", "DBInstance " + key.id() + " not found.");
        }
        return instance;
    }

    private static ObjectNode instance(Key key, DatabaseInstance instance) {
        return instance.described()
                .put("DBInstanceIdentifier", key.id())
                .put("DBInstanceArn", "arn:aws:rds:" + key.region() + ":000000000000:db:" + key.id());
    }

    private JsonNode describeGlobals(CloudRequest request) throws ApiError {
        var reply = JsonNodeFactory.instance.objectNode();
        var list = reply.putObject("GlobalClusters").putArray("GlobalClusterMember");
        if (request.has("GlobalClusterIdentifier")) {
            list.add(global(request).described());
        } else {
            globals.values().forEach(global -> list.add(global.described()));
        }
        return reply;
    }

    private JsonNode failover(CloudRequest request) throws ApiError {
        boolean lossy = request.flag("AllowDataLoss");
        if (lossy && request.flag("Switchover")) {
            throw new ApiError(
                    BAD_REQUEST,
                    "InvalidParameterCombination",
                    "AllowDataLoss and Switchover cannot be specified together.");
        }
        return change(request, lossy);
    }

    private JsonNode change(CloudRequest request, boolean lossy) throws ApiError {
        GlobalClusterState global = global(request);
        global.change(request.text("TargetDbClusterIdentifier"), lossy, request.region(), delay);
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.set("GlobalCluster", global.described());
        return reply;
    }

    private GlobalClusterState global(CloudRequest request) throws ApiError {
        String name = request.text("GlobalClusterIdentifier");
        GlobalClusterState global = globals.get(name);
        if (global == null) {
            throw new ApiError(NOT_FOUND, "GlobalClusterNotFoundFault", "Global cluster '" + name + "' not found.");
        }
        return global;
    }
}
