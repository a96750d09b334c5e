package io.signalbox.decision.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.step.IamPermission;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.AccessPolicy;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.decision.core.lint.LintFinding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of failover routing and of signals. */
class RoutingLintTest {

    private static final String SIGNAL =
            "dns: {zone: example.com, routing: failover, signal: {bucket: orders-signal, key: orders, region: %s}}";

    @TempDir
    Path directory;

    @Test
    void failoverRoutingActsByItself() throws Exception {
        String sites = """
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}, healthCheck: east}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}, healthCheck: west}
            """;
        Lint lint = failover("dns: {zone: example.com, routing: failover}", sites, "");
        assertThat(lint.findings())
                .filteredOn(finding -> finding.path().equals("services.orders.dns.routing"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .startsWith("failover: when the health check of the active site fails, Route 53 itself sends")
                        .endsWith("without an approval"));
        lint = failover(
                "dns: {zone: example.com, routing: failover}",
                sites,
                "plans: {failover: [{ssm-put: {region: us-west-2, name: /size, value: \"6\"}}, {dns-switch: {}}]}");
        assertThat(lint.findings()).anySatisfy(finding -> assertThat(finding.text())
                .contains("\"ssm-put\" and every other step before the switch"));
    }

    @Test
    void acceleratedRecoveryIsNamedWhereRoute53sApiIsWaitedFor() throws Exception {
        String sites = """
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
            """;

        assertThat(failover("dns: {zone: example.com}", sites, "").findings())
                .filteredOn(finding -> finding.path().equals("services.orders.dns"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .contains("accelerated recovery (opt-in) lets it answer again within about 60 minutes")
                        .contains("may lose what was accepted just before"));
    }

    @Test
    void weightsWithEvaluatedAliasesActByThemselves() throws Exception {
        String sites = """
                sites:
                  - {name: us-east-1, priority: 1, address: {alias: a.example.net, zoneId: Z1, evaluateTargetHealth: true}}
                  - {name: us-west-2, priority: 2, address: {alias: b.example.net, zoneId: Z1}}
            """;

        assertThat(failover("dns: {zone: example.com}", sites, "").findings())
                .filteredOn(finding -> finding.path().contains("evaluateTargetHealth"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("services.orders.sites[0].address.evaluateTargetHealth");
                    assertThat(finding.text()).contains("Route 53 itself answers with the other sites");
                });
        assertThat(failover("dns: {zone: example.com, routing: simple}", sites, "")
                        .findings())
                .noneMatch(finding -> finding.path().contains("evaluateTargetHealth"));
    }

    @Test
    void aSignalNeedsNothingOfTheRegionThatIsLeft() throws Exception {
        String sites = """
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}, healthCheck: inverted}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
            """;
        Lint lint = failover(SIGNAL.formatted("us-west-2"), sites, "");
        assertThat(lint.passes()).isTrue();
        assertThat(lint.findings())
                .noneSatisfy(finding -> assertThat(finding.path()).startsWith("services.orders.dns"));
        lint = failover(SIGNAL.formatted("us-east-1"), sites, "");
        assertThat(errors(lint)).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("services.orders.dns.signal.region");
            assertThat(finding.text())
                    .startsWith("the switch away from us-east-1 needs the data plane of Amazon S3 in us-east-1");
        });
        lint = failover(
                SIGNAL.formatted("us-west-2"),
                sites,
                "plans: {failover: [{ssm-put: {region: us-west-2, name: /size, value: \"6\"}}, {dns-switch: {}}]}");
        assertThat(lint.findings()).anySatisfy(finding -> {
            assertThat(finding.path()).isEqualTo("services.orders.plans.failover");
            assertThat(finding.text())
                    .startsWith("\"ssm-put\" stands before the switch, so the plan begins with a claim");
        });
        lint = failover(
                SIGNAL.formatted("us-west-2"), sites, "plans: {failover: [{wait-healthy: {}}, {dns-switch: {}}]}");
        assertThat(lint.findings())
                .noneSatisfy(finding -> assertThat(finding.text()).contains("claim"));
    }

    @Test
    void theSignalIsAllOfTheBucketThatMayBeTouched() throws Exception {
        Topology topology = topology(SIGNAL.formatted("us-west-2"), """
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}, healthCheck: inverted}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
            """, "");
        List<IamPermission> permissions = AccessPolicy.of(topology);
        assertThat(permissions).anySatisfy(permission -> {
            assertThat(permission.actions()).containsExactly("s3:DeleteObject", "s3:GetObject", "s3:PutObject");
            assertThat(permission.resources()).containsExactly("arn:aws:s3:::orders-signal/orders");
        });
        assertThat(permissions).anySatisfy(permission -> {
            assertThat(permission.actions()).containsExactly("s3:ListBucket");
            assertThat(permission.resources()).containsExactly("arn:aws:s3:::orders-signal");
        });
        assertThat(permissions).anySatisfy(permission -> assertThat(permission.actions())
                .containsExactly("route53:ChangeResourceRecordSets"));
    }

    @Test
    void healthChecksAreListedToFindTheirIdsAndThoseThatWereDeleted() throws Exception {
        String sites = """
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}, healthCheck: %s}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
            """;
        String id = "7e4d2f0a-3c64-4f3f-9d1f-0d2a3b4c5d6e";
        assertThat(actions(topology(SIGNAL.formatted("us-west-2"), sites.formatted("orders-signal"), "")))
                .contains("route53:ListHealthChecks");
        assertThat(actions(topology(SIGNAL.formatted("us-west-2"), sites.formatted(id), "")))
                .contains("route53:ListHealthChecks");
        var without = TopologySource.open(Optional.of(Path.of("../examples/minimal.yaml")), Map.of());
        assertThat(actions(without.current()))
                .contains("route53:ChangeResourceRecordSets")
                .doesNotContain("route53:ListHealthChecks");
    }

    private static List<String> actions(Topology topology) {
        return AccessPolicy.of(topology).stream()
                .flatMap(permission -> permission.actions().stream())
                .toList();
    }

    private Lint failover(String dns, String sites, String extra) throws Exception {
        return Lint.of(topology(dns, sites, extra));
    }

    private Topology topology(String dns, String sites, String extra) throws Exception {
        String yaml = "cells: [{name: us-west-2, bootstrap: \"localhost:9092\"}]\n"
                + "vantages: [us-east-1, eu-west-1, us-west-2]\nservices:\n  orders:\n"
                + "    hostname: orders.example.com\n    " + dns + "\n"
                + sites.stripTrailing().stripIndent().indent(4).stripTrailing()
                + "\n    probes: [{name: health, tcp: {port: 80}}]\n    " + extra + "\n";
        Path file = Files.writeString(directory.resolve("topology.yaml"), yaml);
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }

    private static List<LintFinding> errors(Lint lint) {
        return lint.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }
}
