package io.signalbox.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.Samples;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.metrics.CheckMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static CheckStatistics of(Check check) {
        var name = Samples.check("orders");
        var second = Duration.ofSeconds(1);
        var statistics = new CheckStatistics(name);
        statistics.follow(new ConfiguredCheck(
                name,
                "127.0.0.1",
                new Probe(
                        new ProbeName("health"),
                        Probe.Role.HEALTH,
                        second,
                        second,
                        second,
                        3,
                        2,
                        null,
                        check,
                        Approach.USUAL),
                "digest-1"));
        return statistics;
    }

    private static Check handshake(int warnDays) {
        return new Check.Handshake(443, new Tls("orders.example.com", Tls.Files.NONE, List.of()), warnDays, 0);
    }

    @Test
    void warnsOfACertificateThatEndsSoon() {
        var statistics = of(handshake(21));

        assertThat(statistics.warns()).isTrue();
        assertThat(statistics.warnsOf(NOW.plus(Duration.ofDays(20)), NOW)).isTrue();
        assertThat(statistics.warnsOf(NOW.plus(Duration.ofDays(22)), NOW)).isFalse();
    }

    @Test
    void addsUpTheReadsThatHeldAnEventLoop() {
        var statistics = of(handshake(0));
        assertThat(heldLoop(statistics)).isEmpty();

        statistics.heldLoop(11_000_000);
        statistics.heldLoop(14_000_000);

        assertThat(heldLoop(statistics)).containsExactly(0.025);
    }

    private static List<Double> heldLoop(CheckStatistics statistics) {
        return samples(statistics, "signalbox_probe_held_loop_seconds").stream()
                .map(sample -> sample.value)
                .toList();
    }

    private static List<Sample> samples(CheckStatistics statistics, String name) {
        return new CheckMetrics("eu-west-1", InstantSource.fixed(NOW))
                .samples(List.of(statistics)).stream()
                        .filter(family -> family.name.equals(name))
                        .flatMap(family -> family.samples.stream())
                        .toList();
    }

    /** Alerts are for probes that decide, not for those that are watched only. */
    @Test
    void eachMetricOfACheckHasTheRoleOfItsProbe() {
        var statistics = of(handshake(0));
        statistics.heldLoop(11_000_000);

        assertThat(samples(statistics, "signalbox_probe_held_loop_seconds"))
                .extracting(sample -> sample.labelValues.get(sample.labelNames.indexOf("role")))
                .containsExactly("health");
        assertThat(new CheckStatistics(Samples.check("orders")).role()).isEmpty();
    }

    @Test
    void warnsOfNothingUnlessAsked() {
        assertThat(of(handshake(0)).warnsOf(NOW, NOW)).isFalse();
        assertThat(of(new Check.Tcp(80)).warns()).isFalse();
    }
}
