package io.signalbox.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.ApiHandler;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.FaultQueues;
import io.signalbox.sandbox.cloud.RateLimit;
import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** A Kubernetes API server on loopback that reads and changes the replicas of workloads. Thread-safe. */
public final class Kubernetes implements AutoCloseable {

    /** The limits of an autoscaler. */
    public record Limits(int min, int max) {}

    /** @param kind {@code deployments} or {@code statefulsets} */
    public record Workload(String namespace, String kind, String name, int replicas, int ready) {}

    private final Map<WorkloadKey, WorkloadState> workloads = new HashMap<>();
    private final Map<String, HorizontalPodAutoscaler> autoscalers = new TreeMap<>();
    private final FaultQueues<String> faults = new FaultQueues<>();
    private final Queue<KubernetesCall> calls = new ConcurrentLinkedQueue<>();
    private final RateLimit rateLimit = new RateLimit();
    private final String token = "sandbox-" + UUID.randomUUID();
    private Duration notice = Duration.ZERO;
    private Duration delay = Duration.ZERO;
    private boolean refusing;
    private @Nullable EksToken eks;
    private final HttpEndpoint endpoint = HttpEndpoint.start(new ApiHandler<>(new Api()));

    private Kubernetes() {}

    public static Kubernetes start() {
        return new Kubernetes();
    }

    public URI endpoint() {
        return endpoint.uri();
    }

    /** The bearer token. It permits everything; requests without it are refused. */
    public String token() {
        return token;
    }

    /** Adds a workload with all replicas ready. @param kind {@code deployments} or {@code statefulsets} */
    public synchronized void put(String namespace, String kind, String name, int replicas) {
        WorkloadKey key = key(namespace, kind, name);
        workloads.put(key, new WorkloadState(key, replicas));
    }

    /** @throws NoSuchElementException when it does not exist */
    public synchronized Workload workload(String namespace, String kind, String name) {
        WorkloadKey key = key(namespace, kind, name);
        WorkloadState found = workloads.get(key);
        if (found == null) {
            throw new NoSuchElementException("no " + key.resource() + " in " + namespace);
        }
        return new Workload(namespace, key.kind(), name, found.wanted(), found.ready(refusing));
    }

    /** Adds an autoscaler of a workload. */
    public synchronized void autoscale(String namespace, String kind, String name, int min, int max) {
        String autoscaler = name + "-scaler";
        autoscalers.put(
                namespace + "/" + autoscaler,
                new HorizontalPodAutoscaler(autoscaler, key(namespace, kind, name), min, max));
    }

    /** The limits of the autoscaler of a workload. */
    public synchronized Limits limits(String namespace, String kind, String name) {
        return autoscalers.values().stream()
                .filter(each -> each.target().equals(key(namespace, kind, name)))
                .map(each -> new Limits(each.min(), each.max()))
                .findFirst()
                .orElseThrow();
    }

    /** Every autoscaler finds that there is nothing to do: it scales in to its minimum. */
    public synchronized void idle() {
        autoscalers.values().forEach(each -> {
            WorkloadState state = workloads.get(each.target());
            if (state != null) {
                state.scale(each.min(), notice, delay);
            }
        });
    }

    private JsonNode autoscaling(KubernetesRequest request) throws ApiError {
        Matcher at = KubernetesRequest.AUTOSCALERS.matcher(request.path());
        if (!at.matches()) {
            throw new ApiError(404, "NotFound", "the server could not find the requested resource");
        }
        String namespace = at.group(1);
        if (at.group(2) == null) {
            var list = JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", "HorizontalPodAutoscalerList")
                    .put("apiVersion", "autoscaling/v2");
            var items = list.putArray("items");
            autoscalers.values().stream()
                    .filter(each -> each.target().namespace().equals(namespace))
                    .forEach(each -> items.add(each.object()));
            return list;
        }
        HorizontalPodAutoscaler known = autoscalers.get(namespace + "/" + at.group(2));
        if (known == null) {
            throw new ApiError(
                    404, "NotFound", "horizontalpodautoscalers.autoscaling \"" + at.group(2) + "\" not found");
        }
        if (!request.operation().equals("PATCH autoscaler")) {
            throw new ApiError(405, "MethodNotAllowed", "the sandbox has no " + request.operation());
        }
        HorizontalPodAutoscaler next = known.patched(request.body());
        autoscalers.put(namespace + "/" + at.group(2), next);
        return next.object();
    }

    /** From now on, tokens for this cluster of Amazon EKS by this caller are accepted as well. */
    public synchronized void trustEks(String cluster, String accessKey, String secretKey) {
        eks = new EksToken(cluster, accessKey, secretKey);
    }

    private synchronized boolean isAuthorized(String header) {
        return header.equals("Bearer " + token)
                || eks != null
                        && header.startsWith("Bearer ")
                        && eks.accepts(header.substring("Bearer ".length()), Instant.now());
    }

    private static WorkloadKey key(String namespace, String kind, String name) {
        String plural = kind.toLowerCase(Locale.ROOT);
        return new WorkloadKey(namespace, plural.endsWith("s") ? plural : plural + "s", name);
    }

    /** From the next change on, replicas start and stop after this delay, all at once. */
    public synchronized void startsAfter(Duration duration) {
        delay = duration;
    }

    /** From the next change on, the cluster starts to act after this delay. */
    public synchronized void noticesAfter(Duration duration) {
        notice = duration;
    }

    /** While true, no replica becomes ready; ready ones stay. */
    public synchronized void refuseToStart(boolean refuse) {
        refusing = refuse;
    }

    /**
     * Faults by operation: {@code GET workload}, {@code GET scale}, {@code PUT scale}, {@code PATCH scale},
     * {@code GET autoscalers} or {@code PATCH autoscaler}.
     */
    public FaultQueues<String> faults() {
        return faults;
    }

    public static Fault throttling() {
        return new Fault.Error(429, "TooManyRequests", "The server is too busy; please try again later.");
    }

    public static Fault internalError() {
        return new Fault.Error(500, "InternalError", "Internal error occurred: an injected fault");
    }

    /** Refuses requests above this rate. @param perSecond 0 for no limit */
    public void limit(int perSecond) {
        rateLimit.limit(perSecond);
    }

    /** Delays every request from the next one on. */
    public void delay(Duration duration) {
        rateLimit.delay(duration);
    }

    /** Every request so far, oldest first, including those that got no answer. */
    public List<KubernetesCall> calls() {
        return List.copyOf(calls);
    }

    /** @param away true: connections are refused */
    public void away(boolean away) {
        endpoint.away(away);
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private synchronized JsonNode answer(KubernetesRequest request) throws ApiError {
        WorkloadKey key = request.target();
        if (key == null) {
            return autoscaling(request);
        }
        WorkloadState replicas = workloads.get(key);
        if (replicas == null) {
            throw new ApiError(404, "NotFound", key.resource() + " not found");
        }
        switch (request.operation()) {
            case "GET workload" -> {
                return replicas.workloadObject(refusing);
            }
            case "GET scale" -> {
                return replicas.scaleObject(refusing);
            }
            case "PUT scale" -> change(key, replicas, ScaleChange.put(key, request.body()));
            case "PATCH scale" ->
                change(key, replicas, ScaleChange.patch(key, request.type(), request.body(), replicas.wanted()));
            default -> throw new ApiError(405, "MethodNotAllowed", "the sandbox has no " + request.operation());
        }
        return replicas.scaleObject(refusing);
    }

    private void change(WorkloadKey key, WorkloadState replicas, ScaleChange change) throws ApiError {
        if (!change.version().isEmpty() && !change.version().equals(replicas.version(refusing))) {
            throw KubernetesStatus.conflict(key.resource());
        }
        replicas.scale(change.replicas(), notice, delay);
    }

    private final class Api implements ApiHandler.Api<KubernetesRequest> {

        @Override
        public KubernetesRequest read(ReceivedRequest request) {
            return KubernetesRequest.of(request, isAuthorized(request.header("Authorization")));
        }

        @Override
        public Fault fault(KubernetesRequest request) {
            if (!request.authorized()) {
                return new Fault.Error(401, "Unauthorized", "Unauthorized");
            }
            return rateLimit.admits() ? faults.next(request.operation()) : throttling();
        }

        @Override
        public HttpReply perform(KubernetesRequest request) throws ApiError {
            String answer = answer(request).toString();
            log(request, "ok", "");
            return HttpReply.of(200, "application/json", answer);
        }

        @Override
        public String internalErrorCode() {
            return "InternalError";
        }

        @Override
        public HttpReply error(ReceivedRequest request, ApiError error) {
            return KubernetesStatus.reply(error);
        }

        @Override
        public void log(KubernetesRequest request, String result, String detail) {
            calls.add(new KubernetesCall(Instant.now(), request.operation(), request.path(), result, detail));
        }
    }
}
