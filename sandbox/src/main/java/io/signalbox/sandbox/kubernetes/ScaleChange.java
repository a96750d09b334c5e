package io.signalbox.sandbox.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.sandbox.aws.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A requested change of a Scale. @param version the expected resourceVersion; empty: any */
record ScaleChange(int replicas, String version) {

    private static final int UNSUPPORTED = 415;
    private static final int UNPROCESSABLE = 422;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PATCHES =
            Set.of("application/merge-patch+json", "application/strategic-merge-patch+json");

    /** A complete Scale; absent replicas mean 0. */
    static ScaleChange put(WorkloadKey key, byte[] body) throws ApiError {
        JsonNode scale = object(body);
        if (!scale.path("kind").asText("").equals("Scale")
                || !scale.path("apiVersion").asText("").equals("autoscaling/v1")) {
            throw KubernetesStatus.badRequest("the object provided is unrecognized, expected autoscaling/v1 Scale");
        }
        if (!scale.path("metadata").path("name").asText("").equals(key.name())) {
            throw KubernetesStatus.badRequest("the name of the object does not match the name on the URL");
        }
        return of(key, scale, 0);
    }

    /** A partial Scale; absent members stay as they are. */
    static ScaleChange patch(WorkloadKey key, String type, byte[] body, int present) throws ApiError {
        if (!PATCHES.contains(type)) {
            throw new ApiError(
                    UNSUPPORTED, "UnsupportedMediaType", "the body of the request was in an unknown format: " + type);
        }
        return of(key, object(body), present);
    }

    private static ScaleChange of(WorkloadKey key, JsonNode scale, int otherwise) throws ApiError {
        JsonNode replicas = scale.path("spec").path("replicas");
        if (!replicas.isMissingNode() && !replicas.isNull() && !replicas.isInt()) {
            throw KubernetesStatus.badRequest("Scale.spec.replicas: expected an integer, got " + replicas);
        }
        int wanted = replicas.isNull() ? 0 : replicas.asInt(otherwise);
        if (wanted < 0) {
            throw new ApiError(
                    UNPROCESSABLE,
                    "Invalid",
                    "Scale.autoscaling \"" + key.name()
                            + "\" is invalid: spec.replicas: must be greater than or equal to 0");
        }
        return new ScaleChange(
                wanted, scale.path("metadata").path("resourceVersion").asText(""));
    }

    private static JsonNode object(byte[] body) throws ApiError {
        try {
            JsonNode json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw KubernetesStatus.badRequest("the object provided is unrecognized: " + e.getOriginalMessage());
        }
        throw KubernetesStatus.badRequest("the object provided is unrecognized: no JSON object");
    }
}
