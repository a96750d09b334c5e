package io.signalbox.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The Status object that reports an error:
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/. An error's code is the reason of the
 * Status.
 */
final class KubernetesStatus {

    private static final int TOO_MANY = 429;

    private KubernetesStatus() {}

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message);
    }

    static ApiError conflict(String resource) {
        return new ApiError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + resource
                        + ": the object has been modified; please apply your changes to the latest version and try again");
    }

    static HttpReply reply(ApiError error) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", String.valueOf(error.getMessage()))
                .put("reason", error.code())
                .put("code", error.status());
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (error.status() == TOO_MANY) {
            headers.put("Retry-After", "1");
        }
        return new HttpReply(error.status(), headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
