package io.signalbox.probe.engine;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.probe.beat.BeatInquiry;
import io.signalbox.probe.beat.Beats;
import io.signalbox.probe.core.BlindTime;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.tcp.TcpExchange;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Dialogue;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Names;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Target;
import io.signalbox.probe.wire.TlsClient;
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
    private final Loops loops = new Loops(2);
    private final Engine engine;
    private final AtomicInteger flaps = new AtomicInteger();
    private final BlindTime blindTime = new BlindTime();
    private final Beats beats = new Beats(blindTime);
    private volatile boolean flapping;
    private volatile Kinds broken = this::working;
    private String endpoint = "127.0.0.1";

    World(Path directory, InstantSource wall) {
        this(directory, wall, new Names());
    }

    /** @param names closed with it */
    World(Path directory, InstantSource wall, Names names) {
        this(directory, wall, new Network(new TlsClient(null), null, names));
    }

    /** @param network closed with it */
    World(Path directory, InstantSource wall, Network network) {
        this.directory = directory;
        this.network = network;
        var around = new Surroundings(
                new VantageName("eu-west-1"),
                "run-1",
                System.nanoTime(),
                network,
                this::inquiry,
                recorder,
                lateness::add);
        engine = new Engine(around, loops, wall);
    }

    private Inquiry inquiry(Watched watched, Latest latest) {
        return watched.name().probe().value().startsWith("broken")
                ? broken.inquiry(watched, latest)
                : working(watched, latest);
    }

    Inquiry working(Watched watched, Latest latest) {
        return switch (watched.probe().check()) {
            case Check.Calculated calculated -> new CalculatedInquiry(watched.name(), calculated, latest);
            case Check.Heartbeat heartbeat -> new BeatInquiry(beats, watched.name(), heartbeat.timeout());
            case Check.Tcp tcp when !tcp.expect().isEmpty() -> network.inquiry(exchange(watched, tcp));
            default -> network.inquiry(target(watched));
        };
    }

    private static Target exchange(Watched watched, Check.Tcp tcp) {
        var timeout = watched.probe().timeout();
        return Target.of(watched.endpoint(), tcp.port(), Optional.empty(), new TcpExchange(tcp), timeout);
    }

    /** Whether this vantage could know of heartbeats. */
    BlindTime blindTime() {
        return blindTime;
    }

    Beats beats() {
        return beats;
    }

    private Target target(Watched watched) {
        return Target.of(
                watched.endpoint(),
                ((Check.OneConnection) watched.probe().check()).port(),
                Optional.empty(),
                Verdict::new,
                watched.probe().timeout());
    }

    /** Passes or fails as told, once connected. */
    private final class Verdict implements Dialogue {

        @Override
        public void opened(Attempt attempt) {
            if (flapping && flaps.getAndIncrement() % 2 == 0) {
                attempt.failed(Cause.WRONG_STATUS, "as told");
            } else {
                attempt.passed();
            }
        }

        @Override
        public void received(Attempt attempt, ByteBuf bytes) {
            throw new IllegalStateException("over since opened");
        }

        @Override
        public void closed(Attempt attempt) {
            throw new IllegalStateException("over since opened");
        }
    }

    /** What checks do whose name begins with {@code broken}. */
    void breaks(Kinds otherwise) {
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

    Engine engine() {
        return engine;
    }

    Loops loops() {
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
