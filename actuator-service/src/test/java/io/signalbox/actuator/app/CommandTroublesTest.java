package io.signalbox.actuator.app;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands, when others are at it, when something dies or is refused, and when they are called wrongly. */
@Timeout(60)
class CommandTroublesTest extends Commanded {

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
            var outputs = List.of(new ByteArrayOutputStream(), new ByteArrayOutputStream());
            var codes = outputs.stream()
                    .map(output -> threads.submit(() -> run(output, "apply")))
                    .toList();
            for (int i = 0; i < codes.size(); i++) {
                assertThat(codes.get(i).get())
                        .as(outputs.get(i).toString(StandardCharsets.UTF_8))
                        .isZero();
            }
        }
        assertThat(traffic()).isEqualTo(World.sets(records(EAST)));
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void anotherCommandThatAppliesBetweenTwoReadsIsSeen() {
        world.route53
                .faults()
                .inject(Operation.LIST_RECORDS, new Fault.After(() -> run(new ByteArrayOutputStream(), "apply")));

        assertThat(command("apply")).as(said).isZero();
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
    void leavesAloneAFenceThatItCannotRead() {
        var odd = new RecordSet(FENCE, RecordType.TXT, 5L, null, null, List.of("\"v=9 later\""), null, null, null);
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

    @ParameterizedTest
    @ValueSource(strings = {"ChangeResourceRecordSets", "ListResourceRecordSets"})
    void aPermissionThatIsMissingFailsAtOnceAndIsNamed(String action) {
        allowAllBut("route53:" + action);

        assertThat(command("apply")).isEqualTo(1);
        assertThat(said).contains("is not authorized to perform: route53:" + action + " on resource: arn:aws:route53");
        assertThat(world.identities.policies().refusals()).hasSize(1);
    }

    @Test
    void aZoneThatMayNotBeDescribedHasALineThatSaysSo() {
        allowAllBut("route53:GetHostedZone");

        assertThat(command("plan")).isEqualTo(2);
        assertThat(said).contains("! zone example.com: access-denied", "perform: route53:GetHostedZone on resource");
    }

    @Test
    void finishesWhatWasBegun() {
        // Killed between the fence and the records.
        world.seed(List.of(simple("127.0.10.1")), record(fence(1, EAST, "apply-0123456789ab")));

        assertThat(command("apply")).isZero();
        assertThat(traffic()).isEqualTo(World.sets(records(EAST)));
        assertThat(command("plan")).isZero();
    }
}
