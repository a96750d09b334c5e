package io.signalbox.decision.core.rehearsal;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.TopologySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cell that is left counts the results of the vantages that are left, for ten services and under the usual brake. */
class RegionLossTest {

    private static final int SERVICES = 10;

    @TempDir
    Path directory;

    private Topology twoCells() throws Exception {
        String services =
                IntStream.rangeClosed(1, SERVICES).mapToObj("""
                      s%1$d:
                        hostname: s%1$d.example.com
                        dns: {zone: example.com}
                        sites:
                          - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                          - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                        probes: [{name: health, tcp: {port: 80}, interval: 1s, timeout: 500ms, fall: 3}]
                    """::formatted).collect(Collectors.joining());
        Path file = Files.writeString(directory.resolve("topology.yaml"), """
            cells:
              - {name: us-east-1, bootstrap: "localhost:9092"}
              - {name: us-west-2, bootstrap: "localhost:9093"}
            vantages: [us-east-1, eu-west-1, us-west-2]
            services:
            """ + services);
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }

    /** The scene is that of the cell us-west-2: that of us-east-1 is gone with its region, and never heard of again. */
    @Test
    void aRegionIsLostAsAWholeAndTheOtherCellMovesAll() throws Exception {
        Topology topology = twoCells();
        var scene = new Scene(topology).passes(Duration.ofSeconds(10));
        assertThat(scene.moves).isEmpty();
        scene.vantages.lose(EAST);
        scene.vantages.silence(V1);
        scene.passes(Duration.ofSeconds(20));
        assertThat(scene.moves).hasSize(SERVICES).allSatisfy(move -> {
            assertThat(move.to()).isEqualTo(WEST);
            assertThat(move.asked()).isFalse();
        });
        assertThat(topology.services())
                .extracting(service -> scene.rehearsal.state(service.name()).active())
                .containsOnly(WEST);
        assertThat(List.copyOf(scene.entries("brake"))).isEmpty();
    }

    @Test
    void whereOnlyTheVantageOfTheRegionIsLostNothingMoves() throws Exception {
        var scene = new Scene(twoCells()).passes(Duration.ofSeconds(10));
        scene.vantages.silence(V1);
        scene.passes(Duration.ofMinutes(1));
        assertThat(scene.moves).isEmpty();
    }
}
