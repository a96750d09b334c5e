package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.Fault;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An answer that is no success: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/. */
final class KubernetesError extends Exception {

    private static final int TOO_MANY = 429;

    private final int status;
    private final String reason;

    KubernetesError(int status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    static KubernetesError of(Fault.Error fault) {
        return new KubernetesError(fault.status(), fault.code(), fault.message());
    }

    static KubernetesError badRequest(String message) {
        return new KubernetesError(400, "BadRequest", message);
    }

    static KubernetesError conflict(String resource) {
        return new KubernetesError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + resource
                        + ": the object has been modified; please apply your changes to the latest version and try again");
    }

    String reason() {
        return reason;
    }

    Http.Reply reply() {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", String.valueOf(getMessage()))
                .put("reason", reason)
                .put("code", status);
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (status == TOO_MANY) {
            headers.put("Retry-After", "1");
        }
        return new Http.Reply(status, headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
