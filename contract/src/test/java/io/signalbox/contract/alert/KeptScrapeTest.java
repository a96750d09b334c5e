package io.signalbox.contract.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeptScrapeTest {

    private static final Path DOCS = Path.of("../docs");

    @Test
    void eachMetricOfTheProjectIsExplained() throws IOException {
        String documents = Files.readString(DOCS.resolve("codes.md"))
                + Files.readString(DOCS.resolve("probing.md"))
                + Files.readString(DOCS.resolve("acting.md"));

        assertThat(names()).isNotEmpty().allSatisfy(name -> assertThat(documents)
                .contains("`" + name));
    }

    /** Without what the metrics library appends to the name of a summary. */
    private static Stream<String> names() {
        return KeptScrape.read().names().stream()
                .filter(name -> name.startsWith("signalbox_") || name.startsWith("probe_"))
                .map(name -> name.replaceFirst("_(max|sum|count)$", ""));
    }
}
