package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shown to be copied can be copied. */
class ExamplesTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void everyExampleIsValid() throws Exception {
        for (Path example : examples()) {
            assertThat(TopologySource.open(Optional.of(example), Map.of())
                            .current()
                            .services())
                    .as("services of %s", example)
                    .isNotEmpty();
        }
    }

    private static List<Path> examples() throws Exception {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
            List<Path> examples =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
            return examples;
        }
    }
}
