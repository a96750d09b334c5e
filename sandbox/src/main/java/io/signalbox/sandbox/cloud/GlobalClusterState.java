package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.aws.ApiError;
import java.time.Duration;
import java.util.List;

/** One global database. Its writer changes when an operation ends. Guarded by the lock of {@link Rds}. */
final class GlobalClusterState {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int REGION_OF_ARN = 3;

    private final String name;
    private final List<String> members;
    private String writer;
    private String target;
    private boolean lossy;
    private String changeStatus = "failing-over";
    private long done = System.nanoTime();

    GlobalClusterState(String name, List<String> members, String writer) {
        this.name = name;
        this.members = List.copyOf(members);
        this.writer = writer;
        target = writer;
    }

    private boolean changing() {
        if (System.nanoTime() - done >= 0) {
            writer = target;
        }
        return !writer.equals(target);
    }

    private String status() {
        if (!changing()) {
            return "available";
        }
        return lossy ? "failing-over" : "switching-over";
    }

    Rds.Global snapshot() {
        return new Rds.Global(name, status(), members, writer);
    }

    /**
     * Starts a failover or switchover. A failover is requested in the target's region, a switchover in the writer's:
     * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html.
     *
     * @param loss true for a failover, which may lose data that is not yet replicated
     */
    void change(String cluster, boolean loss, String region, Duration delay) throws ApiError {
        if (changing()) {
            throw new ApiError(
                    BAD_REQUEST,
                    "InvalidGlobalClusterStateFault",
                    "Global cluster " + name + " is in state " + status());
        }
        if (!members.contains(cluster)) {
            throw new ApiError(NOT_FOUND, "DBClusterNotFoundFault", "DBCluster " + cluster + " not found.");
        }
        if (cluster.equals(writer)) {
            throw new ApiError(
                    BAD_REQUEST, "InvalidDBClusterStateFault", "DB cluster " + cluster + " is already the primary");
        }
        String expected = region(loss ? cluster : writer);
        if (!region.equals(expected)) {
            throw new ApiError(
                    BAD_REQUEST, "InvalidParameterValue", "Must be requested in " + expected + ", not in " + region);
        }
        target = cluster;
        lossy = loss;
        done = System.nanoTime() + delay.toNanos();
    }

    /** The status of a change under way: pending, failing-over or cancelling. */
    void changeStatus(String status) {
        changeStatus = status;
    }

    private static String region(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length > REGION_OF_ARN ? parts[REGION_OF_ARN] : "";
    }

    ObjectNode described() {
        var global = JsonNodeFactory.instance
                .objectNode()
                .put("GlobalClusterIdentifier", name)
                .put("GlobalClusterArn", "arn:aws:rds::000000000000:global-cluster:" + name)
                .put("Engine", "aurora-postgresql")
                .put("Status", status());
        var list = global.putObject("GlobalClusterMembers").putArray("GlobalClusterMember");
        members.forEach(arn -> {
            // While the writer changes, no member writes.
            boolean writes = arn.equals(writer) && !changing();
            var member = list.addObject().put("DBClusterArn", arn).put("IsWriter", writes);
            if (writes) {
                var readers = member.putObject("Readers").putArray("member");
                members.stream().filter(each -> !each.equals(arn)).forEach(readers::add);
            }
        });
        // The element is there also when nothing changes, and then empty.
        ObjectNode state = global.putObject("FailoverState");
        if (changing()) {
            state.put("Status", changeStatus)
                    .put("FromDbClusterArn", writer)
                    .put("ToDbClusterArn", target)
                    .put("IsDataLossAllowed", lossy);
        }
        return global;
    }
}
