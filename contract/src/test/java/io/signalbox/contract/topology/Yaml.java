package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.reader.TopologyReader;
import io.signalbox.contract.topology.reader.TopologyReader.Result;
import io.signalbox.contract.topology.yaml.YamlProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A topology's text to start from, and what reading it gives. */
public final class Yaml {

    /** Line 1 is the cells. */
    public static final String VALID = """
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

    /** What stands in {@link #VALID} is left out where it has a default; everything else is here. */
    public static final String FULL = """
            cells: [{name: us-west-2, bootstrap: "kafka.example.com:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            defaults: {interval: 5s, window: {failures: 5, of: 10}}
            governor:
              velocity: {moves: 10, within: 1m}
              brake: {services: 5, percent: 10, within: 30s}
              maintenance: ["Sat 02:00-04:00 Europe/Berlin"]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                require: {atLeast: 2}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.10]}, require: any}
                  - {name: us-west-2, priority: 2, address: {ipv4: [198.51.100.10]}}
                  - {name: page, priority: 9, address: {alias: page.example.net, zoneId: Z1}, lastResort: true}
                probes:
                  - {name: health, http: {}, window: off}
                  - {name: port, tcp: {port: 8080}, window: {failures: 3, of: 4}}
                  - {name: ready, readiness: true, tcp: {port: 8081}}
                  - {name: lag, watchOnly: true, tcp: {port: 8082}}
                policy:
                  mode: approve
                  quorum: all
                  failback: {mode: auto, stableFor: 20m, window: "Mon-Fri 08:00-18:00 Europe/Berlin"}
                  minDownFor: 15s
                  damping: {halfLife: 5m, suppressAt: 5000, reuseAt: 2000, holdDown: 30s, longestHoldDown: 15m}
                  planDeadline: 20m
                  claimFor: 2m
                  twoPersons: true
                shadow: {quorum: 1, failback: {stableFor: 1m}, damping: {holdDown: 1h}}
                plans:
                  failover:
                    - parallel:
                        - {name: size, ssm-put: {region: us-west-2, name: /orders/size, value: "6"}, retries: 2}
                        - {name: tell, webhook: {url: "https://hooks.example.com/a", secretVariable: HOOK}, onFailure: continue}
                    - {wait-healthy: {for: 10s}, deadline: 2m}
                    - {wait-lag: {probe: lag}, to: [us-west-2], onFailure: ask}
                    - {approve: {question: go on?}, deadline: 20m}
                    - {pause: {for: 6m}}
                    - {dns-switch: {}, retries: 3, onFailure: rollback}
                  failback:
                    - {dns-switch: {}}
                    - {name: size-again, restore: {step: size}}
                  switchover: [{wait-healthy: {}}, {dns-switch: {}}]
                  drill: [{name: go, dns-switch: {}}]
                drills:
                  - name: monthly
                    schedule: first Monday 00:05 UTC
                    target: us-west-2
                    lasts: 30m
                    blockedTimes: ["Mon-Fri 08:00-18:00"]
                    blockedDates: [2026-12-20..2027-01-06, 2027-04-02 Europe/Berlin]
                    abortWhen: [lag, ready]
                    notify: [{webhook: {url: "http://hooks.example.com:8080/drills"}}]
                  - {name: weekly, schedule: 0 0 3 ? * TUE, lasts: 5m}
                maintenance: ["Sun 02:00-04:00"]
            """;

    private Yaml() {}

    /** The valid text with one piece replaced. */
    public static String with(String from, String to) {
        return replaced(VALID, from, to);
    }

    /** The full text with one piece replaced. */
    public static String fullWith(String from, String to) {
        return replaced(FULL, from, to);
    }

    private static String replaced(String text, String from, String to) {
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    public static Result read(String text) {
        return read(text, Map.of());
    }

    public static Result read(String text, Map<String, String> environment) {
        return TopologyReader.read(text.getBytes(StandardCharsets.UTF_8), environment);
    }

    public static Topology topology(String text) {
        return switch (read(text)) {
            case Result.Read(Topology topology) -> topology;
            case Result.Invalid(List<YamlProblem> problems) -> throw new AssertionError(problems.toString());
        };
    }

    public static Service service(String text) {
        return topology(text).services().getFirst();
    }

    /** Each as {@code line path: message}. */
    public static List<String> problems(String text) {
        return problems(read(text));
    }

    public static List<String> problems(Result result) {
        return switch (result) {
            case Result.Read _ -> List.of();
            case Result.Invalid(List<YamlProblem> problems) ->
                problems.stream().map(problem -> problem.line() + " " + problem).toList();
        };
    }
}
