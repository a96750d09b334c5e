package io.signalbox.actuator.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.contract.step.K8sScale;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The replicas of Kubernetes workloads, with the limits of their HorizontalPodAutoscaler. Done when as many replicas
 * are ready as are wanted: surplus ones may end later.
 */
public final class K8sWorkloads implements Adjustable<K8sScale, K8sWorkloads.Workload> {

    private static final String REPLICAS = "replicas";
    private static final String MIN_REPLICAS = "minReplicas";
    private static final String MAX_REPLICAS = "maxReplicas";

    private final K8sApi api;

    public K8sWorkloads(K8sApi api) {
        this.api = api;
    }

    /** @param autoscaler null for a workload without one */
    public record Workload(
            Map<String, String> values,
            Optional<String> waiting,
            @Nullable String autoscaler) implements Reading {
        public Workload {
            values = Map.copyOf(values);
        }
    }

    @Override
    public Class<K8sScale> type() {
        return K8sScale.class;
    }

    @Override
    public String resource(K8sScale wanted) {
        return wanted.workload() + " " + wanted.namespace() + "/" + wanted.name() + " at " + wanted.api();
    }

    @Override
    public Set<String> sizes() {
        return Set.of(REPLICAS, MAX_REPLICAS);
    }

    @Override
    public Workload read(K8sScale wanted, ActionAttempt turn) throws ActionFailedException {
        JsonNode workload = api.get(wanted, path(wanted), turn);
        // A workload without this field wants one replica.
        int replicas = workload.path("spec").path(REPLICAS).asInt(1);
        var values = new HashMap<String, String>();
        values.put(REPLICAS, String.valueOf(replicas));
        JsonNode autoscaler = wanted.mayShrink() ? MissingNode.getInstance() : autoscaler(wanted, turn);
        if (!autoscaler.isMissingNode()) {
            JsonNode spec = autoscaler.path("spec");
            values.put(MIN_REPLICAS, String.valueOf(spec.path(MIN_REPLICAS).asInt(1)));
            values.put(MAX_REPLICAS, String.valueOf(spec.path(MAX_REPLICAS).asInt()));
        }
        return new Workload(
                values,
                waiting(workload, Math.min(replicas, wanted.replicas())),
                autoscaler.path("metadata").path("name").asText(null));
    }

    private static String path(K8sScale wanted) {
        String kind =
                switch (wanted.workload()) {
                    case DEPLOYMENT -> "deployments";
                    case STATEFULSET -> "statefulsets";
                };
        return "/apis/apps/v1/namespaces/" + wanted.namespace() + "/" + kind + "/" + wanted.name();
    }

    private static String autoscalers(K8sScale wanted) {
        return "/apis/autoscaling/v2/namespaces/" + wanted.namespace() + "/horizontalpodautoscalers";
    }

    /** The one that scales the workload; missing if there is none. */
    private JsonNode autoscaler(K8sScale wanted, ActionAttempt turn) throws ActionFailedException {
        String kind =
                switch (wanted.workload()) {
                    case DEPLOYMENT -> "Deployment";
                    case STATEFULSET -> "StatefulSet";
                };
        return api.get(wanted, autoscalers(wanted), turn)
                .path("items")
                .valueStream()
                .filter(each -> {
                    JsonNode target = each.path("spec").path("scaleTargetRef");
                    return target.path("kind").asText().equals(kind)
                            && target.path("name").asText().equals(wanted.name());
                })
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static Optional<String> waiting(JsonNode workload, int needed) {
        JsonNode status = workload.path("status");
        int ready = status.path("readyReplicas").asInt(0);
        if (ready < needed) {
            return Optional.of(ready + " of " + needed + " replicas are ready");
        }
        long asked = workload.path("metadata").path("generation").asLong(0);
        return status.path("observedGeneration").asLong(0) < asked
                ? Optional.of("the cluster has not begun with it")
                : Optional.empty();
    }

    /** No number is lowered, unless exactly the wanted one is asked for. */
    @Override
    public Map<String, String> goal(K8sScale wanted, Workload present) {
        if (wanted.mayShrink()) {
            return Map.of(REPLICAS, String.valueOf(wanted.replicas()));
        }
        var goal = new HashMap<>(present.values());
        goal.replaceAll((_, number) -> String.valueOf(Math.max(Integer.parseInt(number), wanted.replicas())));
        return goal;
    }

    @Override
    public Map<String, String> restored(Map<String, String> previous, Workload present) throws ActionFailedException {
        return Adjustable.restoredWhereFound(REPLICAS, previous, present);
    }

    /** The limits are changed first: the autoscaler would remove replicas above its maximum. */
    @Override
    public Optional<String> change(K8sScale wanted, Workload present, Map<String, String> goal, ActionAttempt turn)
            throws ActionFailedException {
        if (present.autoscaler() != null
                && (differ(MIN_REPLICAS, present, goal) || differ(MAX_REPLICAS, present, goal))) {
            int min = Adjustable.number(goal, MIN_REPLICAS);
            int max = Adjustable.number(goal, MAX_REPLICAS);
            api.merge(
                    wanted,
                    autoscalers(wanted) + "/" + present.autoscaler(),
                    "{\"spec\":{\"minReplicas\":" + min + ",\"maxReplicas\":" + max + "}}",
                    turn);
        }
        if (!differ(REPLICAS, present, goal)) {
            return present.waiting();
        }
        int replicas = Adjustable.number(goal, REPLICAS);
        api.merge(wanted, path(wanted) + "/scale", "{\"spec\":{\"replicas\":" + replicas + "}}", turn);
        return Optional.of("asked for " + replicas + " replicas");
    }

    private static boolean differ(String key, Workload present, Map<String, String> goal) {
        return !String.valueOf(present.values().get(key)).equals(goal.get(key));
    }
}
