package io.signalbox.actuator.capacity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.AccessErrors;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.step.K8sScale;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls API servers of Kubernetes. Follows no redirects and does not retry. Tokens never appear in messages. */
public final class K8sApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SERVER_ERROR = 500;
    private static final Set<Integer> INVALID = Set.of(400, 422);

    private final K8sAccess access;
    private final MeterRegistry meters;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public K8sApi(K8sAccess access, MeterRegistry meters) {
        this.access = access;
        this.meters = meters;
    }

    JsonNode get(K8sScale where, String path, ActionAttempt turn) throws ActionFailedException {
        String body = call("get", where, path, turn, HttpRequest.newBuilder().GET());
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ActionFailedException("unreadable", where.api() + " answered " + e.getOriginalMessage(), true);
        }
    }

    /** Changes what {@code patch} names and nothing else (RFC 7396). */
    void merge(K8sScale where, String path, String patch, ActionAttempt turn) throws ActionFailedException {
        var request = HttpRequest.newBuilder()
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch));
        var _ = call("patch", where, path, turn, request);
    }

    private String call(String action, K8sScale where, String path, ActionAttempt turn, HttpRequest.Builder request)
            throws ActionFailedException {
        try {
            HttpRequest ready = request.uri(URI.create(where.api().replaceAll("/+$", "") + path))
                    .header("Authorization", "Bearer " + access.token(where, turn))
                    .header("Accept", "application/json")
                    .header("User-Agent", "signalbox")
                    .timeout(ActionAttempt.LIMIT)
                    .build();
            HttpResponse<String> response = inTime(where, ready, turn);
            requireSuccess(where, response);
            count(action, "ok");
            return response.body();
        } catch (ActionFailedException e) {
            count(action, e.cause());
            throw e;
        }
    }

    /** The client's own limits do not bound how long a name takes to resolve. */
    private HttpResponse<String> inTime(K8sScale where, HttpRequest request, ActionAttempt turn)
            throws ActionFailedException {
        HttpClient client = access.client(where);
        Future<HttpResponse<String>> response =
                threads.submit(() -> client.send(request, HttpResponse.BodyHandlers.ofString()));
        try {
            return response.get(turn.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw timeout(where);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ActionFailedException("interrupted", "this actuator is being stopped", true);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case HttpTimeoutException _ -> throw timeout(where);
                case IOException broken ->
                    throw new ActionFailedException("connection", where.api() + ": " + broken, true);
                case null, default -> throw new IllegalStateException("no answer of " + where.api(), e.getCause());
            }
        } finally {
            response.cancel(true);
        }
    }

    private static ActionFailedException timeout(K8sScale where) {
        return new ActionFailedException(
                "timeout", where.api() + " did not answer within " + ActionAttempt.LIMIT, true);
    }

    private static void requireSuccess(K8sScale where, HttpResponse<String> response) throws ActionFailedException {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String detail = where.api() + " answered " + status + ": " + message(response.body());
        // Retryable even if forbidden: tokens may be renewed and permissions granted while a plan waits.
        throw new ActionFailedException(cause(status), detail, !INVALID.contains(status));
    }

    /** The same causes as in {@link io.signalbox.actuator.aws}. */
    private static String cause(int status) {
        if (status >= SERVER_ERROR) {
            return "server-error";
        }
        if (INVALID.contains(status)) {
            return "invalid-input";
        }
        return switch (status) {
            case 401, 403 -> AccessErrors.DENIED;
            case 404 -> "not-found";
            case 429 -> "throttled";
            default -> "refused";
        };
    }

    /** From the Status object in which the API describes an error. */
    private static String message(String body) {
        try {
            return JSON.readTree(body).path("message").asText("no message");
        } catch (JsonProcessingException _) {
            return "no message";
        }
    }

    private void count(String action, String result) {
        meters.counter("signalbox.kubernetes.requests", "action", action, "result", result)
                .increment();
    }

    @Override
    public void close() {
        access.close();
        threads.shutdownNow();
    }
}
