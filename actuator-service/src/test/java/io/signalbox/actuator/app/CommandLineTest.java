package io.signalbox.actuator.app;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Fence;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.RecordType;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan}, {@code apply} and {@code destroy}, against Route 53 as it speaks. */
class CommandLineTest {

    private static final String FENCE = Fence.recordName(HOSTNAME);
    private static final String ORDERS = """
            cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com, ttl: 60s}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [127.0.10.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [127.0.10.2]}}
                probes: [{name: health, tcp: {port: 80}}]
            """;

    @TempDir
    Path folder;

    private final World world = new World();
    private String topology = ORDERS;
    private String said = "";

    @AfterEach
    void close() {
        assertThat(world.route53.audit().violations()).isEmpty();
        world.close();
    }

    /** @return the exit code */
    private int command(String... words) {
        var out = new ByteArrayOutputStream();
        int code = run(out, words);
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    private int run(ByteArrayOutputStream out, String... words) {
        try (var paper = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            Path file = Files.writeString(folder.resolve("topology.yaml"), topology);
            var all = new ArrayList<>(List.of(words));
            all.add(1, file.toString());
            return new CommandLine(paper, paper, settings()).run(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings() {
        return Map.of(
                "QUARKUS_ROUTE53_ENDPOINT_OVERRIDE",
                world.route53.endpoint().toString(),
                "QUARKUS_ROUTE53_AWS_REGION",
                "us-east-1",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_TYPE",
                "static",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID",
                "operator",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_SECRET_ACCESS_KEY",
                "secret",
                "SIGNALBOX_ROUTE53_REQUESTS_PER_SECOND",
                "1000");
    }

    private List<Call> changes() {
        return world.route53.calls().stream()
                .filter(call -> call.operation() == Operation.CHANGE_RECORDS)
                .toList();
    }

    private Set<ResourceRecordSet> traffic() {
        return world.stored().stream().filter(ResourceRecordSet::isTraffic).collect(Collectors.toSet());
    }

    private Fence fenceNow() {
        String text = world.stored().stream()
                .filter(set -> set.type().equals("TXT"))
                .flatMap(set -> set.values().stream())
                .findFirst()
                .orElseThrow();
        return Fence.parse(text.replace("\"", ""));
    }

    @Test
    void createsTheRecordsOfAllSitesWhereThereAreNone() {
        assertThat(command("plan")).isEqualTo(2);
        assertThat(said)
                .contains(
                        "orders (orders.example.com): create",
                        "+ orders.example.com A us-east-1 weight 100 ttl 60 127.0.10.1",
                        "+ orders.example.com A us-west-2 weight 0 ttl 60 127.0.10.2",
                        "+ " + FENCE + " TXT ttl 5");
        assertThat(changes()).isEmpty();

        assertThat(command("apply")).isZero();
        assertThat(traffic()).isEqualTo(World.sets(records(EAST)));
        assertThat(fenceNow().epoch()).isEqualTo(1);
        assertThat(fenceNow().active()).isEqualTo(EAST);
        assertThat(changes()).hasSize(1);

        assertThat(command("plan")).isZero();
        assertThat(said).contains("same: is at us-east-1, epoch 1");
        assertThat(command("apply")).isZero();
        assertThat(changes()).hasSize(1);
    }

    @Test
    void adoptsRecordsThatAreOneSitesAndChangesNoAnswer() {
        world.seed(records(WEST));

        assertThat(command("plan")).isEqualTo(2);
        assertThat(said).contains("adopt: goes to us-west-2 already: no answer changes");
        assertThat(said).doesNotContain("+ orders.example.com", "- orders.example.com");
        assertThat(changes()).isEmpty();

        assertThat(command("apply")).isZero();
        assertThat(traffic()).isEqualTo(World.sets(records(WEST)));
        assertThat(fenceNow().active()).isEqualTo(WEST);
    }

    @Test
    void bringsAdoptedRecordsIntoTheirFormWithoutAnotherAnswer() {
        world.seed(List.of(simple("127.0.10.1")));

        assertThat(command("plan")).isEqualTo(2);
        assertThat(said)
                .contains(
                        "no answer changes",
                        "- orders.example.com A ttl 300 127.0.10.1",
                        "+ orders.example.com A us-east-1 weight 100 ttl 60 127.0.10.1");

        assertThat(command("apply")).isZero();
        assertThat(traffic()).isEqualTo(World.sets(records(EAST)));
        assertThat(fenceNow().epoch()).isEqualTo(2);
    }

    @Test
    void finishesWhatWasBegun() {
        // Killed between the fence and the records.
        world.seed(List.of(simple("127.0.10.1")), record(fence(1, EAST, "apply-0123456789ab")));

        assertThat(command("apply")).isZero();
        assertThat(traffic()).isEqualTo(World.sets(records(EAST)));
        assertThat(command("plan")).isZero();
    }

    @Test
    void touchesNoRecordsThatAreNobodys() {
        world.seed(List.of(simple("203.0.113.7")));

        assertThat(command("plan")).isEqualTo(1);
        assertThat(said)
                .contains("found [orders.example.com A ttl 300 203.0.113.7]", "us-east-1 [A 127.0.10.1]", "us-west-2");
        assertThat(command("apply")).isEqualTo(1);
        assertThat(changes()).isEmpty();
    }

    @Test
    void touchesNoRecordsThatItHasNoWordsFor() {
        world.zone.seed(List.of(new ResourceRecordSet(
                HOSTNAME,
                "A",
                "theirs",
                10L,
                null,
                List.of(),
                new ResourceRecordSet.Alias(world.zone.id(), "lb." + ZONE, true))));

        assertThat(command("apply")).isEqualTo(1);
        assertThat(said).contains("theirs", "EvaluateTargetHealth");
        assertThat(changes()).isEmpty();
    }

    @Test
    void changesAdoptedRecordsThroughTheFenceAndNeverTheActiveSite() {
        var held = fence(7, WEST, "p7").holding("o@us-west-2:-");
        world.seed(records(WEST), record(held));
        topology = ORDERS.replace("ttl: 60s", "ttl: 30s")
                .replace(
                        "    probes:",
                        "      - {name: page, priority: 9, address: {ipv4: [127.0.10.9]}, lastResort: true}\n    probes:");

        assertThat(command("plan")).isEqualTo(2);
        assertThat(said)
                .contains(
                        "change: is at us-west-2, epoch 7: its answers stay",
                        "- orders.example.com A us-west-2 weight 100 ttl 60 127.0.10.2",
                        "+ orders.example.com A us-west-2 weight 100 ttl 30 127.0.10.2",
                        "+ orders.example.com A page weight 0 ttl 30 127.0.10.9");

        assertThat(command("apply")).isZero();
        assertThat(fenceNow().epoch()).isEqualTo(8);
        assertThat(fenceNow().active()).isEqualTo(WEST);
        assertThat(fenceNow().hold()).isEqualTo("o@us-west-2:-");
        assertThat(traffic()).hasSize(3).extracting(ResourceRecordSet::ttl).containsOnly(30L);
        assertThat(changes()).hasSize(1);
        assertThat(command("plan")).isZero();
    }

    @Test
    void putsBackWhatAnotherHandHasChanged() {
        world.seed(List.of(simple("203.0.113.7")), record(fence(7, WEST, "p7")));

        assertThat(command("plan")).isEqualTo(2);
        assertThat(said).contains("its answers change", "- orders.example.com A ttl 300 203.0.113.7");
        assertThat(command("apply")).isZero();
        assertThat(traffic()).isEqualTo(World.sets(records(WEST)));
    }

    @Test
    void changesNothingWhileAClaimHolds() {
        world.seed(records(EAST), record(moving(7, "p7")));
        topology = ORDERS.replace("ttl: 60s", "ttl: 30s");

        assertThat(command("plan")).isEqualTo(2);
        assertThat(said).contains("refused", "has claimed the move until");
        assertThat(command("apply")).isEqualTo(1);
        assertThat(command("destroy", "--yes")).isEqualTo(1);
        assertThat(changes()).isEmpty();
    }

    @Test
    void knowsItsOwnChangeWhenTheAnswerIsLost() {
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostAfter());

        assertThat(command("apply")).isZero();
        assertThat(traffic()).isEqualTo(World.sets(records(EAST)));
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void oneOfTwoAtOnceWinsAndTheOtherSeesItDone() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var codes = IntStream.range(0, 2)
                    .mapToObj(_ -> threads.submit(() -> run(new ByteArrayOutputStream(), "apply")))
                    .toList();
            for (var code : codes) {
                assertThat(code.get()).isZero();
            }
        }
        assertThat(traffic()).isEqualTo(World.sets(records(EAST)));
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void oneServiceThatCannotBeDoneHoldsUpNoOther() {
        topology = ORDERS + """
                  lost:
                    hostname: lost.example.net
                    dns: {zone: example.net}
                    sites: [{name: us-east-1, priority: 1, address: {ipv4: [127.0.10.1]}}]
                    probes: [{name: health, tcp: {port: 80}}]
                """;

        assertThat(command("apply")).isEqualTo(1);
        assertThat(said).contains("lost (lost.example.net): error: zone example.net: zone-not-found", "1 changed");
        assertThat(traffic()).isEqualTo(World.sets(records(EAST)));
    }

    @Test
    void givesNamesBackWithTheirRecords() {
        world.seed(records(WEST), record(fence(7, WEST, "p7")));

        assertThat(command("destroy")).isEqualTo(1);
        assertThat(said).contains("- " + FENCE + " TXT", "--yes");
        assertThat(changes()).isEmpty();

        assertThat(command("destroy", "--yes")).isZero();
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST)));
        assertThat(command("destroy", "--yes")).isZero();
        assertThat(changes()).hasSize(1);
    }

    @Test
    void leavesAloneAFenceThatItCannotRead() {
        var odd = new RecordSet(FENCE, RecordType.TXT, 5L, null, null, List.of("\"v=9 later\""), null);
        world.seed(records(EAST), List.of(odd));

        assertThat(command("plan")).isEqualTo(1);
        assertThat(command("destroy", "--yes")).isEqualTo(1);
        assertThat(said).contains("unreadable");
        assertThat(changes()).isEmpty();
    }

    @Test
    void tellsWhatIsWrongWithTheFileAndWithTheCall() {
        topology = ORDERS.replace("ttl: 60s", "tll: 60s");

        assertThat(command("plan")).isEqualTo(1);
        assertThat(said).contains("unknown key");
        assertThat(command("plan", "--quickly")).isEqualTo(1);
        assertThat(said).contains("expected: plan FILE");
    }
}
