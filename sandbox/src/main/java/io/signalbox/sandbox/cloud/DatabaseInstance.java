package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One database instance. A promotion makes it {@code modifying}, then available and no longer a replica. Guarded by the
 * lock of {@link Rds}.
 */
final class DatabaseInstance {

    /**
     * Statuses in which the database works and can be promoted. In others, {@code backing-up} and {@code rebooting} among them,
     * it cannot.
     * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html#Overview.DBInstance.Status and
     * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html
     */
    private static final Set<String> PROMOTABLE =
            Set.of("available", "storage-optimization", "configuring-enhanced-monitoring");

    private final String engine;
    private @Nullable String source;
    private String status = "available";
    private boolean promoting;
    private long noticed;
    private long done;

    DatabaseInstance(String engine, @Nullable String source) {
        this.engine = engine;
        this.source = source;
    }

    boolean canBePromoted() {
        return !promoting() && source != null && PROMOTABLE.contains(status());
    }

    void stay(String next) {
        settle();
        status = next;
    }

    void promote(Duration notice, Duration delay) {
        promoting = true;
        noticed = System.nanoTime() + notice.toNanos();
        done = noticed + delay.toNanos();
    }

    /** A member of a cluster's list. */
    ObjectNode describedCluster() {
        var cluster =
                JsonNodeFactory.instance.objectNode().put("Status", status()).put("Engine", engine);
        String of = source();
        if (of != null) {
            cluster.put("ReplicationSourceIdentifier", of);
        }
        return cluster;
    }

    private void settle() {
        if (promoting && System.nanoTime() - done >= 0) {
            promoting = false;
            source = null;
        }
    }

    boolean promoting() {
        settle();
        return promoting;
    }

    String status() {
        settle();
        return promoting && System.nanoTime() - noticed >= 0 ? "modifying" : status;
    }

    @Nullable
    String source() {
        settle();
        return source;
    }

    ObjectNode described() {
        String of = source();
        var instance = JsonNodeFactory.instance
                .objectNode()
                .put("DBInstanceStatus", status())
                .put("DBInstanceClass", "db.r7g.large")
                .put("Engine", engine);
        if (of != null) {
            instance.put("ReadReplicaSourceDBInstanceIdentifier", of);
            instance.putObject("StatusInfos")
                    .putArray("DBInstanceStatusInfo")
                    .addObject()
                    .put("StatusType", "read replication")
                    .put("Status", "replicating")
                    .put("Normal", true);
        }
        return instance;
    }
}
