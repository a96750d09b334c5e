package io.signalbox.probe.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.probe.alarm.AlarmRegions;
import io.signalbox.probe.alarm.AlarmSource;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.certificates.TlsClients;
import io.signalbox.probe.core.BlindTime;
import io.signalbox.probe.core.HeartbeatRegistry;
import io.signalbox.probe.engine.CheckStatistics;
import io.signalbox.probe.engine.EngineContext;
import io.signalbox.probe.engine.EventLoops;
import io.signalbox.probe.engine.ProbeEngine;
import io.signalbox.probe.kafka.CellHeartbeats;
import io.signalbox.probe.kafka.CellPublishers;
import io.signalbox.probe.kafka.HeartbeatFilter;
import io.signalbox.probe.kafka.HeartbeatSync;
import io.signalbox.probe.wire.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyWatchTest {

    private static final VantageName VANTAGE = new VantageName("us-east-1");
    private static final String BEFORE = """
        cells: [{name: us-west-2, bootstrap: "127.0.0.1:1"}]
        vantages: [us-east-1]
        services:
          orders:
            hostname: orders.example.com
            dns: {zone: example.com}
            sites: [{name: us-east-1, priority: 1, address: {ipv4: [127.0.0.1]}}]
            probes:
              - {name: port, tcp: {port: 1}, interval: 1h}
        """;
    private static final String AFTER = BEFORE + """
              - {name: other, tcp: {port: 1}, interval: 1h}
              - {name: job, heartbeat: {timeout: 1h}}
        """;

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Network network = new Network(new TlsClient(null), null);
    private final CellPublishers cells = new CellPublishers(_ -> {
        throw new IllegalStateException("no Kafka here");
    });
    private final HeartbeatRegistry heartbeats = new HeartbeatRegistry();
    private final TlsClients tls = new TlsClients();
    private final AlarmRegions alarms = new AlarmRegions((_, _) -> new AlarmSource.AlarmStates(Map.of(), ""));
    private final CheckKinds checkers = new CheckKinds(network, tls, heartbeats, alarms);
    private final HeartbeatFilter filter = new HeartbeatFilter(() -> {});
    private Path file;
    private RunningProber running;
    private TopologyWatch watch;
    private boolean broken = true;

    @BeforeEach
    void begin() throws Exception {
        file = Files.writeString(directory.resolve("topology.yaml"), BEFORE);
        var source = TopologySource.open(Optional.of(file), Map.of());
        var around = new EngineContext(VANTAGE, "run-1", System.nanoTime(), network, checkers, cells, (_, _) -> {});
        var engine = new ProbeEngine(around, new EventLoops(1), InstantSource.system());
        var heartbeatSync = new HeartbeatSync(this::line, filter, new BlindTime());
        running = new RunningProber(VANTAGE, source, tls, network, cells, heartbeatSync, alarms, engine);
        engine.start(source.current());
        watch = new TopologyWatch(
                new Prober(null, null, null, metrics, null) {
                    @Override
                    Optional<RunningProber> running() {
                        return Optional.of(running);
                    }
                },
                metrics);
    }

    @AfterEach
    void end() {
        running.close();
    }

    private CellHeartbeats line(Cell cell) {
        if (broken) {
            throw new IllegalStateException("out of luck");
        }
        return new CellHeartbeats(
                cell,
                VANTAGE,
                () -> {
                    throw new IllegalStateException("no Kafka here");
                },
                filter,
                heartbeats,
                InstantSource.system());
    }

    private double failed() {
        return metrics.get("signalbox.topology.reload.failed").gauge().value();
    }

    private List<String> checks() {
        return running.engine().allStatistics().stream()
                .map(CheckStatistics::check)
                .map(check -> check.probe().value())
                .toList();
    }

    @Test
    void aReloadThatBreaksOffHalfWayIsTriedAgainThoughTheFileStaysAsItIs() throws Exception {
        Files.writeString(file, AFTER);
        watch.look();
        assertThat(failed()).isEqualTo(1);
        assertThat(checks()).containsExactly("port");

        broken = false;
        watch.look();
        assertThat(failed()).isZero();
        assertThat(checks()).containsExactlyInAnyOrder("port", "other", "job");
    }
}
