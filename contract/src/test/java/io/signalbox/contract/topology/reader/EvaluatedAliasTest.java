package io.signalbox.contract.topology.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordSet.AliasTarget;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Yaml;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Aliases whose target's health Route 53 evaluates. */
class EvaluatedAliasTest {

    private static final String TEXT = """
            cells: [{name: west, bootstrap: "localhost:9092"}]
            vantages: [one]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com, routing: failover}
                sites:
                  - {name: east, priority: 1, address: {alias: east.example.net, zoneId: Z1, evaluateTargetHealth: true}}
                  - {name: west, priority: 2, address: {alias: west.example.net, zoneId: Z1, evaluateTargetHealth: true}}
                probes: [{name: health, http: {}}]
            """;

    @Test
    void replaceTheHealthCheckOfFailoverRouting() {
        Service service = Yaml.service(TEXT);

        assertThat(Records.of(service, service.preferred().name()))
                .extracting(RecordSet::alias)
                .containsExactly(
                        new AliasTarget("east.example.net", "Z1", true),
                        new AliasTarget("west.example.net", "Z1", true));
    }

    @Test
    void withoutItAHealthCheckIsNeeded() {
        assertThat(Yaml.problems(TEXT.replace(", evaluateTargetHealth: true", "")))
                .allMatch(problem -> problem.contains("expected healthCheck"))
                .hasSize(2);
    }

    @Test
    void isSomethingOfAnAliasOnly() {
        assertThat(Yaml.problems(TEXT.replace("alias: east.example.net, zoneId: Z1", "ipv4: [192.0.2.1]")))
                .anyMatch(problem -> problem.contains("expected one kind of address"));
    }

    @Test
    void changesTheDigestOnlyWhereItIsUsed() {
        Service with = Yaml.service(TEXT);
        Service without = Yaml.service(
                TEXT.replace("routing: failover", "routing: weighted").replace(", evaluateTargetHealth: true", ""));

        assertThat(with.sites().getFirst().address().toString())
                .isEqualTo("Alias[name=east.example.net, zoneId=Z1, evaluateTargetHealth=true]");
        assertThat(without.sites().getFirst().address().toString())
                .isEqualTo("Alias[name=east.example.net, zoneId=Z1]");
    }

    @Test
    void isWrittenOnlyIfItIsSet() throws Exception {
        Codec<AliasTarget> codec = Codec.of(AliasTarget.class);

        assertThat(new String(codec.write(new AliasTarget("a", "Z1", false)), StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"a\",\"zoneId\":\"Z1\"}");
        assertThat(codec.read("{\"name\":\"a\",\"zoneId\":\"Z1\"}".getBytes(StandardCharsets.UTF_8))
                        .evaluatesTargetHealth())
                .isFalse();
        assertThat(codec.read(codec.write(new AliasTarget("a", "Z1", true))))
                .isEqualTo(new AliasTarget("a", "Z1", true));
    }
}
