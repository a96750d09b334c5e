package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.FaultQueues;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The API server of a Kubernetes cluster on loopback, as far as it tells and changes how many replicas run. Thread-safe. */
public final class Kubernetes implements AutoCloseable {

    private static final Pattern PATH =
            Pattern.compile("/apis/apps/v1/namespaces/([^/]+)/(deployments|statefulsets)/([^/]+?)(/scale)?/?");

    /** @param kind {@code deployments} or {@code statefulsets} */
    public record Workload(String namespace, String kind, String name, int replicas, int ready) {}

    record Key(String namespace, String kind, String name) {

        String resource() {
            return kind + ".apps \"" + name + "\"";
        }
    }

    /** @param target null for a path that leads to no workload */
    private record Asked(
            String operation, String path, @Nullable Key target, String type, byte[] body) {}

    private final Map<Key, Replicas> workloads = new HashMap<>();
    private final FaultQueues<String> faults = new FaultQueues<>();
    private final Queue<KubernetesCall> calls = new ConcurrentLinkedQueue<>();
    private final Rate rate = new Rate();
    private final String token = "sandbox-" + UUID.randomUUID();
    private final Loopback loopback;
    private Duration notice = Duration.ZERO;
    private Duration delay = Duration.ZERO;
    private boolean refusing;

    private Kubernetes() {
        loopback = Loopback.start(this::handle);
    }

    /** On a free port. */
    public static Kubernetes start() {
        return new Kubernetes();
    }

    public URI endpoint() {
        return loopback.endpoint();
    }

    /** Who brings this one may do everything, who brings none or another one nothing. */
    public String token() {
        return token;
    }

    /** A workload with all its replicas ready. @param kind {@code deployments} or {@code statefulsets} */
    public synchronized void put(String namespace, String kind, String name, int replicas) {
        Key key = key(namespace, kind, name);
        workloads.put(key, new Replicas(key, replicas));
    }

    /** @throws NoSuchElementException when it was never put there */
    public synchronized Workload workload(String namespace, String kind, String name) {
        Key key = key(namespace, kind, name);
        Replicas found = workloads.get(key);
        if (found == null) {
            throw new NoSuchElementException("no " + key.resource() + " in " + namespace);
        }
        return new Workload(namespace, key.kind(), name, found.wanted(), found.ready(refusing));
    }

    private static Key key(String namespace, String kind, String name) {
        String plural = kind.toLowerCase(Locale.ROOT);
        return new Key(namespace, plural.endsWith("s") ? plural : plural + "s", name);
    }

    /** From the next change on, replicas become ready and go so much later, all at once. */
    public synchronized void startsAfter(Duration duration) {
        delay = duration;
    }

    /** From the next change on, it takes the cluster so long to begin with it. */
    public synchronized void noticesAfter(Duration duration) {
        notice = duration;
    }

    /** While true no replica becomes ready; those that are stay so. */
    public synchronized void refuseToStart(boolean refuse) {
        refusing = refuse;
    }

    /** By operation: {@code GET workload}, {@code GET scale}, {@code PUT scale} or {@code PATCH scale}. */
    public FaultQueues<String> faults() {
        return faults;
    }

    public static Fault throttling() {
        return new Fault.Error(429, "TooManyRequests", "The server is too busy; please try again later.");
    }

    public static Fault internalError() {
        return new Fault.Error(500, "InternalError", "Internal error occurred: the sandbox was told to");
    }

    /** More requests within one second than this are refused. @param perSecond 0 for no limit */
    public void limit(int perSecond) {
        rate.limit(perSecond);
    }

    /** Every request waits so long before it is looked at, from the next one on. */
    public void delay(Duration duration) {
        rate.delay(duration);
    }

    /** Every request so far, oldest first, those that got no answer included. */
    public List<KubernetesCall> calls() {
        return List.copyOf(calls);
    }

    /** While it is away connections are refused. */
    public void away(boolean away) {
        loopback.away(away);
    }

    @Override
    public void close() {
        loopback.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked asked = asked(exchange);
            boolean known = Http.header(exchange, "Authorization").equals("Bearer " + token);
            Fault fault = known ? fault(asked) : new Fault.Error(401, "Unauthorized", "Unauthorized");
            var reply = fault.play(
                    () -> perform(asked),
                    error -> refused(asked, KubernetesError.of(error)),
                    () -> log(asked, "lost", "the connection was closed before anything was done"));
            if (reply.isPresent()) {
                Http.answer(exchange, reply.get());
            }
        }
    }

    private static Asked asked(HttpExchange exchange) throws IOException {
        byte[] body = Http.body(exchange);
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String type = Http.header(exchange, "Content-Type").replaceAll("\\s*;.*", "");
        Matcher at = PATH.matcher(path);
        if (!at.matches()) {
            return new Asked(method, path, null, type, body);
        }
        String operation = method + (at.group(4) == null ? " workload" : " scale");
        return new Asked(operation, path, new Key(at.group(1), at.group(2), at.group(3)), type, body);
    }

    private Fault fault(Asked asked) {
        var _ = new Fault.Delay(rate.delay()).play(() -> "", _ -> "", () -> {});
        return rate.admits(System.nanoTime()) ? faults.next(asked.operation()) : throttling();
    }

    private Http.Reply perform(Asked asked) {
        try {
            String answer = answer(asked).toString();
            log(asked, "ok", "");
            return Http.Reply.of(200, "application/json", answer);
        } catch (KubernetesError e) {
            return refused(asked, e);
        }
    }

    private synchronized JsonNode answer(Asked asked) throws KubernetesError {
        Key key = asked.target();
        if (key == null) {
            throw new KubernetesError(404, "NotFound", "the server could not find the requested resource");
        }
        Replicas replicas = workloads.get(key);
        if (replicas == null) {
            throw new KubernetesError(404, "NotFound", key.resource() + " not found");
        }
        switch (asked.operation()) {
            case "GET workload" -> {
                return replicas.workloadObject(refusing);
            }
            case "GET scale" -> {
                return replicas.scaleObject(refusing);
            }
            case "PUT scale" -> change(key, replicas, ScaleChange.put(key, asked.body()));
            case "PATCH scale" ->
                change(key, replicas, ScaleChange.patch(key, asked.type(), asked.body(), replicas.wanted()));
            default -> throw new KubernetesError(405, "MethodNotAllowed", "the sandbox has no " + asked.operation());
        }
        return replicas.scaleObject(refusing);
    }

    private void change(Key key, Replicas replicas, ScaleChange change) throws KubernetesError {
        if (!change.version().isEmpty() && !change.version().equals(replicas.version(refusing))) {
            throw KubernetesError.conflict(key.resource());
        }
        replicas.scale(change.replicas(), notice, delay);
    }

    private Http.Reply refused(Asked asked, KubernetesError error) {
        log(asked, error.reason(), String.valueOf(error.getMessage()));
        return error.reply();
    }

    private void log(Asked asked, String result, String detail) {
        calls.add(new KubernetesCall(Instant.now(), asked.operation(), asked.path(), result, detail));
    }
}
