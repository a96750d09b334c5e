package io.signalbox.decision.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.decision.core.lint.LintFinding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of standbys that are kept warm, and of switches in parts. */
class WarmLintTest {

    private static final String HEALTH = "{name: health, tcp: {port: 80}}";
    private static final String READY = "{name: ready, readiness: true, tcp: {port: 81}}";
    private static final String SCALES =
            "{failover: [{name: tasks, ecs-scale: {region: us-west-2, cluster: c, service: s, desired: 6}},"
                    + " {wait-healthy: {}}, {dns-switch: {}}]}";

    @TempDir
    Path directory;

    private List<LintFinding> findings(String dns, String probes, String plans, String policy) throws Exception {
        Path file = Files.writeString(directory.resolve("topology.yaml"), """
                cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
                vantages: [us-east-1, eu-west-1, us-west-2]
                services:
                  orders:
                    hostname: orders.example.com
                    dns: {zone: example.com%s}
                    sites:
                      - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                      - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                    probes: [%s]
                    plans: %s
                    policy: %s
                """.formatted(dns, probes, plans, policy));
        return Lint.of(TopologySource.open(Optional.of(file), Map.of()).current())
                .findings();
    }

    @Test
    void aStandbyThatTheFailoverScalesIsNoWarmOne() throws Exception {
        assertThat(findings(", preWarm: 10", HEALTH, SCALES, "{}"))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("services.orders.dns.preWarm");
                    assertThat(finding.text())
                            .isEqualTo("us-west-2 would get traffic without what the failover plan does for it first"
                                    + " (\"tasks\"), and no readiness probe says that it cannot take any");
                });
    }

    @Test
    void aReadinessProbeMakesItAWarning() throws Exception {
        assertThat(findings(", preWarm: 10", HEALTH + ", " + READY, SCALES, "{}"))
                .filteredOn(finding -> finding.path().equals("services.orders.dns.preWarm"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARN));
        assertThat(findings("", HEALTH, SCALES, "{}")).noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    @Test
    void aPlanThatWaitsForLongerThanItHasIsAnError() throws Exception {
        String plans = "{switchover: [{pause: {for: 6m}}, {dns-switch: {ramp: [{percent: 10, for: 5m}]}}]}";
        assertThat(findings("", HEALTH, plans, "{planDeadline: 11m}"))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("services.orders.plans.switchover");
                    assertThat(finding.text())
                            .isEqualTo(
                                    "it waits for 11m at the least, and is given up after 11m (policy.planDeadline)");
                });
        assertThat(findings("", HEALTH, plans, "{planDeadline: 12m}"))
                .noneMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
