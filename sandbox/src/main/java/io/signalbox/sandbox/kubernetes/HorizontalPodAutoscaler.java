package io.signalbox.sandbox.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import java.nio.charset.StandardCharsets;

/**
 * An autoscaler of one workload, as in {@code autoscaling/v2}. The minimum is absent from the object when it is 1, the default.
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
 */
record HorizontalPodAutoscaler(String name, WorkloadKey target, int min, int max) {

    private static final int UNPROCESSABLE = 422;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** With what a merge patch gives. */
    HorizontalPodAutoscaler patched(byte[] patch) throws ApiError {
        try {
            JsonNode spec =
                    JSON.readTree(new String(patch, StandardCharsets.UTF_8)).path("spec");
            int least = spec.path("minReplicas").asInt(min);
            int most = spec.path("maxReplicas").asInt(max);
            if (least < 1 || most < least) {
                throw new ApiError(
                        UNPROCESSABLE,
                        "Invalid",
                        "HorizontalPodAutoscaler.autoscaling \"" + name
                                + "\" is invalid: spec.maxReplicas: must be greater than or equal to `minReplicas`");
            }
            return new HorizontalPodAutoscaler(name, target, least, most);
        } catch (JsonProcessingException e) {
            throw KubernetesStatus.badRequest("the object provided is unrecognized: " + e.getOriginalMessage());
        }
    }

    JsonNode object() {
        var object = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "HorizontalPodAutoscaler")
                .put("apiVersion", "autoscaling/v2");
        object.putObject("metadata").put("name", name).put("namespace", target.namespace());
        var spec = object.putObject("spec").put("maxReplicas", max);
        spec.putObject("scaleTargetRef")
                .put("apiVersion", "apps/v1")
                .put("kind", target.kind().equals("deployments") ? "Deployment" : "StatefulSet")
                .put("name", target.name());
        if (min != 1) {
            spec.put("minReplicas", min);
        }
        return object;
    }
}
