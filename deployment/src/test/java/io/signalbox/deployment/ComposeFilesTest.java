package io.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.TopologySource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ComposeFilesTest {

    private static final Set<String> OURS = Set.of("probe-", "decision", "actuator", "names", "site-", "aws");
    private static final Map<String, Object> COMPOSE = Yaml.file(Overlays.ROOT.resolve("docker-compose.yml"));
    private static final Map<String, Object> AWS = Yaml.file(Overlays.ROOT.resolve("infra/compose/aws.yml"));

    @Test
    void ourContainersAreRestricted() {
        assertThat(services()).hasSize(14);
        services().forEach((name, service) -> {
            if (OURS.stream().anyMatch(name::startsWith)) {
                assertThat(Yaml.string(service, "read_only")).as(name).isEqualTo("true");
                assertThat(Yaml.string(service, "user")).as(name).isEqualTo("10001:10001");
                assertThat(Yaml.list(service, "cap_drop")).as(name).containsExactly("ALL");
                assertThat(Yaml.list(service, "security_opt")).as(name).containsExactly("no-new-privileges:true");
                assertThat(Yaml.at(service, "pids_limit")).as(name).isPresent();
            }
            assertThat(Yaml.at(service, "mem_limit")).as(name).isPresent();
        });
    }

    @Test
    void aServiceWaitsForTheHealthOfWhatItNeeds() {
        services().forEach((name, service) -> Yaml.at(service, "depends_on")
                .ifPresent(needs -> Yaml.map(needs).forEach((needed, condition) -> {
                    assertThat(services()).as(name).containsKey(needed);
                    assertThat(Yaml.string(condition, "condition"))
                            .as(name)
                            .isIn("service_healthy", "service_completed_successfully");
                })));
        assertThat(Yaml.map(Yaml.at(services().get("actuator"), "depends_on").orElseThrow()))
                .containsOnlyKeys("kafka", "decision", "names");
    }

    @Test
    void portsAreOpenOnLoopbackOnly() {
        assertThat(services().values().stream().flatMap(service -> Yaml.list(service, "ports").stream()))
                .hasSizeGreaterThan(5)
                .allMatch(port -> ((String) port).startsWith("127.0.0.1:"));
    }

    @Test
    void publicImagesHaveAVersion() {
        assertThat(services().values().stream()
                        .map(service -> Yaml.string(service, "image"))
                        .filter(image -> !image.startsWith("signalbox/")))
                .hasSize(4)
                .allMatch(image -> image.matches("\\$\\{[A-Z]+_IMAGE:-[a-z/]+:v?\\d+\\.\\d+\\.\\d+}"));
    }

    @Test
    void everySettingIsDocumented() throws IOException {
        String documented = Files.readString(Overlays.ROOT.resolve("docs/settings.md"));
        var names = new TreeSet<String>();
        for (Object service : List.copyOf(services().values())) {
            Yaml.at(service, "environment")
                    .ifPresent(map -> names.addAll(Yaml.map(map).keySet()));
        }
        names.removeIf(name -> name.startsWith("GF_") || name.startsWith("KAFKA_") && !name.contains("BOOTSTRAP"));

        assertThat(names).hasSizeGreaterThan(10).allSatisfy(name -> assertThat(documented)
                .contains("`" + name + "`"));
    }

    @Test
    void theTopologyIsReadAndItsSitesAreContainers() throws Exception {
        Topology topology = TopologySource.open(
                        Optional.of(Overlays.ROOT.resolve("infra/compose/topology.yaml")), Map.of())
                .current();
        List<String> addresses = services().values().stream()
                .map(service -> Yaml.string(service, "networks/world/ipv4_address"))
                .filter(address -> !address.isEmpty())
                .toList();

        assertThat(topology.services().getFirst().sites()).hasSize(3).allSatisfy(site -> assertThat(addresses)
                .anyMatch(address -> site.address().toString().contains(address)));
    }

    @Test
    void theOverlayForAnAccountChangesServicesThatExistAndAsksNoSandbox() {
        assertThat(services())
                .containsKeys(Yaml.map(AWS.get("services")).keySet().toArray(String[]::new));
        for (String asks : List.of("actuator", "names")) {
            var environment = merged(Yaml.map(AWS.get("services")).get(asks), "environment");
            assertThat(environment)
                    .containsEntry("QUARKUS_ROUTE53_ENDPOINT_OVERRIDE", "")
                    .containsEntry("QUARKUS_ROUTE53_AWS_CREDENTIALS_TYPE", "default")
                    .containsEntry("SIGNALBOX_DNS_SERVERS", "");
        }
    }

    @Test
    void theOverlayForTlsGivesEachClientItsOwnIdentity() {
        Map<String, Object> tls = Yaml.map(
                Yaml.file(Overlays.ROOT.resolve("infra/compose/tls.yml")).get("services"));

        assertThat(tls.keySet()).hasSize(7).contains("certificates");
        for (String client : List.of("probe-us-east-1", "probe-eu-west-1", "probe-us-west-2", "decision", "actuator")) {
            assertThat(Yaml.at(tls, client + "/environment"))
                    .contains(Map.of(
                            "SIGNALBOX_KAFKA_SECURITY",
                            "mtls",
                            "SIGNALBOX_KAFKA_CREDENTIALS",
                            "/certificates/" + client));
            assertThat(services()).containsKey(client);
        }
    }

    private static Map<String, Object> services() {
        var all = new TreeMap<String, Object>();
        Yaml.map(COMPOSE.get("services")).forEach((name, service) -> {
            var flat = new TreeMap<>(flat(service));
            Yaml.at(flat, "environment").ifPresent(environment -> flat.put("environment", flat(environment)));
            all.put(name, flat);
        });
        return all;
    }

    private static Map<String, Object> merged(Object service, String key) {
        return flat(Yaml.at(flat(service), key).orElseThrow());
    }

    /** Merge keys are not part of YAML 1.2: Compose resolves them, and so does this. */
    private static Map<String, Object> flat(Object value) {
        var flat = new TreeMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            Object from = map.get("<<");
            for (Object each : from instanceof List<?> several ? several : from == null ? List.of() : List.of(from)) {
                flat.putAll(flat(each));
            }
            Yaml.map(map).forEach((key, own) -> {
                if (!key.equals("<<")) {
                    flat.put(key, own);
                }
            });
        }
        return flat;
    }
}
