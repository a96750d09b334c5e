package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.TopologyReader.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A topology's text to start from, and what reading it gives. */
final class Yaml {

    /** Line 1 is the cells. */
    static final String VALID = """
            cells: [{name: us-west-2, bootstrap: "kafka.example.com:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            references: ["192.0.2.53:53", "[2001:db8::53]:53", "ntp.example.com:123"]
            defaults: {interval: 5s, timeout: 2s, fall: 3, rise: 2}
            services:
              orders:
                hostname: orders.example.com
                dns: {provider: route53, zone: example.com, types: [A], ttl: 60s, routing: weighted}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.10]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [198.51.100.10]}}
                  - {name: maintenance, priority: 9, address: {alias: page.example.net, zoneId: Z1}, lastResort: true}
                probes:
                  - {name: health, http: {path: /healthz, expect: {status: 2xx}}, interval: 1s}
                  - {name: port, tcp: {port: 8080}}
                policy: {quorum: majority, failback: {mode: auto, stableFor: 10m}}
            """;

    private Yaml() {}

    /** The valid text with one piece replaced. */
    static String with(String from, String to) {
        assertThat(VALID).contains(from);
        return VALID.replace(from, to);
    }

    static Result read(String text) {
        return read(text, Map.of());
    }

    static Result read(String text, Map<String, String> environment) {
        return TopologyReader.read(text.getBytes(StandardCharsets.UTF_8), environment);
    }

    static Topology topology(String text) {
        return switch (read(text)) {
            case Result.Read(Topology topology) -> topology;
            case Result.Invalid(List<Problem> problems) -> throw new AssertionError(problems.toString());
        };
    }

    static Service service(String text) {
        return topology(text).services().getFirst();
    }

    /** Each as {@code line path: message}. */
    static List<String> problems(String text) {
        return problems(read(text));
    }

    static List<String> problems(Result result) {
        return switch (result) {
            case Result.Read _ -> List.of();
            case Result.Invalid(List<Problem> problems) ->
                problems.stream().map(problem -> problem.line() + " " + problem).toList();
        };
    }
}
