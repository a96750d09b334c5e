package io.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.acl.AclFormat;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.TopologySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesFilesTest {

    private static final String SINGLE = "k8s/overlays/single";
    private static final String COMMON = "k8s/overlays/three-regions/common";

    /** Created by people or Strimzi, as docs/installing.md tells. */
    private static final Set<String> OTHER_SECRETS = Set.of(
            "signalbox-tokens",
            "signalbox-peers",
            "signalbox-restore",
            "signalbox-cluster-ca-cert",
            "kafka-us-east-1",
            "kafka-eu-west-1",
            "kafka-us-west-2");

    static final List<String> CLUSTERS = Overlays.CLUSTERS;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void podsComplyWithTheRestrictedProfile(String cluster) {
        assertThat(Overlays.workloads(Overlays.render(cluster))).hasSize(3).allSatisfy(workload -> assertThat(
                        RestrictedProfile.problems(workload))
                .as(Yaml.string(workload, "metadata/name"))
                .isEmpty());
        var namespace = Overlays.one(Overlays.render(cluster), "Namespace", "signalbox");
        assertThat(Yaml.map(Yaml.at(namespace, "metadata/labels").orElseThrow()))
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"privileged", "root", "host", "writable"})
    void aPodThatDoesNotComplyIsFound(String what) {
        var workload = Overlays.one(Overlays.render(SINGLE), "Deployment", "actuator-service");
        Object pod = Yaml.at(workload, "spec/template/spec").orElseThrow();
        Object context = Yaml.at(pod, "containers/0/securityContext").orElseThrow();
        switch (what) {
            case "privileged" -> Yaml.map(context).put("privileged", true);
            case "root" ->
                Yaml.map(Yaml.at(pod, "securityContext").orElseThrow()).put("runAsUser", 0);
            case "host" -> Yaml.list(pod, "volumes").add(Map.of("name", "host", "hostPath", Map.of("path", "/")));
            default -> Yaml.map(context).remove("readOnlyRootFilesystem");
        }

        assertThat(RestrictedProfile.problems(workload)).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void everyObjectHasANameOfItsOwnAndTheNamespace(String cluster) {
        var objects = Overlays.render(cluster);
        var seen = new HashSet<String>();

        assertThat(objects).hasSizeGreaterThan(30).allSatisfy(object -> {
            assertThat(seen.add(object.get("kind") + "/" + Yaml.string(object, "metadata/name")))
                    .as(object.toString())
                    .isTrue();
            assertThat(Yaml.string(object, "metadata/namespace")).isIn("signalbox", "");
        });
    }

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void whatPodsReferToExists(String cluster) {
        var objects = Overlays.render(cluster);
        Set<String> secrets = new HashSet<>(OTHER_SECRETS);
        Overlays.ofKind(objects, "KafkaUser").forEach(user -> secrets.add(Yaml.string(user, "metadata/name")));
        Overlays.ofKind(objects, "Certificate").forEach(each -> secrets.add(Yaml.string(each, "spec/secretName")));

        for (var workload : Overlays.workloads(objects)) {
            Object pod = Yaml.at(workload, "spec/template/spec").orElseThrow();
            Set<String> volumes = new HashSet<>();
            for (Object volume : Yaml.list(pod, "volumes")) {
                volumes.add(Yaml.string(volume, "name"));
                Yaml.at(volume, "configMap/name").ifPresent(name -> Overlays.one(objects, "ConfigMap", (String) name));
                Yaml.at(volume, "secret/secretName")
                        .ifPresent(name -> assertThat(secrets).contains((String) name));
                Yaml.list(volume, "projected/sources")
                        .forEach(source -> assertThat(secrets).contains(Yaml.string(source, "secret/name")));
            }
            for (Object mount : Yaml.list(pod, "containers/0/volumeMounts")) {
                assertThat(volumes).contains(Yaml.string(mount, "name"));
            }
            assertThat(volumes).hasSameSizeAs(Yaml.list(pod, "containers/0/volumeMounts"));
            Overlays.one(objects, "ServiceAccount", Yaml.string(pod, "serviceAccountName"));
            Overlays.one(objects, "PriorityClass", Yaml.string(pod, "priorityClassName"));
        }
    }

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void servicesBudgetsAndMonitorsSelectPods(String cluster) {
        var objects = Overlays.render(cluster);
        List<Object> labels = Overlays.workloads(objects).stream()
                .map(workload ->
                        Yaml.at(workload, "spec/template/metadata/labels").orElseThrow())
                .toList();
        List<Object> services = Overlays.ofKind(objects, "Service").stream()
                .map(service -> Yaml.at(service, "metadata/labels").orElseThrow())
                .toList();

        assertThat(Overlays.ofKind(objects, "Service", "PodDisruptionBudget", "Deployment", "StatefulSet"))
                .hasSize(10)
                .allSatisfy(object -> assertThat(labels).anyMatch(label -> selects(object, label)));
        assertThat(Overlays.ofKind(objects, "ServiceMonitor")).hasSize(3).allSatisfy(monitor -> assertThat(services)
                .filteredOn(label -> selects(monitor, label))
                .hasSize(1));
        assertThat(Overlays.ofKind(objects, "NetworkPolicy")).hasSize(6).allSatisfy(policy -> assertThat(labels)
                .anyMatch(label -> selected(Yaml.at(policy, "spec/podSelector/matchLabels"), label)));
    }

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void thePodsOfDecisionServiceAskEachOtherOverTlsWithACertificateThatIsReadAgain(String cluster) {
        var objects = Overlays.render(cluster);
        var certificate = Overlays.one(objects, "Certificate", "decision-service");
        var decision = Overlays.one(objects, "StatefulSet", "decision-service");
        Object pod = Yaml.at(decision, "spec/template/spec").orElseThrow();
        Overlays.one(objects, "Issuer", Yaml.string(certificate, "spec/issuerRef/name"));

        int replicas = Integer.parseInt(Yaml.string(decision, "spec/replicas"));
        String instances = Yaml.string(decision, "spec/serviceName");
        assertThat(Yaml.list(certificate, "spec/dnsNames"))
                .containsAll(IntStream.range(0, replicas)
                        .mapToObj(pods -> "decision-service-" + pods + "." + instances)
                        .toList());
        assertThat(variables(pod))
                .containsEntry("SIGNALBOX_ADDRESS", "$(SIGNALBOX_INSTANCE)." + instances + ":8080")
                .containsEntry("SIGNALBOX_TLS", "/etc/signalbox-tls");
        assertThat(Yaml.list(pod, "volumes")).anySatisfy(volume -> assertThat(volume)
                .isEqualTo(Map.of(
                        "name", "tls", "secret", Map.of("secretName", Yaml.string(certificate, "spec/secretName")))));
        // A folder, not a single file: kubelet replaces no file that is mounted by its subPath.
        assertThat(Yaml.list(pod, "containers/0/volumeMounts"))
                .contains(Map.of("name", "tls", "mountPath", "/etc/signalbox-tls", "readOnly", true));
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(Yaml.string(pod, "containers/0/" + probe + "/httpGet/port"))
                    .isEqualTo("management");
        }
        Overlays.ofKind(objects, "Ingress").forEach(ingress -> assertThat(
                        Yaml.map(Yaml.at(ingress, "metadata/annotations").orElseThrow()))
                .containsEntry("nginx.ingress.kubernetes.io/backend-protocol", "HTTPS"));
    }

    private static Map<String, String> variables(Object pod) {
        return Yaml.list(pod, "containers/0/env").stream()
                .collect(Collectors.toMap(each -> Yaml.string(each, "name"), each -> Yaml.string(each, "value")));
    }

    private static boolean selects(Object object, Object labels) {
        return selected(
                Yaml.at(object, "spec/selector/matchLabels").or(() -> Yaml.at(object, "spec/selector")), labels);
    }

    private static boolean selected(Optional<Object> selector, Object labels) {
        return selector.isPresent()
                && Yaml.map(labels)
                        .entrySet()
                        .containsAll(Yaml.map(selector.get()).entrySet());
    }

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void everyPodIsCoveredByThePolicyThatAllowsNothing(String cluster) {
        var objects = Overlays.render(cluster);
        var nothing = Overlays.one(objects, "NetworkPolicy", "nothing");

        assertThat(Yaml.at(nothing, "spec/policyTypes")).contains(List.of("Ingress", "Egress"));
        assertThat(Yaml.at(nothing, "spec/ingress").or(() -> Yaml.at(nothing, "spec/egress")))
                .isEmpty();
        assertThat(Overlays.workloads(objects)).allSatisfy(workload -> assertThat(selected(
                        Yaml.at(nothing, "spec/podSelector/matchLabels"),
                        Yaml.at(workload, "spec/template/metadata/labels").orElseThrow()))
                .isTrue());
    }

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void instancesOfAServiceAreOnDifferentNodes(String cluster) {
        assertThat(Overlays.workloads(Overlays.render(cluster)))
                .filteredOn(workload -> !Yaml.string(workload, "spec/replicas").equals("1"))
                .hasSize(2)
                .allSatisfy(workload -> {
                    assertThat(Yaml.string(workload, "spec/template/spec/topologySpreadConstraints/0/topologyKey"))
                            .isEqualTo("kubernetes.io/hostname");
                    assertThat(Yaml.string(
                                    workload, "spec/template/spec/topologySpreadConstraints/0/whenUnsatisfiable"))
                            .isEqualTo("DoNotSchedule");
                });
    }

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void theTopologyKnowsTheCellAndTheVantage(String cluster) throws Exception {
        var objects = Overlays.render(cluster);
        var settings = Yaml.map(
                Overlays.one(objects, "ConfigMap", "signalbox-settings").get("data"));
        Topology topology = topology(objects);

        assertThat(topology.cells()).anyMatch(cell -> cell.name().equals(cell(settings)));
        assertThat(topology.vantages()).contains(new VantageName((String) settings.get("SIGNALBOX_VANTAGE")));
        assertThat(topology.cells())
                .allMatch(cell -> cell.security().toString().equals(settings.get("SIGNALBOX_KAFKA_SECURITY")));
    }

    private static CellName cell(Map<String, Object> settings) {
        return new CellName((String) settings.get("SIGNALBOX_CELL"));
    }

    private Topology topology(List<Map<String, Object>> objects) throws Exception {
        var map = Overlays.one(objects, "ConfigMap", "signalbox-topology");
        Path file = Files.writeString(folder.resolve("topology.yaml"), (String)
                Yaml.map(map.get("data")).get("topology.yaml"));
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void everySettingIsDocumented(String cluster) throws IOException {
        String documented = Files.readString(Overlays.ROOT.resolve("docs/settings.md"));
        var objects = Overlays.render(cluster);
        Stream<String> settings =
                Yaml.map(
                        Overlays.one(objects, "ConfigMap", "signalbox-settings").get("data"))
                        .keySet()
                        .stream();
        Stream<String> variables = Overlays.workloads(objects).stream()
                .flatMap(workload -> Yaml.list(workload, "spec/template/spec/containers/0/env").stream())
                .map(variable -> Yaml.string(variable, "name"));

        assertThat(Stream.concat(settings, variables)).hasSizeGreaterThan(8).allSatisfy(name -> assertThat(documented)
                .contains("`" + name + "`"));
    }

    @Test
    void theUsersOfKafkaAreThoseThatMakeAclsWrites() throws Exception {
        Topology topology = topology(Overlays.render(CLUSTERS.getLast()));
        String written = AclFormat.STRIMZI.write(AccessTable.of(topology.vantages()));

        assertThat(Files.readString(Overlays.ROOT.resolve("k8s/kafka/users.yaml")))
                .as("make k8s-users writes it again")
                .endsWith(written.replace("my-cluster", "signalbox"));
    }

    @Test
    void theRulesAreThoseOfPrometheus() {
        var rule = Overlays.one(Overlays.render(SINGLE), "PrometheusRule", "signalbox");

        assertThat(Yaml.at(rule, "spec/groups"))
                .as("make k8s-rules writes them again")
                .isEqualTo(Yaml.at(Yaml.file(Overlays.ROOT.resolve("observability/alerts.yml")), "groups"));
    }

    @Test
    void everyDashboardIsInAConfigMap() throws IOException {
        Set<String> names = new HashSet<>();
        Overlays.ofKind(Overlays.render(SINGLE), "ConfigMap").stream()
                .filter(map ->
                        Yaml.string(map, "metadata/labels/grafana_dashboard").equals("1"))
                .forEach(map -> names.addAll(Yaml.map(map.get("data")).keySet()));

        try (Stream<Path> files = Files.list(Overlays.ROOT.resolve("observability/grafana/dashboards"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("the files in observability/kustomization.yaml")
                    .containsExactlyInAnyOrderElementsOf(names)
                    .isNotEmpty();
        }
    }

    @Test
    void theTopologiesOfBothOverlaysHaveTheSameServices() {
        assertThat(Yaml.file(Overlays.ROOT.resolve(SINGLE).resolve("topology.yaml"))
                        .get("services"))
                .isEqualTo(Yaml.file(Overlays.ROOT.resolve(COMMON).resolve("topology.yaml"))
                        .get("services"));
    }

    @Test
    void theActuatorMayScaleAndNothingElse() {
        var objects = Overlays.render(Overlays.SCALE);
        var role = Overlays.one(objects, "Role", "signalbox-scale");
        var binding = Overlays.one(objects, "RoleBinding", "signalbox-scale");

        assertThat(Yaml.list(role, "rules"))
                .containsExactly(
                        rule("apps", List.of("deployments", "statefulsets"), List.of("get")),
                        rule("apps", List.of("deployments/scale", "statefulsets/scale"), List.of("patch")),
                        rule("autoscaling", List.of("horizontalpodautoscalers"), List.of("list", "patch")));
        assertThat(Yaml.list(binding, "subjects"))
                .containsExactly(
                        Map.of("kind", "ServiceAccount", "name", "actuator-service", "namespace", "signalbox"));
        assertThat(Yaml.string(
                        Overlays.one(Overlays.render(SINGLE), "Deployment", "actuator-service"),
                        "spec/template/spec/automountServiceAccountToken"))
                .isEqualTo("true");
    }

    private static Map<String, Object> rule(String group, List<String> resources, List<String> verbs) {
        return Map.of("apiGroups", List.of(group), "resources", resources, "verbs", verbs);
    }
}
