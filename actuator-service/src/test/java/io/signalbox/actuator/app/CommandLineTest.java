package io.signalbox.actuator.app;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.simple;
import static io.signalbox.actuator.Orders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code plan}, {@code apply} and {@code destroy}, when all is well and when a person has to decide. */
class CommandLineTest extends Commanded {

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
        var other = List.of(weighted(WEST, "127.0.10.2", 7));
        world.seed(other);

        assertThat(command("plan")).isEqualTo(2);
        assertThat(said)
                .contains("adopt: goes to us-west-2 already: no answer changes", "! a fence of epoch 1", "re-adopt");
        assertThat(changes()).isEmpty();

        assertThat(command("apply")).isZero();
        assertThat(traffic()).isEqualTo(World.sets(records(WEST)));
        assertThat(fenceNow().active()).isEqualTo(WEST);
    }

    @Test
    void writesNoFirstFenceBesideItsOwnRecordsUnlessAPersonSaysSo() {
        world.seed(records(WEST));

        assertThat(command("plan")).isEqualTo(2);
        assertThat(said).contains("refused: goes to us-west-2 with records in Signalbox's form", "re-adopt", "--first");
        assertThat(command("apply")).isEqualTo(1);
        assertThat(said).contains("refused", "done: 0 changed");
        assertThat(changes()).isEmpty();

        assertThat(command("plan", "--first")).isEqualTo(2);
        assertThat(said).contains("adopt: goes to us-west-2 already: no answer changes");
        assertThat(said).doesNotContain("+ orders.example.com", "- orders.example.com");
        assertThat(command("apply", "--first")).isZero();
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
                60L,
                List.of("127.0.10.1"),
                null,
                null,
                "7e4d2f0a-3c64-4f3f-9d1f-0d2a3b4c5d6e")));

        assertThat(command("apply")).isEqualTo(1);
        assertThat(said).contains("theirs", "a health check");
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
    void givesNamesBackWithTheirRecords() {
        world.seed(records(WEST), record(fence(7, WEST, "p7")));

        assertThat(command("destroy")).isEqualTo(1);
        assertThat(said).contains("- " + FENCE + " TXT", "--yes");
        assertThat(changes()).isEmpty();

        assertThat(command("destroy", "--yes")).isZero();
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST)));
        assertThat(command("destroy", "--yes")).isZero();
        assertThat(changes()).hasSize(1);
        assertThat(command("apply"))
                .as("a fence that was given back is gone, too")
                .isEqualTo(1);
        assertThat(command("apply", "--first")).isZero();
        assertThat(fenceNow().active()).isEqualTo(WEST);
    }

    @Test
    void keepsMarksAndUnknownWordsWhenItChangesRecords() {
        var marked = Fence.parse(fence(7, WEST, "p7")
                        .holding("f")
                        .marking(Marks.NONE.stale(EAST, 7))
                        .text() + " later=x");
        world.seed(List.of(simple("127.0.10.2")), record(marked));

        assertThat(command("apply")).isZero();

        assertThat(fenceNow().epoch()).isEqualTo(8);
        assertThat(fenceNow().marks()).isEqualTo(marked.marks());
        assertThat(fenceNow().others()).containsExactly("later=x");
        assertThat(fenceNow().hold()).isEqualTo("f");
    }
}
