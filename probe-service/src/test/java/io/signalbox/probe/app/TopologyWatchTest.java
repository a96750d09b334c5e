package io.signalbox.probe.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.probe.alarm.AlarmBoard;
import io.signalbox.probe.alarm.AlarmSource;
import io.signalbox.probe.beat.Beats;
import io.signalbox.probe.core.BlindTime;
import io.signalbox.probe.engine.Engine;
import io.signalbox.probe.engine.Loops;
import io.signalbox.probe.engine.Surroundings;
import io.signalbox.probe.engine.Tally;
import io.signalbox.probe.kafka.BeatLine;
import io.signalbox.probe.kafka.Cells;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.TlsClient;
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
    private final Cells cells = new Cells(_ -> {
        throw new IllegalStateException("no Kafka here");
    });
    private final Beats beats = new Beats();
    private final TlsClients tls = new TlsClients();
    private final AlarmBoard alarms = new AlarmBoard((_, _) -> new AlarmSource.Answer(Map.of(), ""));
    private final Inquiries inquiries = new Inquiries(network, new Targets(tls, InstantSource.system()), beats, alarms);
    private Path file;
    private Running running;
    private TopologyWatch watch;
    private boolean broken = true;

    @BeforeEach
    void begin() throws Exception {
        file = Files.writeString(directory.resolve("topology.yaml"), BEFORE);
        var source = TopologySource.open(Optional.of(file), Map.of());
        var around = new Surroundings(VANTAGE, "run-1", System.nanoTime(), network, inquiries, cells, _ -> {});
        var engine = new Engine(around, new Loops(1), InstantSource.system());
        var hearing = new Hearing(this::line, new BlindTime());
        running = new Running(VANTAGE, source, tls, network, cells, hearing, alarms, engine);
        engine.start(source.current());
        watch = new TopologyWatch(
                new Prober(null, null, null, metrics, null) {
                    @Override
                    Optional<Running> running() {
                        return Optional.of(running);
                    }
                },
                metrics);
    }

    @AfterEach
    void end() {
        running.close();
    }

    private BeatLine line(Cell cell) {
        if (broken) {
            throw new IllegalStateException("out of luck");
        }
        return new BeatLine(
                cell,
                VANTAGE,
                () -> {
                    throw new IllegalStateException("no Kafka here");
                },
                beats,
                InstantSource.system());
    }

    private double failed() {
        return metrics.get("signalbox.topology.reload.failed").gauge().value();
    }

    private List<String> checks() {
        return running.engine().tallies().stream()
                .map(Tally::check)
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
