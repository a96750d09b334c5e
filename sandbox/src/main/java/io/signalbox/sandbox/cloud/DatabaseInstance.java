package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One database instance. A promotion makes it {@code modifying}, then available and no longer a replica. Guarded by the
 * lock of {@link Rds}.
 */
final class DatabaseInstance {

    private @Nullable String source;
    private String status = "available";
    private boolean promoting;
    private long noticed;
    private long done;

    DatabaseInstance(@Nullable String source) {
        this.source = source;
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
                .put("Engine", "postgres");
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
