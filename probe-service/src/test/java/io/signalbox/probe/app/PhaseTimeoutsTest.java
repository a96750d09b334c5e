package io.signalbox.probe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.probe.alarm.AlarmRegions;
import io.signalbox.probe.alarm.CloudWatchAlarms;
import io.signalbox.probe.alarm.CloudWatchClients;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.certificates.TlsClients;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.core.HeartbeatRegistry;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.AttemptListener;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind that is one connection, with phases that end long before the whole probe would. */
class PhaseTimeoutsTest {

    private static final String TOPOLOGY = """
            cells: [{name: us-west-2, bootstrap: "127.0.0.1:1"}]
            vantages: [eu-west-1]
            defaults: {interval: 1m, timeout: 1m, timeouts: {connect: 150ms, tls: 150ms, firstByte: 150ms}}
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites: [{name: us-east-1, priority: 1, address: {ipv4: [127.0.0.1]}}]
                probes:
                  - {name: tcp, tcp: {port: PORT, send: a, expect: b}}
                  - {name: http, http: {port: PORT}}
                  - {name: https, http: {port: PORT, secure: true}}
                  - {name: following, http: {port: PORT, redirects: {follow: 2}}}
                  - {name: http2, http: {port: PORT, version: 2}}
                  - {name: grpc, grpc: {port: PORT}}
                  - {name: kafka, kafka: {port: PORT}}
                  - {name: kafkas, kafka: {port: PORT, secure: true}}
                  - {name: tls, tls: {port: PORT}}
                  - {name: redis, redis: {port: PORT}}
                  - {name: postgres, postgres: {port: PORT, tls: true}}
                  - {name: mysql, mysql: {port: PORT}}
                  - {name: mqtt, mqtt: {port: PORT}}
                  - {name: websocket, websocket: {port: PORT}}
            """;

    @TempDir
    private Path directory;

    @Test
    void endWithTheCauseOfTheirStage() throws Exception {
        try (var hole = new BlackHole();
                var mute = new Site(Site::hang)) {
            assertThat(causes(hole.port())).hasSize(14).values().containsOnly(Cause.TIMEOUT_CONNECT);
            assertThat(causes(mute.port())).hasSize(14).allSatisfy((name, cause) -> assertThat(cause)
                    .as(name)
                    .isEqualTo(
                            name.equals("https") || name.equals("kafkas") || name.equals("tls")
                                    ? Cause.TIMEOUT_TLS
                                    : Cause.TIMEOUT_FIRST_BYTE));
        }
    }

    private Map<String, Cause> causes(int port) throws Exception {
        Path file =
                Files.writeString(directory.resolve("topology.yaml"), TOPOLOGY.replace("PORT", String.valueOf(port)));
        var topology = TopologySource.open(Optional.of(file), Map.of()).current();
        var loops = Transport.best().loops(1, new DefaultThreadFactory("test", true));
        var failures = new ConcurrentHashMap<String, ProbeResult.Failed>();
        try (var network = new Network(new TlsClient(null), null)) {
            var checkers = new CheckKinds(
                    network,
                    new TlsClients(),
                    new HeartbeatRegistry(),
                    new AlarmRegions(new CloudWatchAlarms(new CloudWatchClients(Optional.empty()))));
            var all = ConfiguredCheck.in(topology).values();
            for (ConfiguredCheck configured : all) {
                var checker = checkers.checker(configured, _ -> null, AttemptListener.NONE);
                var loop = loops.next();
                loop.execute(() -> checker.begin(loop, new CheckResult.Listener() {
                    @Override
                    public void found(CheckResult checkResult) {
                        if (checkResult.result() instanceof ProbeResult.Failed failed) {
                            failures.put(configured.name().probe().value(), failed);
                        }
                    }

                    @Override
                    public void undecided(UndecidedReason why) {
                        throw new IllegalStateException("undecided: " + why);
                    }
                }));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> failures.size() >= all.size());
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
        assertThat(failures)
                .allSatisfy(
                        (name, failed) -> assertThat(failed.detail()).as(name).endsWith("within 150 ms"));
        var causes = new ConcurrentHashMap<String, Cause>();
        failures.forEach((name, failed) -> causes.put(name, failed.cause()));
        return causes;
    }
}
