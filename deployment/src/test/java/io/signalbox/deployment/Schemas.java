package io.signalbox.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.Issuer;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.JSON;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares objects with the API of Kubernetes and with the custom resource definitions that we use. */
final class Schemas {

    private static final Map<String, String> PACKAGED = Map.of(
            "v1", "V1",
            "apps/v1", "V1",
            "policy/v1", "V1",
            "networking.k8s.io/v1", "V1",
            "rbac.authorization.k8s.io/v1", "V1",
            "scheduling.k8s.io/v1", "V1");

    private static final Map<String, Class<?>> CUSTOM = Map.of(
            "kafka.strimzi.io/v1beta2/Kafka", Kafka.class,
            "kafka.strimzi.io/v1beta2/KafkaNodePool", KafkaNodePool.class,
            "kafka.strimzi.io/v1beta2/KafkaUser", KafkaUser.class,
            "cert-manager.io/v1/Issuer", Issuer.class,
            "cert-manager.io/v1/Certificate", Certificate.class,
            "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class,
            "monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class);

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Schemas() {}

    /** The violations of the object; empty if there are none. */
    static List<String> problems(Map<String, Object> object) {
        String name = object.get("kind") + "/" + Yaml.string(object, "metadata/name");
        try {
            String json = MAPPER.writeValueAsString(object);
            Class<?> custom = CUSTOM.get(object.get("apiVersion") + "/" + object.get("kind"));
            List<String> problems = custom == null ? builtIn(object, json) : custom(custom, json);
            return problems.stream().map(each -> name + ": " + each).toList();
        } catch (JsonProcessingException e) {
            return List.of(name + ": " + e.getOriginalMessage());
        }
    }

    private static List<String> builtIn(Map<String, Object> object, String json) {
        String version = PACKAGED.get(String.valueOf(object.get("apiVersion")));
        if (version == null) {
            return List.of("expected one of the versions " + new TreeSet<>(PACKAGED.keySet()) + " or a kind of "
                    + new TreeSet<>(CUSTOM.keySet()) + ", got " + object.get("apiVersion"));
        }
        Object kind = object.get("kind");
        try {
            Class<?> model = Class.forName("io.kubernetes.client.openapi.models." + version + kind);
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, JsonParser.parseString(json));
            JsonNode back = MAPPER.readTree(JSON.getGson().toJson(JSON.getGson().fromJson(json, model)));
            return lost("", MAPPER.readTree(json), back);
        } catch (InvocationTargetException e) {
            return List.of(String.valueOf(e.getCause().getMessage()));
        } catch (ReflectiveOperationException e) {
            return List.of("there is no kind " + kind + " in " + object.get("apiVersion"));
        } catch (JsonProcessingException | RuntimeException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** These models keep unknown fields aside instead of refusing them. */
    private static List<String> custom(Class<?> model, String json) throws JsonProcessingException {
        return AdditionalProperties.of(MAPPER.readValue(json, model));
    }

    private static List<String> lost(String path, JsonNode sent, JsonNode back) {
        var problems = new ArrayList<String>();
        if (sent.isObject()) {
            sent.properties().forEach(field -> {
                JsonNode other = back.get(field.getKey());
                String at = path + "/" + field.getKey();
                if (other == null
                        && !(field.getValue().isContainerNode()
                                && field.getValue().isEmpty())) {
                    problems.add(at + " is unknown");
                } else if (other != null) {
                    problems.addAll(lost(at, field.getValue(), other));
                }
            });
        } else if (sent.isArray()) {
            for (int i = 0; i < sent.size(); i++) {
                problems.addAll(
                        back.has(i)
                                ? lost(path + "/" + i, sent.get(i), back.get(i))
                                : List.of(path + "/" + i + " is lost"));
            }
        }
        return problems;
    }
}
