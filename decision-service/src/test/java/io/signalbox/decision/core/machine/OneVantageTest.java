package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.Approve;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.TopologySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One vantage cannot move traffic, unless somebody has written down that it may. */
class OneVantageTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "DOMAIN_NAME", "orders.example.com",
            "PRIMARY_ENDPOINT", "192.0.2.1",
            "SECONDARY_ENDPOINT", "192.0.2.2");
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private Topology described(String vantages, String dns, String policy) throws Exception {
        String yaml = """
            cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
            vantages: [%s]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com%s}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                probes: [{name: health, tcp: {port: 80}}]
                policy: {%s}
            """.formatted(vantages, dns, policy);
        Path file = Files.writeString(directory.resolve("topology.yaml"), yaml);
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }

    private static Topology environment(Map<String, String> more) throws Exception {
        var variables = new HashMap<>(ENVIRONMENT);
        variables.putAll(more);
        return TopologySource.open(Optional.empty(), variables).current();
    }

    private static Story lost(Topology topology) {
        return Story.steady(topology).sees(EAST, Verdict.DOWN).passes(LONG);
    }

    private static void holdsAndAlarms(Topology topology) {
        Story story = lost(topology);
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("one-vantage");
        assertThat(story.status().alarms()).extracting(Reason::code).contains("one-vantage", "active-down");
    }

    private static void movesWithoutAlarm(Topology topology) {
        Story story = lost(topology);
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().alarms()).extracting(Reason::code).doesNotContain("one-vantage");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us-east-1             | mode: auto",
                "eu-west-1             | quorum: majority",
                "eu-west-1             | quorum: all",
                "us-east-1, us-west-2  | excludeOwnVantage: true",
                "us-east-1, us-west-2  | 'excludeOwnVantage: true, quorum: all'",
                "us-east-1, eu-west-1  | excludeOwnVantage: true",
            })
    void oneVantageCannotMoveTrafficAndTheServiceAlarms(String vantages, String policy) throws Exception {
        holdsAndAlarms(described(vantages, "", policy));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eu-west-1                        | quorum: 1",
                "us-east-1, us-west-2             | 'excludeOwnVantage: true, quorum: 1'",
                "us-east-1, us-west-2             | quorum: majority",
                "us-east-1, us-west-2, eu-west-1  | excludeOwnVantage: true",
            })
    void itMayWhereQuorumOneIsWrittenDownAndTwoMay(String vantages, String policy) throws Exception {
        movesWithoutAlarm(described(vantages, "", policy));
    }

    @Test
    void withoutAFileTwoRegionsAloneMoveNothing() throws Exception {
        holdsAndAlarms(environment(Map.of()));
    }

    @Test
    void withoutAFileAThirdVantageOrTheWrittenWordLetsItMove() throws Exception {
        movesWithoutAlarm(environment(Map.of("VANTAGES", "us-east-1,us-west-2,eu-west-1")));
        movesWithoutAlarm(environment(Map.of("QUORUM", "1")));
    }

    @Test
    void anApproverOrAnOrderMovesIt() throws Exception {
        Story story = lost(environment(Map.of()));
        assertThat(story.status().awaits().what()).isEqualTo("move");
        story.orders(new Approve(null, null));
        assertThat(story.moves()).containsExactly(WEST);
        Story other = Story.steady(environment(Map.of()));
        other.orders(new Directive.Override(WEST, null, false, false, null));
        assertThat(other.moves()).containsExactly(WEST);
    }

    @Test
    void aStandbyIsGivenNoPartByOneVantage() throws Exception {
        Duration stable = Duration.ofMinutes(11);
        Story one = Story.steady(described("eu-west-1", ", preWarm: 10", "mode: auto"));
        one.passes(stable);
        assertThat(one.commands).hasSize(1);
        assertThat(one.status().warm().reason().code()).isEqualTo("one-vantage");
        Story written = Story.steady(described("eu-west-1", ", preWarm: 10", "quorum: 1"));
        written.passes(stable);
        assertThat(written.last().next().split()).isNotNull();
    }

    @Test
    void whereAnApproverIsAskedAnywayNothingIsAlarmed() throws Exception {
        Story story = lost(described("eu-west-1", "", "mode: approve"));
        assertThat(story.status().reason().code()).isEqualTo("approve");
        assertThat(story.status().alarms()).extracting(Reason::code).doesNotContain("one-vantage");
    }
}
