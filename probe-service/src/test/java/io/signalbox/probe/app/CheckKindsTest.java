package io.signalbox.probe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.probe.alarm.AlarmRegions;
import io.signalbox.probe.alarm.AlarmSource;
import io.signalbox.probe.alarm.CloudWatchAlarms;
import io.signalbox.probe.alarm.CloudWatchClients;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.certificates.TlsClients;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.core.HeartbeatRegistry;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.sites.Zone;
import io.signalbox.probe.wire.AttemptListener;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Transport;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of check, made as the service makes it, before a site that swallows everything or says nothing. */
class CheckKindsTest {

    private static final String TOPOLOGY = """
            cells: [{name: us-west-2, bootstrap: "127.0.0.1:1"}]
            vantages: [eu-west-1]
            defaults: {interval: 400ms, timeout: 400ms}
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites: [{name: us-east-1, priority: 1, address: {ipv4: [127.0.0.1]}}]
                probes:
                  - {name: tcp, tcp: {port: PORT}}
                  - {name: http, http: {port: PORT}}
                  - {name: https, http: {port: PORT, secure: true, serverName: internal.example.com}}
                  - {name: thorough, http: {port: PORT, expect: {json: {/a: b}}, maxLatency: 100ms}}
                  - {name: following, http: {port: PORT, redirects: {follow: 2}}}
                  - {name: http2, http: {port: PORT, version: 2}}
                  - {name: https2, http: {port: PORT, version: 2, secure: true}}
                  - {name: grpc, grpc: {port: PORT}}
                  - {name: grpcs, grpc: {port: PORT, secure: true}}
                  - {name: dns, dns: {resolver: "127.0.0.1:PORT"}}
                  - {name: kafka, kafka: {port: PORT}}
                  - {name: kafkas, kafka: {port: PORT, secure: true}}
                  - {name: tls, tls: {port: PORT}}
                  - {name: redis, redis: {port: PORT}}
                  - {name: postgres, postgres: {port: PORT, tls: true}}
                  - {name: mysql, mysql: {port: PORT}}
                  - {name: mqtt, mqtt: {port: PORT}}
                  - {name: websocket, websocket: {port: PORT}}
                  - {name: heartbeat, heartbeat: {timeout: 1h}}
                  - {name: alarm, cloudwatch-alarm: {region: us-west-2, name: errors}}
                  - {name: calculated, calculated: {of: [tcp, http], atLeast: 1}}
            """;

    @TempDir
    private Path directory;

    @Test
    void everyKindOfTheTopologyIsRegisteredOnce() {
        var alarms = new AlarmRegions((_, _) -> new AlarmSource.AlarmStates(Map.of(), ""));
        assertThat(CheckKinds.all(new HeartbeatRegistry(), alarms))
                .<Class<?>>extracting(CheckKind::type)
                .containsExactlyInAnyOrderElementsOf(kinds(Check.class).toList());
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(CheckKindsTest::kinds)
                : Stream.of(type);
    }

    @Test
    void everyKindEndsExactlyOnceAndInTime() throws Exception {
        try (var hole = new BlackHole();
                var mute = new Site(Site::hang)) {
            assertThat(ends(hole.port())).hasSize(21);
            assertThat(ends(mute.port())).hasSize(21).contains("tcp passed");
        }
    }

    @Test
    void theAddressesOfANameCountAsTheTopologySays() throws Exception {
        try (var zone = new Zone("lb.example.com A 127.0.0.2", "lb.example.com A 127.0.0.1");
                var probing = new Probing(null, null, zone.names());
                var site = new Site(Site::hang)) {
            assertThat(probing.probe(of(probing.network(), site.port(), "any")).passed())
                    .isTrue();
            assertThat(Probing.failed(probing.probe(of(probing.network(), site.port(), "all")))
                            .detail())
                    .startsWith("1 of 2 addresses fail: 127.0.0.2 REFUSED");
            var rotating = of(probing.network(), site.port(), "rotate");
            assertThat(probing.probe(rotating).passed()).isFalse();
        }
    }

    @Test
    void theStepsOfEveryAttemptAreReportedToTheCheck() throws Exception {
        var connected = new AtomicInteger();
        AttemptListener steps = new AttemptListener() {
            @Override
            public void connected(Channel channel) {
                connected.incrementAndGet();
            }
        };
        try (var zone = new Zone("lb.example.com A 127.0.0.1");
                var probing = new Probing(null, null, zone.names());
                var site = new Site(Site::hang)) {
            assertThat(probing.probe(of(probing.network(), site.port(), "all", steps))
                            .passed())
                    .isTrue();
        }
        assertThat(connected).hasValue(1);
    }

    private Checker of(Network network, int port, String addresses) throws Exception {
        return of(network, port, addresses, AttemptListener.NONE);
    }

    private Checker of(Network network, int port, String addresses, AttemptListener steps) throws Exception {
        Path file = Files.writeString(directory.resolve("one.yaml"), """
                cells: [{name: us-west-2, bootstrap: "127.0.0.1:1"}]
                vantages: [eu-west-1]
                services:
                  orders:
                    hostname: orders.example.com
                    dns: {zone: example.com}
                    sites: [{name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}, endpoint: lb.example.com}]
                    probes: [{name: tcp, tcp: {port: %d}, addresses: %s}]
                """.formatted(port, addresses));
        var topology = TopologySource.open(Optional.of(file), Map.of()).current();
        var alarms = new AlarmRegions((_, _) -> new AlarmSource.AlarmStates(Map.of(), ""));
        return new CheckKinds(network, new TlsClients(), new HeartbeatRegistry(), alarms)
                .checker(ConfiguredCheck.in(topology).values().iterator().next(), _ -> null, steps);
    }

    private List<String> ends(int port) throws Exception {
        Path file =
                Files.writeString(directory.resolve("topology.yaml"), TOPOLOGY.replace("PORT", String.valueOf(port)));
        var topology = TopologySource.open(Optional.of(file), Map.of()).current();
        var loops = Transport.best().loops(1, new DefaultThreadFactory("test", true));
        var ends = new CopyOnWriteArrayList<String>();
        try (var network = new Network(new TlsClient(null), null)) {
            var endpoint = Optional.of(URI.create("http://127.0.0.1:" + port));
            var checkers = new CheckKinds(
                    network,
                    new TlsClients(),
                    new HeartbeatRegistry(),
                    new AlarmRegions(new CloudWatchAlarms(new CloudWatchClients(endpoint))));
            var all = ConfiguredCheck.in(topology).values();
            for (ConfiguredCheck configured : all) {
                var checker = checkers.checker(configured, _ -> null, AttemptListener.NONE);
                var loop = loops.next();
                loop.execute(() -> checker.begin(loop, new CheckResult.Listener() {
                    @Override
                    public void found(CheckResult checkResult) {
                        ends.add(configured.name().probe() + (checkResult.passed() ? " passed" : " failed"));
                    }

                    @Override
                    public void undecided(UndecidedReason why) {
                        ends.add(configured.name().probe() + " undecided");
                    }
                }));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> ends.size() >= all.size());
            // Twice the timeout, in which a second end would come.
            await().during(Duration.ofMillis(800)).until(() -> ends.size() == all.size());
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
        return ends.stream().distinct().toList();
    }
}
