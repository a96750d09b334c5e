package io.signalbox.actuator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.contract.topology.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologiesTest {

    private static final String GOOD = """
        cells: [{name: us-west-2, bootstrap: "127.0.0.1:9092"}]
        vantages: [us-east-1, eu-west-1, us-west-2]
        services:
          orders:
            hostname: orders.example.com
            dns: {zone: example.com}
            sites:
              - {name: us-east-1, priority: 1, address: {ipv4: [127.0.10.1]}}
              - {name: us-west-2, priority: 2, address: {ipv4: [127.0.10.2]}}
            probes:
              - {name: port, tcp: {port: 8080}}
        """;

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> refusals = new ArrayList<>();
    private String cell = "us-west-2";

    private ActuatorTopologies topologies(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("topology.yaml"), text);
        return new ActuatorTopologies(new Given(file, cell), meters, refusals::add);
    }

    private double failed() {
        return meters.get("signalbox.topology.reload.failed").gauge().value();
    }

    @Test
    void aBrokenTopologyEndsTheProcessAndSaysAllItsProblems() throws IOException {
        var topologies =
                topologies(GOOD.replace("priority: 2", "priority: zero").replace("port: 8080", "port: 99999"));

        topologies.open(new StartupEvent());

        assertThat(refusals)
                .singleElement()
                .asString()
                .contains("sites[1].priority")
                .contains("probes[0].tcp.port");
    }

    @Test
    void aCellThatTheTopologyDoesNotKnowEndsTheProcess() throws IOException {
        cell = "eu-west-1";

        topologies(GOOD).open(new StartupEvent());

        assertThat(refusals).singleElement().asString().contains("us-west-2").contains("eu-west-1");
    }

    @Test
    void aTopologyThatBreaksLaterDoesNotReplaceTheOneInForce() throws IOException {
        var topologies = topologies(GOOD);
        topologies.open(new StartupEvent());
        String digest = topologies.current().digest();

        Files.writeString(directory.resolve("topology.yaml"), "services: nonsense");
        topologies.reload();

        assertThat(topologies.current().digest()).isEqualTo(digest);
        assertThat(failed()).isEqualTo(1);

        Files.writeString(directory.resolve("topology.yaml"), GOOD.replace("127.0.10.2", "127.0.10.3"));
        topologies.reload();

        assertThat(topologies.current().digest()).isNotEqualTo(digest);
        assertThat(failed()).isZero();
    }

    /** The prober would connect by mtls, and this process without. */
    @Test
    void anotherSecurityOfTheCellThanTheProcessHasEndsItAtItsStartAndIsRejectedLater() throws IOException {
        String secured = GOOD.replace("9092\"}", "9092\", security: mtls}");
        topologies(secured).open(new StartupEvent());

        assertThat(refusals).singleElement().asString().contains("""
            cells[0].security: expected plaintext, which signalbox.kafka.security (SIGNALBOX_KAFKA_SECURITY) of this \
            process says for its cell us-west-2, got mtls\
            """);

        var topologies = topologies(GOOD);
        topologies.open(new StartupEvent());
        String digest = topologies.current().digest();
        Files.writeString(directory.resolve("topology.yaml"), secured);
        topologies.reload();

        assertThat(topologies.current().digest()).isEqualTo(digest);
        assertThat(topologies.problems())
                .singleElement()
                .asString()
                .startsWith("cells[0].security: expected plaintext");
    }

    @Test
    void theDescriptionBeforeAReloadIsKnownForThePlansThatWereMadeWithIt() throws IOException {
        var topologies = topologies(GOOD);
        topologies.open(new StartupEvent());
        Service before = topologies.current().services().getFirst();

        Files.writeString(directory.resolve("topology.yaml"), GOOD.replace("127.0.10.2", "127.0.10.3"));
        topologies.reload();

        assertThat(topologies.former().of(before.name(), before.routingDigest()))
                .contains(before);
    }

    private record Given(Path file, String cell) implements ActuatorSettings {

        @Override
        public Optional<Path> topology() {
            return Optional.of(file);
        }

        @Override
        public DnsSettings dns() {
            return new DnsSettings() {
                @Override
                public Optional<List<String>> servers() {
                    return Optional.empty();
                }

                @Override
                public Optional<List<String>> resolvers() {
                    return Optional.empty();
                }
            };
        }

        @Override
        public Route53Settings route53() {
            return () -> 1;
        }

        @Override
        public KafkaSettings kafka() {
            return new KafkaSettings() {
                @Override
                public String security() {
                    return "plaintext";
                }

                @Override
                public String credentials() {
                    return "/etc/signalbox/kafka";
                }
            };
        }

        @Override
        public DriftSettings drift() {
            return () -> false;
        }

        @Override
        public KubernetesSettings kubernetes() {
            return Optional::empty;
        }

        @Override
        public RestoreSettings restore() {
            return Optional::empty;
        }
    }
}
