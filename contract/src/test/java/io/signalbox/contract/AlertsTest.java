package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alert rules, by Prometheus's own tests where its promtool is installed. */
class AlertsTest {

    private static final Path FOLDER = Path.of("../observability");
    private static final Pattern RULE = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    private static final Pattern TESTED = Pattern.compile("alertname: (\\w+)");

    @Test
    void everyRuleThatIsTestedExists() throws IOException {
        assertThat(names(RULE, "alerts.yml")).doesNotHaveDuplicates().containsAll(names(TESTED, "alerts_test.yml"));
    }

    @Test
    void fireWhenTheyShould() throws IOException, InterruptedException {
        Path promtool = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(promtool != null, "promtool is not installed");
        Process test = new ProcessBuilder(promtool.toString(), "test", "rules", "alerts_test.yml")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String output;
        try (InputStream said = test.getInputStream()) {
            output = new String(said.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(test.waitFor()).as(output).isZero();
    }

    private static List<String> names(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(FOLDER.resolve(file)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
