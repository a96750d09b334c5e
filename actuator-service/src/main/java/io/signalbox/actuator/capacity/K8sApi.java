package io.signalbox.actuator.capacity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.http.HttpCall;
import io.signalbox.actuator.http.JudgedHttp;
import io.signalbox.actuator.http.JudgedHttp.Body;
import io.signalbox.actuator.http.JudgedHttp.Response;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.step.K8sScale;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Set;

/** Calls API servers of Kubernetes. Tokens never appear in messages. */
public final class K8sApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SERVER_ERROR = 500;
    private static final Set<Integer> INVALID = Set.of(400, 422);

    private final K8sAccess access;
    private final JudgedHttp http;
    private final MeterRegistry meters;

    public K8sApi(K8sAccess access, JudgedHttp http, MeterRegistry meters) {
        this.access = access;
        this.http = http;
        this.meters = meters;
    }

    JsonNode get(K8sScale where, String path, ActionAttempt turn) throws ActionFailedException {
        String body = call("get", where, path, turn, "");
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ActionFailedException(
                    FailureCause.UNREADABLE, where.api() + " answered " + e.getOriginalMessage(), true);
        }
    }

    /** Changes what {@code patch} names and nothing else (RFC 7396). */
    void merge(K8sScale where, String path, String patch, ActionAttempt turn) throws ActionFailedException {
        var _ = call("patch", where, path, turn, patch);
    }

    /** @param patch empty to read */
    private String call(String action, K8sScale where, String path, ActionAttempt turn, String patch)
            throws ActionFailedException {
        try {
            HttpCall call = call(where, path, turn, patch);
            Response answer = http.send(call, access.tls(where), Body.WANTED, where.api(), turn);
            requireSuccess(where, answer);
            count(action, "ok");
            return answer.body();
        } catch (ActionFailedException e) {
            count(action, e.cause());
            throw e;
        }
    }

    private HttpCall call(K8sScale where, String path, ActionAttempt turn, String patch) throws ActionFailedException {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Authorization", "Bearer " + access.token(where, turn));
        headers.put("Accept", "application/json");
        if (!patch.isEmpty()) {
            headers.put("Content-Type", "application/merge-patch+json");
        }
        return new HttpCall(
                patch.isEmpty() ? "GET" : "PATCH",
                URI.create(where.api().replaceAll("/+$", "") + path),
                headers,
                patch.getBytes(StandardCharsets.UTF_8));
    }

    private static void requireSuccess(K8sScale where, Response response) throws ActionFailedException {
        int status = response.status();
        if (status / 100 == 2) {
            return;
        }
        String detail = where.api() + " answered " + status + ": " + message(response.body());
        // Retryable even if forbidden: tokens may be renewed and permissions granted while a plan waits.
        throw new ActionFailedException(cause(status), detail, !INVALID.contains(status));
    }

    /** The same causes as in {@link io.signalbox.actuator.aws}. */
    private static FailureCause cause(int status) {
        if (status >= SERVER_ERROR) {
            return FailureCause.SERVER_ERROR;
        }
        if (INVALID.contains(status)) {
            return FailureCause.INVALID_INPUT;
        }
        return switch (status) {
            case 401, 403 -> FailureCause.ACCESS_DENIED;
            case 404 -> FailureCause.NOT_FOUND;
            case 429 -> FailureCause.THROTTLED;
            default -> FailureCause.REFUSED;
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
}
