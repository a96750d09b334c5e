package io.signalbox.actuator.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.actuator.core.ActionHandler.Adjustable.Seen;
import io.signalbox.contract.step.K8sScale;
import java.util.Map;
import java.util.Optional;

/**
 * How many replicas workloads of Kubernetes want. Done when at least as many are ready: surplus ones may take their time to
 * go.
 */
public final class K8sWorkloads implements Adjustable<K8sScale, Seen> {

    private static final String REPLICAS = "replicas";

    private final K8sApi api;

    public K8sWorkloads(K8sApi api) {
        this.api = api;
    }

    @Override
    public Class<K8sScale> type() {
        return K8sScale.class;
    }

    @Override
    public Seen read(K8sScale wanted, ActionAttempt turn) throws ActionFailedException {
        JsonNode workload = api.get(wanted, path(wanted), turn);
        // A workload that says nothing wants one.
        int replicas = workload.path("spec").path(REPLICAS).asInt(1);
        return new Seen(Map.of(REPLICAS, String.valueOf(replicas)), waiting(workload, replicas));
    }

    private static String path(K8sScale wanted) {
        String kind =
                switch (wanted.workload()) {
                    case DEPLOYMENT -> "deployments";
                    case STATEFULSET -> "statefulsets";
                };
        return "/apis/apps/v1/namespaces/" + wanted.namespace() + "/" + kind + "/" + wanted.name();
    }

    private static Optional<String> waiting(JsonNode workload, int replicas) {
        JsonNode status = workload.path("status");
        int ready = status.path("readyReplicas").asInt(0);
        if (ready < replicas) {
            return Optional.of(ready + " of " + replicas + " replicas are ready");
        }
        long asked = workload.path("metadata").path("generation").asLong(0);
        return status.path("observedGeneration").asLong(0) < asked
                ? Optional.of("the cluster has not begun with it")
                : Optional.empty();
    }

    @Override
    public Map<String, String> goal(K8sScale wanted, Seen present) {
        return Map.of(REPLICAS, String.valueOf(wanted.replicas()));
    }

    @Override
    public Optional<String> change(K8sScale wanted, Seen present, Map<String, String> goal, ActionAttempt turn)
            throws ActionFailedException {
        int replicas = Adjustable.number(goal, REPLICAS);
        api.merge(wanted, path(wanted) + "/scale", "{\"spec\":{\"replicas\":" + replicas + "}}", turn);
        return Optional.of("asked for " + replicas + " replicas");
    }
}
