package io.signalbox.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.Samples;
import io.signalbox.probe.core.ConfiguredCheck;
import java.time.Duration;
import java.time.Instant;
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
    void warnsOfNothingUnlessAsked() {
        assertThat(of(handshake(0)).warnsOf(NOW, NOW)).isFalse();
        assertThat(of(new Check.Tcp(80)).warns()).isFalse();
    }
}
