package io.signalbox.probe.engine;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.probe.calculated.CalculatedChecker;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.core.BlindTime;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.core.HeartbeatRegistry;
import io.signalbox.probe.heartbeat.HeartbeatChecker;
import io.signalbox.probe.tcp.TcpExchangeProtocol;
import io.signalbox.probe.wire.AttemptListener;
import io.signalbox.probe.wire.NameResolver;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.ProbeAttempt;
import io.signalbox.probe.wire.ProbeDialogue;
import io.signalbox.probe.wire.ProbeTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that probes loopback by TCP, and what it publishes. */
final class World implements AutoCloseable {

    private final Path directory;
    private final Network network;
    private final Recorder recorder = new Recorder();
    private final List<Long> lateness = new CopyOnWriteArrayList<>();
    private final EventLoops loops = new EventLoops(2);
    private final ProbeEngine engine;
    private final AtomicInteger flaps = new AtomicInteger();
    private final BlindTime blindTime = new BlindTime();
    private final HeartbeatRegistry beats = new HeartbeatRegistry(blindTime);
    private volatile boolean flapping;
    private volatile CheckerFactory broken = this::working;
    private String endpoint = "127.0.0.1";

    World(Path directory, InstantSource wall) {
        this(directory, wall, new NameResolver());
    }

    /** @param names closed with it */
    World(Path directory, InstantSource wall, NameResolver names) {
        this(directory, wall, new Network(new TlsClient(null), null, names));
    }

    /** @param network closed with it */
    World(Path directory, InstantSource wall, Network network) {
        this.directory = directory;
        this.network = network;
        var context = new EngineContext(
                new VantageName("eu-west-1"),
                "run-1",
                System.nanoTime(),
                network,
                this::checker,
                recorder,
                (late, _) -> lateness.add(late));
        engine = new ProbeEngine(context, loops, wall);
    }

    private Checker checker(ConfiguredCheck configured, LatestResults latest, AttemptListener steps) {
        return configured.name().probe().value().startsWith("broken")
                ? broken.checker(configured, latest, steps)
                : working(configured, latest, steps);
    }

    Checker working(ConfiguredCheck configured, LatestResults latest, AttemptListener steps) {
        return switch (configured.probe().check()) {
            case Check.Calculated calculated -> new CalculatedChecker(configured.name(), calculated, latest);
            case Check.Heartbeat heartbeat -> new HeartbeatChecker(beats, configured.name(), heartbeat.timeout());
            case Check.Tcp tcp
            when !tcp.expect().isEmpty() -> network.withListeners(_ -> steps).checker(exchange(configured, tcp));
            default -> network.withListeners(_ -> steps).checker(target(configured));
        };
    }

    private static ProbeTarget exchange(ConfiguredCheck configured, Check.Tcp tcp) {
        var timeout = configured.probe().timeout();
        return ProbeTarget.of(
                configured.endpoint(), tcp.port(), Optional.empty(), new TcpExchangeProtocol(tcp), timeout);
    }

    /** True if this vantage could know of heartbeats. */
    BlindTime blindTime() {
        return blindTime;
    }

    HeartbeatRegistry beats() {
        return beats;
    }

    private ProbeTarget target(ConfiguredCheck configured) {
        return ProbeTarget.of(
                configured.endpoint(),
                ((Check.OneConnection) configured.probe().check()).port(),
                Optional.empty(),
                Verdict::new,
                configured.probe().timeout());
    }

    /** Passes or fails as told, once connected. */
    private final class Verdict implements ProbeDialogue {

        @Override
        public void opened(ProbeAttempt attempt) {
            if (flapping && flaps.getAndIncrement() % 2 == 0) {
                attempt.failed(Cause.WRONG_STATUS, "as told");
            } else {
                attempt.passed();
            }
        }

        @Override
        public void received(ProbeAttempt attempt, ByteBuf bytes) {
            throw new IllegalStateException("over since opened");
        }

        @Override
        public void closed(ProbeAttempt attempt) {
            throw new IllegalStateException("over since opened");
        }
    }

    /** What checks do whose name begins with {@code broken}. */
    void breaks(CheckerFactory otherwise) {
        broken = otherwise;
    }

    /** From now on every second probe fails. */
    void flap() {
        flapping = true;
    }

    /** Where the site of every topology from now on is. */
    void at(String host) {
        endpoint = host;
    }

    Recorder recorder() {
        return recorder;
    }

    ProbeEngine engine() {
        return engine;
    }

    EventLoops loops() {
        return loops;
    }

    List<Long> lateness() {
        return lateness;
    }

    /** @param references and probes as YAML */
    Topology topology(String references, String probes) {
        return topology(references, probes, "");
    }

    /** @param more another line of YAML, at the top */
    Topology topology(String references, String probes, String more) {
        return topology(references, probes, more, "[eu-west-1, us-east-1]");
    }

    Topology topology(String references, String probes, String more, String vantages) {
        try {
            Path file = Files.writeString(
                    directory.resolve("topology.yaml"), """
                        cells: [{name: us-west-2, bootstrap: "127.0.0.1:1"}]
                        vantages: %s
                        references: %s
                        %s
                        services:
                          orders:
                            hostname: orders.example.com
                            dns: {zone: example.com}
                            sites: [{name: us-east-1, priority: 1, address: {ipv4: [127.0.0.1]}, endpoint: "%s"}]
                            probes: %s
                        """.formatted(vantages, references, more, endpoint, probes));
            return TopologySource.open(Optional.of(file), Map.of()).current();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidTopologyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
        network.close();
    }
}
