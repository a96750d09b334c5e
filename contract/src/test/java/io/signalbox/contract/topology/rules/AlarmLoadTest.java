package io.signalbox.contract.topology.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlarmLoadTest {

    private static AlarmLoad of(int alarms, String interval, String vantages) {
        return AlarmLoad.in(Yaml.topology("""
            cells: [{name: us-west-2, bootstrap: "kafka.example.com:9092"}]
            vantages: %s
            defaults: {interval: %s}
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites: [{name: us-east-1, priority: 1, address: {ipv4: [192.0.2.10]}}]
                probes: [%s]
            """.formatted(vantages, interval, probes(alarms))))
                .getFirst();
    }

    /** Each alarm is looked at by two checks. */
    private static String probes(int alarms) {
        return IntStream.range(0, 2 * alarms)
                .mapToObj(i -> "{name: p" + i + ", cloudwatch-alarm: {region: us-east-1, name: a" + i / 2 + "}}")
                .collect(Collectors.joining(", "));
    }

    @Test
    void countsEachAlarmOnce() {
        assertThat(of(150, "5s", "[us-east-1]"))
                .isEqualTo(
                        new AlarmLoad("us-east-1", "services.orders.sites[0].probes", 150, Duration.ofSeconds(5), 1));
    }

    @Test
    void aReadingThatTakesLongerThanTheChecksWait() {
        assertThat(of(1_000, "5s", "[us-east-1]").problem(2)).isNull();
        assertThat(of(1_001, "5s", "[us-east-1]").problem(2))
                .isEqualTo(
                        "1001 alarms of us-east-1 take 11 requests and 5500ms at 2 a second, longer than the interval"
                                + " of 5s; raise interval, or signalbox.cloudwatch.requests-per-second");
        assertThat(of(1_001, "5s", "[us-east-1]").problem(2.2)).isNull();
    }

    @Test
    void vantagesThatTogetherExceedTheQuotaOfTheAccount() {
        assertThat(of(1_000, "5s", "[a, b, c, d]").problem(2)).isNull();
        assertThat(of(1_000, "5s", "[a, b, c, d, e]").problem(2))
                .isEqualTo(
                        "1000 alarms of us-east-1 take 10 requests a second from 5 vantages together, and the account"
                                + " has a quota of 9; raise interval");
        assertThat(of(1_000, "10s", "[a, b, c, d, e]").problem(2)).isNull();
    }

    @Test
    void withoutAlarmsThereIsNothingToSay() {
        assertThat(AlarmLoad.in(Yaml.topology("""
            cells: [{name: us-west-2, bootstrap: "kafka.example.com:9092"}]
            vantages: [us-east-1]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites: [{name: us-east-1, priority: 1, address: {ipv4: [192.0.2.10]}}]
                probes: [{name: port, tcp: {port: 443}}]
            """))).isEmpty();
    }
}
