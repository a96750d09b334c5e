package io.signalbox.decision.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.reader.TopologySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmLintTest {

    @TempDir
    Path directory;

    private List<LintFinding> findings(int alarms, String interval) throws Exception {
        String probes = IntStream.range(0, alarms)
                .mapToObj(i -> "{name: p" + i + ", cloudwatch-alarm: {region: us-east-1, name: a" + i + "}}")
                .collect(Collectors.joining(", "));
        Path file = Files.writeString(directory.resolve("topology.yaml"), """
            cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            defaults: {interval: %s}
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites: [{name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}]
                probes: [%s]
            """.formatted(interval, probes));
        return Lint.of(TopologySource.open(Optional.of(file), Map.of()).current()).findings().stream()
                .filter(finding -> finding.text().contains("alarms of"))
                .toList();
    }

    @Test
    void moreAlarmsThanCanBeReadInTimeAreAWarningWithTheFigures() throws Exception {
        assertThat(findings(300, "1s")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(LintFinding.Severity.WARN);
            assertThat(finding.path()).isEqualTo("services.orders.sites[0].probes");
            assertThat(finding.text())
                    .startsWith(
                            "300 alarms of us-east-1 take 3 requests and 1500ms at 2 a second, longer than the interval"
                                    + " of 1s");
        });
    }

    @Test
    void thoseThatCanAreNone() throws Exception {
        assertThat(findings(300, "5s")).isEmpty();
    }
}
