package io.signalbox.decision.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.AccessPolicy;
import io.signalbox.contract.topology.reader.TopologySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of names that a server of RFC 2136 keeps. */
class UpdatesLintTest {

    @TempDir
    Path directory;

    private Topology topology(String server) throws Exception {
        String yaml = """
            cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com, provider: rfc2136, server: "%s", key: {name: cell, secretVariable: TSIG}}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                probes: [{name: health, tcp: {port: 80}}]
            """.formatted(server);
        Path file = Files.writeString(directory.resolve("topology.yaml"), yaml);
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }

    private List<LintFinding> ofNames(String server) throws Exception {
        return Lint.of(topology(server)).findings().stream()
                .filter(finding -> finding.path().startsWith("services.orders.dns"))
                .toList();
    }

    @Test
    void theServerIsNamedAndNothingIsSaidOfRoute53() throws Exception {
        assertThat(ofNames("192.0.2.53:53")).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("services.orders.dns.server");
            assertThat(finding.text())
                    .startsWith("every move needs an answer of the name server 192.0.2.53:53")
                    .doesNotContain("Route 53");
        });
        assertThat(Lint.of(topology("192.0.2.53:53")).findings())
                .noneSatisfy(finding -> assertThat(finding.text()).contains("Route 53"));
    }

    @Test
    void aServerInTheRegionThatIsLeftIsTold() throws Exception {
        assertThat(ofNames("ns1.us-east-1.example.net:53")).singleElement().satisfies(finding -> assertThat(
                        finding.text())
                .startsWith("when us-east-1 is lost as a region")
                .contains("ns1.us-east-1.example.net:53"));
    }

    @Test
    void noPermissionOfAwsIsNeeded() throws Exception {
        assertThat(AccessPolicy.of(topology("192.0.2.53:53"))).isEmpty();
    }
}
