package io.signalbox.contract.topology.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.Reload;
import io.signalbox.contract.topology.reader.TopologyReader;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.contract.topology.yaml.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three environments of one base: what each may change, and where a mistake is reported. */
class EnvironmentFileTest {

    private static final String BASE = """
            cells:
              - {name: us-west-2, bootstrap: "kafka.${ZONE}:9092"}
            vantages: [us-east-1, us-west-2]
            services:
              orders:
                hostname: "${NAME:orders}.${ZONE}"
                dns: {zone: "${ZONE}", ttl: 30s}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.10]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: ["${WEST:192.0.2.20}"]}}
                probes:
                  - name: health
                    http: {path: /healthz, port: 8080}
                policy: {minDownFor: 4s}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeBase() throws IOException {
        write("topology.yaml", BASE);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path environment(String text) throws IOException {
        return write("environments/dev.yaml", "base: ../topology.yaml\n" + text);
    }

    private static Topology read(Path file) throws InvalidTopologyException {
        return TopologySource.open(Optional.of(file), Map.of("WEST", "192.0.2.21"))
                .current();
    }

    private static Service orders(Path file) throws InvalidTopologyException {
        return read(file).services().getFirst();
    }

    @Test
    void valuesTakeThePlaceOfReferencesAndOthersAreTheProcesss() throws Exception {
        Path file = environment("values: {ZONE: dev.example.com, NAME: api}\n");
        assertThat(read(file).cells().getFirst().bootstrap()).isEqualTo("kafka.dev.example.com:9092");
        assertThat(orders(file).hostname()).isEqualTo("api.dev.example.com");
        assertThat(orders(file).sites())
                .extracting(Site::address)
                .last()
                .hasToString(orders(alone()).sites().getLast().address().toString());
    }

    /** The same without an environment's file. */
    private Path alone() throws IOException {
        return write("alone.yaml", BASE.replace("${NAME:orders}", "api").replace("${ZONE}", "dev.example.com"));
    }

    @Test
    void changesAddReplaceAndTakeAway() throws Exception {
        Path file = environment("""
                values: {ZONE: dev.example.com}
                changes:
                  vantages: [eu-west-1]
                  services:
                    orders:
                      dns: {ttl: 60s}
                      sites:
                        - {name: us-east-1, absent: true}
                        - {name: us-west-2, priority: 1}
                        - {name: eu-west-1, priority: 2, address: {ipv4: [192.0.2.30]}}
                      policy: null
                """);
        assertThat(read(file).vantages()).extracting(Object::toString).containsExactly("eu-west-1");
        Service orders = orders(file);
        assertThat(orders.dns().ttl()).hasSeconds(60);
        assertThat(orders.dns().zone()).hasToString("dev.example.com");
        assertThat(orders.sites()).extracting(site -> site.name().value()).containsExactly("us-west-2", "eu-west-1");
        assertThat(orders.policy())
                .isEqualTo(orders(write(
                                "plain.yaml",
                                BASE.replace("${ZONE}", "example.com").replace("    policy: {minDownFor: 4s}\n", "")))
                        .policy());
    }

    @Test
    void whatIsRenderedReadsTheSame() throws Exception {
        Path file = environment(
                "values: {ZONE: dev.example.com}\nchanges: {services: {orders: {policy: {minDownFor: 2s}}}}\n");
        var findings = new Findings();
        String rendered = TopologyText.read(file, findings).rendered();
        assertThat(rendered)
                .contains("dev.example.com")
                .doesNotContain("${ZONE}")
                .contains("${WEST:192.0.2.20}");
        var result = TopologyReader.read(rendered.getBytes(StandardCharsets.UTF_8), Map.of("WEST", "192.0.2.21"));
        assertThat(result).isInstanceOfSatisfying(TopologyReader.Result.Read.class, again -> assertThat(
                        again.topology().services())
                .isEqualTo(servicesOf(file)));
    }

    private static List<Service> servicesOf(Path file) {
        try {
            return read(file).services();
        } catch (InvalidTopologyException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "values: {ZONE: example.com, NAME: 'not a name'} | ../topology.yaml:6  services.orders.hostname: expected a host name",
                "values: {ZONE: example.com, ZNE: other} | dev.yaml:2  values.ZNE: expected ${ZNE} somewhere in the base or in the changes, found none",
                "values: {ZONE: example.com, 9: other} | dev.yaml:2  values.9: expected the name of a reference",
                "values: {ZONE: [example.com]} | dev.yaml:2  values.ZONE: expected a text, got a list",
                "values: {ZONE: example.com}\\nchanges: {services: {orders: {policy: {fal: 2}}}} | dev.yaml:3  services.orders.policy.fal: unknown key",
                "values: {ZONE: example.com}\\nchanges: {services: {orders: {hostname: -}}} | dev.yaml:3  services.orders.hostname: expected a host name",
                "values: {ZONE: example.com}\\nchanges: {services: {other: null}} | dev.yaml:3  changes.services.other: expected a key that the base has",
                "values: {ZONE: example.com}\\nchanges: {cells: [{name: eu, absent: true}]} | dev.yaml:3  changes.cells[0]: expected a name that the base has",
                "values: {ZONE: example.com}\\nchanges: {a: &a {b: 1}, c: *a} | expected no aliases in changes",
                "values: {ZONE: example.com}\\nchanges: {a: &a [*a]} | expected lists and maps that do not contain themselves",
                "change: {} | dev.yaml:2  change: unknown key, expected one of base, values, changes",
            })
    void aMistakeIsReportedWhereItStands(String text, String problem) throws IOException {
        Path file = environment(text.replace("\\n", "\n") + "\n");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidTopologyException.class)
                .hasMessageContaining("environments/dev.yaml has 1 problem")
                .extracting(e -> e.getMessage().replace(folder + "/environments/", ""))
                .asString()
                .contains(problem);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "base: nowhere.yaml | base: cannot be read: java.nio.file.NoSuchFileException",
                "base: [a, b] | base: expected the file of a topology, seen from this file's folder, got a list",
                "base: own.yaml | base: expected a topology, got another environment's file",
            })
    void theBaseMustBeATopology(String text, String problem) throws IOException {
        Path file = write("own.yaml", text + "\n");
        assertThatThrownBy(() -> read(file)).hasMessageContaining(problem);
    }

    @Test
    void aChangeOfEitherFileIsFoundAndAMistakeInOneEnvironmentDoesNotReachAnother() throws Exception {
        Path dev = environment("values: {ZONE: dev.example.com}\n");
        Path prod = write("environments/prod.yaml", "base: ../topology.yaml\nvalues: {ZONE: example.com}\n");
        TopologySource source = TopologySource.open(Optional.of(prod), Map.of());
        assertThat(source.reload()).isInstanceOf(Reload.Unchanged.class);

        Files.writeString(dev, "base: ../topology.yaml\nvalues: {ZNE: dev.example.com}\n");
        assertThat(source.reload()).isInstanceOf(Reload.Unchanged.class);
        write("topology.yaml", BASE.replace("minDownFor: 4s", "minDownFor: 5s"));
        assertThat(source.reload()).isInstanceOf(Reload.Replaced.class);
        Files.writeString(prod, "base: ../topology.yaml\nvalues: {ZONE: shop.example.com}\n");
        assertThat(source.reload()).isInstanceOf(Reload.Replaced.class);
        assertThat(source.current().services().getFirst().hostname()).isEqualTo("orders.shop.example.com");

        Files.delete(folder.resolve("topology.yaml"));
        assertThat(source.reload()).isInstanceOf(Reload.Rejected.class);
        writeBase();
        assertThat(source.reload()).isInstanceOf(Reload.Replaced.class);
        assertThat(source.current().services().getFirst().hostname()).isEqualTo("orders.shop.example.com");
    }
}
