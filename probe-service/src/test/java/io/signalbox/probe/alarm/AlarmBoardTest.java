package io.signalbox.probe.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.TopologySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmBoardTest {

    @TempDir
    private Path directory;

    private Topology topology(int alarms) throws Exception {
        String probes = IntStream.range(0, alarms)
                .mapToObj(i -> "{name: p" + i + ", cloudwatch-alarm: {region: us-east-1, name: a" + i + "}}")
                .collect(Collectors.joining(", "));
        Path file = Files.writeString(directory.resolve("topology.yaml"), """
            cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
            vantages: [us-east-1]
            defaults: {interval: 1s}
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites: [{name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}]
                probes: [%s]
            """.formatted(probes));
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }

    private static AlarmRegions board(double requestsPerSecond) {
        return new AlarmRegions((_, _) -> new AlarmSource.AlarmStates(Map.of(), ""), requestsPerSecond);
    }

    @Test
    void tellsTheRegionsWhoseAlarmsCannotBeReadInTime() throws Exception {
        var board = board(2);
        board.follow(topology(201));
        assertThat(board.overloaded()).isEqualTo(1);

        board.follow(topology(200));
        assertThat(board.overloaded()).isZero();
    }

    @Test
    void goesByTheRateThatItHas() throws Exception {
        var board = board(3);
        board.follow(topology(201));

        assertThat(board.overloaded()).isZero();
    }
}
