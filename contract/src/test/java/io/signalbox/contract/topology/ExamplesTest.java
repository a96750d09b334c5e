package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.reader.TopologySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shown to be copied can be copied. */
class ExamplesTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void everyTopologyThatIsShownIsValid() throws Exception {
        for (Path example : examples()) {
            assertThat(TopologySource.open(Optional.of(example), Map.of())
                            .current()
                            .services())
                    .as("services of %s", example)
                    .isNotEmpty();
        }
    }

    private static List<Path> examples() throws Exception {
        var examples = new ArrayList<>(List.of(
                ROOT.resolve("infra/compose/topology.yaml"),
                ROOT.resolve("k8s/overlays/single/topology.yaml"),
                ROOT.resolve("k8s/overlays/three-regions/common/topology.yaml")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
            files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("deployment.yaml"))
                    .forEach(examples::add);
        }
        assertThat(examples).hasSizeGreaterThanOrEqualTo(4);
        return examples;
    }
}
