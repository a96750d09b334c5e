package io.signalbox.decision.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.reader.TopologySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rehearsed loss knows of the service. */
class ShapeTest {

    @TempDir
    Path directory;

    @Test
    void whatIsRehearsedHasTheRoutingThatIsConfigured() throws Exception {
        assertThat(shape("dns: {zone: example.com, routing: simple}", "", "")
                        .dns()
                        .routing())
                .isEqualTo(Dns.Routing.SIMPLE);
        assertThat(shape("dns: {zone: example.com, preWarm: 10}", "", "").dns().preWarm())
                .isEqualTo(10);
        Dns signalled = shape(
                        "dns: {zone: example.com, routing: failover, signal: {bucket: b-1, key: k, region: us-west-2}}",
                        ", healthCheck: inverted",
                        "")
                .dns();
        assertThat(signalled.routing()).isEqualTo(Dns.Routing.FAILOVER);
        assertThat(signalled.signal()).isNotNull();
        Dns updates = shape(
                        "dns: {provider: rfc2136, zone: example.com, server: \"ns1.example.com:53\","
                                + " key: {name: k, secretVariable: K}}",
                        "",
                        "")
                .dns();
        assertThat(updates.provider()).isEqualTo(Dns.Provider.RFC2136);
    }

    @Test
    void servicesThatDifferInNamesOnlyHaveOneShape() throws Exception {
        String failover = "dns: {zone: %s, routing: failover}";
        Service one = shape(failover.formatted("example.com"), ", healthCheck: one", ", healthCheck: two");
        Service other = shape(failover.formatted("com"), ", healthCheck: three", ", healthCheck: four");

        assertThat(one).isEqualTo(other);
        assertThat(one.dns().routing()).isEqualTo(Dns.Routing.FAILOVER);
    }

    private Service shape(String dns, String ofEast, String ofWest) throws Exception {
        Path file = Files.writeString(directory.resolve("topology.yaml"), """
            cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            services:
              orders:
                hostname: orders.example.com
                %s
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}%s}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}%s}
                probes: [{name: health, tcp: {port: 443}}]
            """.formatted(dns, ofEast, ofWest));
        return Shape.of(TopologySource.open(Optional.of(file), Map.of())
                .current()
                .services()
                .getFirst());
    }
}
