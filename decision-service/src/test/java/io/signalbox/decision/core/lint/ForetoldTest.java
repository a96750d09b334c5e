package io.signalbox.decision.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After what time traffic moves when us-east-1 is lost with its vantage. The two others start a third of an interval apart, so that the
 * second of them sees the loss after a third of an interval at best, and after a whole one at worst.
 */
class ForetoldTest {

    @TempDir
    Path directory;

    @Test
    void aTargetThatSwallowsPacketsCostsTheTimeoutOfEachProbe() throws Exception {
        String slow = "{name: health, tcp: {port: 80}, interval: 6s, timeout: 5s, fastInterval: 1s, fall: 3}";
        assertThat(effect(slow)).isEqualTo("moves to us-west-2 after 17.0 s to 21.0 s");
    }

    @Test
    void aShorterLimitOfTheConnectionCostsNoMoreThanThat() throws Exception {
        String quick = "{name: health, tcp: {port: 80}, interval: 6s, timeout: 5s, timeouts: {connect: 500ms},"
                + " fastInterval: 1s, fall: 3}";
        assertThat(effect(quick)).isEqualTo("moves to us-west-2 after 4.5 s to 8.5 s");
    }

    @Test
    void aLossJustAfterAProbeWaitsForTheNext() throws Exception {
        String rare = "{name: health, tcp: {port: 80}, interval: 60s, timeout: 1s, fall: 1}";
        assertThat(effect(rare)).isEqualTo("moves to us-west-2 after 21.0 s to 1m1s");
    }

    @Test
    void aHeartbeatIsMissedWhenItsSilenceHasLastedTooLong() throws Exception {
        String beat = "{name: beat, heartbeat: {timeout: 45s}, interval: 6s, fall: 1}";
        // The last may have come just before the loss, or as long before as it may be silent.
        assertThat(effect(beat)).isEqualTo("moves to us-west-2 after 2.0 s to 51.0 s");
    }

    @Test
    void aHeartbeatThatMayBeSilentForDaysIsRehearsedWithoutThem() throws Exception {
        String nightly = "{name: nightly, heartbeat: {timeout: 26h}, interval: 6s, fall: 1}";
        assertThat(effect(nightly)).isEqualTo("moves to us-west-2 after 2.0 s to 26h6s");
    }

    @Test
    void anAlarmIsReadOnceInAnInterval() throws Exception {
        String alarm = "{name: alarm, cloudwatch-alarm: {region: us-east-1, name: web}, interval: 6s,"
                + " fastInterval: 1s, fall: 3}";
        assertThat(effect(alarm)).isEqualTo("moves to us-west-2 after 14.0 s to 18.0 s");
    }

    @Test
    void aCalculatedProbeSeesWhatTheOthersHaveFound() throws Exception {
        String probes = """
            {name: a, watchOnly: true, tcp: {port: 80}, interval: 6s, timeout: 3s, fall: 1},
                  {name: b, calculated: {of: [a], atLeast: 1}, interval: 6s, fall: 1}\
            """;
        // It looks when the other has only begun, and so an interval later.
        assertThat(effect(probes)).isEqualTo("moves to us-west-2 after 8.0 s to 12.0 s");
    }

    @Test
    void aGateWaitsUntilWhatWasMadeReadyHasPassedAsOftenAsItMust() throws Exception {
        String probes = """
            {name: health, tcp: {port: 80}, interval: 6s, timeout: 1s, fastInterval: 1s, fall: 1},
                  {name: ready, readiness: true, tcp: {port: 81}, interval: 6s, timeout: 1s, fastInterval: 1s, rise: 5}\
            """;
        String plans = """
            plans: {failover: [
                  {ecs-scale: {region: us-west-2, cluster: shop, service: web, desired: 6}},
                  {wait-healthy: {}}, {dns-switch: {}}]}\
            """.strip();
        assertThat(effect(probes)).isEqualTo("moves to us-west-2 after 3.0 s to 7.0 s");
        // The second vantage looks five seconds after that, and has to see it pass five times, a second apart.
        assertThat(effect(probes, plans)).isEqualTo("moves to us-west-2 after 12.0 s to 16.0 s");
    }

    @Test
    void pausesAndTheTimeThatATargetMustBeStableAreCounted() throws Exception {
        String probe = "{name: health, tcp: {port: 80}, interval: 6s, timeout: 1s, fall: 1}";
        assertThat(effect(
                        probe, "plans: {failover: [{pause: {for: 10s}}, {wait-healthy: {for: 5s}}, {dns-switch: {}}]}"))
                .isEqualTo("moves to us-west-2 after 18.0 s to 22.0 s");
    }

    private String effect(String probes, String... more) throws IOException, InvalidTopologyException {
        Path file = Files.writeString(directory.resolve("topology.yaml"), """
            cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                probes: [
                  %s]
            %s
            """.formatted(
                        probes, String.join("\n", more).indent(4)));
        Lint lint = Lint.of(TopologySource.open(Optional.of(file), Map.of()).current());
        return lint.losses().stream()
                .filter(loss -> loss.lost().equals("us-east-1"))
                .findFirst()
                .orElseThrow()
                .effect();
    }
}
