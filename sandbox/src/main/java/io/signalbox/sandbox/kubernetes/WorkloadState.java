package io.signalbox.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.cloud.DelayedCount;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The state of one workload, and its Scale and workload objects. As in the real API, some members are absent when 0.
 * Guarded by the lock of {@link Kubernetes}.
 */
final class WorkloadState {

    private final WorkloadKey key;
    private final String uid = UUID.randomUUID().toString();
    private final Instant created = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final DelayedCount ready;
    private long version = 1;
    private int lastReady;
    private long generation = 1;
    private long observed = 1;
    private long noticed = System.nanoTime();

    WorkloadState(WorkloadKey key, int replicas) {
        this.key = key;
        ready = new DelayedCount(replicas);
        lastReady = replicas;
    }

    int wanted() {
        return ready.goal();
    }

    int ready(boolean refusing) {
        return ready.reached(refusing);
    }

    void scale(int replicas, Duration notice, Duration delay) {
        if (replicas != wanted()) {
            generation++;
            version++;
            noticed = System.nanoTime() + notice.toNanos();
            ready.follow(replicas, notice.plus(delay));
        }
    }

    /** Changes that the cluster makes also increase the version. */
    private void settle(boolean refusing) {
        boolean seen = observed < generation && System.nanoTime() - noticed >= 0;
        int now = ready.reached(refusing);
        if (seen || now != lastReady) {
            version++;
            lastReady = now;
            observed = seen ? generation : observed;
        }
    }

    String version(boolean refusing) {
        settle(refusing);
        return String.valueOf(version);
    }

    JsonNode scaleObject(boolean refusing) {
        var scale = JsonNodeFactory.instance.objectNode().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        scale.set("metadata", metadata(refusing));
        var spec = scale.putObject("spec");
        if (wanted() > 0) {
            spec.put("replicas", wanted());
        }
        scale.putObject("status").put("replicas", lastReady).put("selector", "app=" + key.name());
        return scale;
    }

    JsonNode workloadObject(boolean refusing) {
        var workload = JsonNodeFactory.instance
                .objectNode()
                .put("kind", key.kind().equals("deployments") ? "Deployment" : "StatefulSet")
                .put("apiVersion", "apps/v1");
        workload.set("metadata", metadata(refusing).put("generation", generation));
        workload.putObject("spec").put("replicas", wanted());
        var status = workload.putObject("status").put("observedGeneration", observed);
        if (lastReady > 0) {
            status.put("replicas", lastReady).put("readyReplicas", lastReady).put("availableReplicas", lastReady);
        }
        return workload;
    }

    private ObjectNode metadata(boolean refusing) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", key.name())
                .put("namespace", key.namespace())
                .put("uid", uid)
                .put("resourceVersion", version(refusing))
                .put("creationTimestamp", created.toString());
    }
}
