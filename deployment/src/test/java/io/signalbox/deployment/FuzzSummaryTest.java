package io.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When {@code make fuzz} fails. */
class FuzzSummaryTest {

    @TempDir
    Path directory;

    private String said = "";

    /** @return the exit code for two parsers, of which the second has these numbers */
    private int summary(int findings, int coverage, int expected) throws IOException, InterruptedException {
        Path lines = Files.writeString(directory.resolve("fuzz"), """
            parser=candidate executions=100 inputs_found=1 findings=0 lines=60 line_coverage=96%%
            noise of the build
            parser=kafka executions=50 inputs_found=0 findings=%d lines=60 line_coverage=%d%%
            """.formatted(findings, coverage));
        Process process = new ProcessBuilder(
                        Overlays.ROOT.resolve(".ci/fuzz-summary").toString(),
                        "1",
                        String.valueOf(expected),
                        lines.toString())
                .redirectErrorStream(true)
                .start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }

    @Test
    void allIsWellWithoutFindingsAndWithFourFifthsOfTheLines() throws Exception {
        assertThat(summary(0, 80, 2)).isZero();
        assertThat(said).isEqualTo("RESULT fuzz minutes=1 parsers=2 executions=150 findings=0 least_coverage=80%\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 96, 2, findings=1",
        "0, 79, 2, 'fuzz: kafka: expected inputs that cover at least 80% of its lines, got 79%'",
        "0, 96, 3, 'fuzz: expected 3 parsers, got 2'"
    })
    void anythingElseFails(int findings, int coverage, int expected, String message) throws Exception {
        assertThat(summary(findings, coverage, expected)).isEqualTo(1);
        assertThat(said).contains(message);
    }
}
