package io.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {

    @ParameterizedTest
    @MethodSource("folders")
    void everyObjectFitsItsSchema(String folder) {
        List<String> problems = Overlays.render(folder).stream()
                .flatMap(object -> Schemas.problems(object).stream())
                .toList();

        assertThat(problems).isEmpty();
    }

    static Stream<String> folders() {
        return Stream.concat(Overlays.CLUSTERS.stream(), Stream.of(Overlays.SCALE));
    }

    /** One planted error in one object must be found, and says where it is. */
    @ParameterizedTest
    @CsvSource({
        "Deployment, actuator-service, spec, replica, 2",
        "Deployment, actuator-service, spec/template/spec/containers/0, imagePullPolice, Always",
        "Deployment, actuator-service, spec/template/spec/containers/0/securityContext, privilegd, false",
        "StatefulSet, decision-service, spec/template/spec/topologySpreadConstraints/0, topology, zone",
        "NetworkPolicy, probe-service, spec, egres, none",
        "NetworkPolicy, probe-service, spec/egress/0, port, 443",
        "PodDisruptionBudget, decision-service, spec, minAvailables, 1",
        "Ingress, decision-service, spec, tlss, none",
        "PriorityClass, signalbox, none, spec, 1",
        "Service, decision-service, spec/ports/0, targetport, http",
        "Kafka, signalbox, spec/kafka, replicationFactor, 3",
        "Kafka, signalbox, spec/kafka/listeners/0, secured, true",
        "KafkaNodePool, brokers, spec, replica, 3",
        "KafkaUser, decision, spec/authorization, acl, none",
        "ServiceMonitor, decision-service, spec/endpoints/0, intervall, 15s",
        "PrometheusRule, signalbox, spec/groups/0/rules/0, expression, up"
    })
    void anUnknownFieldIsFound(String kind, String name, String parent, String field, String value) {
        Map<String, Object> object = Overlays.one(Overlays.render("k8s/overlays/single"), kind, name);
        Yaml.map(Yaml.at(object, parent).orElse(object)).put(field, value);

        assertThat(Schemas.problems(object)).isNotEmpty().anyMatch(problem -> problem.contains(field));
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, actuator-service, spec, replicas, two",
        "Deployment, actuator-service, spec, selector, none",
        "Service, decision-service, spec, ports, 80",
        "KafkaNodePool, brokers, spec, replicas, three",
        "Kafka, signalbox, spec/kafka, listeners, none"
    })
    void aValueOfAnotherTypeIsFound(String kind, String name, String parent, String field, String value) {
        Map<String, Object> object = Overlays.one(Overlays.render("k8s/overlays/single"), kind, name);
        Yaml.map(Yaml.at(object, parent).orElseThrow()).put(field, value);

        assertThat(Schemas.problems(object)).isNotEmpty();
    }

    @Test
    void aMissingFieldIsFound() {
        Map<String, Object> object =
                Overlays.one(Overlays.render("k8s/overlays/single"), "Deployment", "actuator-service");
        Yaml.map(object.get("spec")).remove("selector");

        assertThat(Schemas.problems(object)).isNotEmpty();
    }

    @Test
    void anUnknownKindIsFound() {
        assertThat(Schemas.problems(
                        Map.of("apiVersion", "apps/v1", "kind", "Deploymnt", "metadata", Map.of("name", "a"))))
                .isNotEmpty();
        assertThat(Schemas.problems(
                        Map.of("apiVersion", "apps/v2", "kind", "Deployment", "metadata", Map.of("name", "a"))))
                .isNotEmpty();
    }
}
