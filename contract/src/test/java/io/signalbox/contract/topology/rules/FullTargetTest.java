package io.signalbox.contract.topology.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FullTargetTest {

    private static List<FullTarget> in(int services, int perTarget) {
        return FullTarget.in(Yaml.topology("""
                cells: [{name: us-west-2, bootstrap: "kafka.example.com:9092"}]
                vantages: [us-east-1]
                defaults: {interval: 5s, timeout: 2s, perTarget: %d}
                services:
                """.formatted(perTarget)
                + IntStream.range(0, services).mapToObj(FullTargetTest::service).collect(Collectors.joining())));
    }

    private static String service(int number) {
        return """
                  s%d:
                    hostname: s%d.example.com
                    dns: {zone: example.com}
                    sites: [{name: us-east-1, priority: 1, address: {ipv4: [192.0.2.10]}}]
                    probes: [{name: health, tcp: {port: 443}}]
                """.formatted(number, number);
    }

    @Test
    void soManyChecksThatEachResultIsStaleBeforeTheNext() {
        assertThat(in(15, 2)).isEmpty();
        assertThat(in(16, 2))
                .containsExactly(new FullTarget(
                        "192.0.2.10:443",
                        "services.s0.sites[0].probes",
                        16,
                        2,
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(15)));
        assertThat(in(16, 3)).isEmpty();
    }

    @Test
    void saysWhatWouldHelp() {
        assertThat(in(16, 2).getFirst().text())
                .isEqualTo(
                        "16 checks go to 192.0.2.10:443, 2 at a time: while it hangs, each has its turn once in 16s, and a result "
                                + "says nothing any more after 15s; raise perTarget, or lower timeout");
    }
}
