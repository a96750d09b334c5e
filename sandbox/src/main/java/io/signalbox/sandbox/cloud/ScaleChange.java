package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What somebody wants a Scale to be.
 *
 * @param version the resourceVersion that it must have; empty for whichever it has
 */
record ScaleChange(int replicas, String version) {

    private static final int UNSUPPORTED = 415;
    private static final int UNPROCESSABLE = 422;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PATCHES =
            Set.of("application/merge-patch+json", "application/strategic-merge-patch+json");

    /** A whole Scale: one that says nothing of replicas wants none. */
    static ScaleChange put(Kubernetes.Key key, byte[] body) throws KubernetesError {
        JsonNode scale = object(body);
        if (!scale.path("kind").asText("").equals("Scale")
                || !scale.path("apiVersion").asText("").equals("autoscaling/v1")) {
            throw KubernetesError.badRequest("the object provided is unrecognized, expected autoscaling/v1 Scale");
        }
        if (!scale.path("metadata").path("name").asText("").equals(key.name())) {
            throw KubernetesError.badRequest("the name of the object does not match the name on the URL");
        }
        return of(key, scale, 0);
    }

    /** What it leaves out stays. */
    static ScaleChange patch(Kubernetes.Key key, String type, byte[] body, int present) throws KubernetesError {
        if (!PATCHES.contains(type)) {
            throw new KubernetesError(
                    UNSUPPORTED, "UnsupportedMediaType", "the body of the request was in an unknown format: " + type);
        }
        return of(key, object(body), present);
    }

    private static ScaleChange of(Kubernetes.Key key, JsonNode scale, int otherwise) throws KubernetesError {
        JsonNode replicas = scale.path("spec").path("replicas");
        if (!replicas.isMissingNode() && !replicas.isNull() && !replicas.isInt()) {
            throw KubernetesError.badRequest("Scale.spec.replicas: expected an integer, got " + replicas);
        }
        int wanted = replicas.isNull() ? 0 : replicas.asInt(otherwise);
        if (wanted < 0) {
            throw new KubernetesError(
                    UNPROCESSABLE,
                    "Invalid",
                    "Scale.autoscaling \"" + key.name()
                            + "\" is invalid: spec.replicas: must be greater than or equal to 0");
        }
        return new ScaleChange(
                wanted, scale.path("metadata").path("resourceVersion").asText(""));
    }

    private static JsonNode object(byte[] body) throws KubernetesError {
        try {
            JsonNode json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw KubernetesError.badRequest("the object provided is unrecognized: " + e.getOriginalMessage());
        }
        throw KubernetesError.badRequest("the object provided is unrecognized: no JSON object");
    }
}
