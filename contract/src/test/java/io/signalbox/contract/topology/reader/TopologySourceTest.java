package io.signalbox.contract.topology.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologySourceTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aValidFile() throws IOException {
        file = Files.writeString(folder.resolve("topology.yaml"), Yaml.VALID);
    }

    @Test
    void tellsEveryProblemAtOnceInTheOrderOfTheFile() throws IOException {
        Files.writeString(
                file,
                Yaml.with("quorum: majority", "quorum: most")
                        .replace("interval: 1s", "interval: 1m1")
                        .replace("priority: 2", "priority: 1")
                        .replace("rise: 2", "rise: 0"));

        var thrown = catchThrowableOfType(InvalidTopologyException.class, this::open);

        assertThat(thrown.getMessage().replace(file.toString(), "topology.yaml"))
                .isEqualTo("""
                topology.yaml has 4 problems
                  topology.yaml:4   defaults.rise: expected a number from 1 to 100, got "0"
                  topology.yaml:11  services.orders.sites: two sites have priority 1: us-east-1 and us-west-2
                  topology.yaml:14  services.orders.probes[0].interval: expected a duration from 100ms to 1h \
                such as 500ms, 5s, 10m or 1h, got "1m1"
                  topology.yaml:16  services.orders.policy.quorum: expected majority, all or a number from 1 to 3, got "most\"""");
        assertThat(thrown.problems()).extracting(YamlProblem::line).containsExactly(4, 11, 14, 16);
    }

    @Test
    void tellsAllThatIsWrongWithinOneMap() throws IOException {
        Files.writeString(file, Yaml.with("name: us-west-2, priority: 2", "name: Bad, priority: none, extra: 1"));

        var thrown = catchThrowableOfType(InvalidTopologyException.class, this::open);

        assertThat(thrown.problems())
                .extracting(YamlProblem::path)
                .containsExactly(
                        "services.orders.sites[1].name",
                        "services.orders.sites[1].priority",
                        "services.orders.sites[1].extra");
    }

    @Test
    void saysThatAFileIsNotThere() throws IOException {
        Files.delete(file);

        var thrown = catchThrowableOfType(InvalidTopologyException.class, this::open);

        assertThat(thrown)
                .hasMessage(file + " has 1 problem\n  cannot be read: java.nio.file.NoSuchFileException: " + file);
    }

    @Test
    void anUntouchedFileIsUnchanged() throws Exception {
        TopologySource source = open();

        assertThat(source.reload()).isEqualTo(new Reload.Unchanged());
    }

    @Test
    void aNewValidFileComesIntoForce() throws Exception {
        TopologySource source = open();
        Topology before = source.current();
        Files.writeString(file, Yaml.with("ttl: 60s", "ttl: 30s"));

        assertThat(source.reload()).isEqualTo(new Reload.Replaced(before, source.current()));
        assertThat(source.current().services().getFirst().dns().ttl()).hasSeconds(30);
        assertThat(source.current().digest()).isNotEqualTo(before.digest());
        assertThat(source.reload()).isEqualTo(new Reload.Unchanged());
    }

    @Test
    void aBrokenFileLeavesTheOldOneInForceUntilItIsRepaired() throws Exception {
        TopologySource source = open();
        Topology before = source.current();
        Files.writeString(file, Yaml.with("ttl: 60s", "ttl: never"));

        assertThat(source.reload())
                .isInstanceOfSatisfying(Reload.Rejected.class, rejected -> assertThat(rejected.problems())
                        .extracting(YamlProblem::path)
                        .containsExactly("services.orders.dns.ttl"));
        assertThat(source.reload()).isInstanceOf(Reload.Rejected.class);
        assertThat(source.current()).isSameAs(before);

        Files.writeString(file, Yaml.VALID);
        assertThat(source.reload()).isEqualTo(new Reload.Unchanged());
    }

    @Test
    void aFileThatIsGoneLeavesTheOldOneInForce() throws Exception {
        TopologySource source = open();
        Files.delete(file);

        assertThat(source.reload()).isInstanceOf(Reload.Rejected.class);
        assertThat(source.current().services()).hasSize(1);
    }

    private TopologySource open() throws InvalidTopologyException {
        return TopologySource.open(Optional.of(file), Map.of());
    }
}
