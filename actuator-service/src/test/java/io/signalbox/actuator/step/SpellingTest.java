package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.World;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that another writer has saved again in another spelling are the same records. */
class SpellingTest {

    private static final Fence OLD = fence(3, EAST, "p3");
    private static final Fence NEW = fence(4, WEST, "p4");

    private final World world = new World().undescribed();

    @AfterEach
    void close() {
        world.close();
    }

    private static RecordSet record(RecordType type, String... values) {
        return new RecordSet(HOSTNAME, type, 60L, null, null, List.of(values), null, null, null);
    }

    private void moves(RecordSet known, RecordSet stored, RecordSet next) {
        world.seed(List.of(stored), Orders.record(OLD));

        var outcome = world.steps()
                .attempt(command(
                        OLD,
                        NEW,
                        new StepArguments.DnsSwitch(
                                ZONE, HOSTNAME, WEST, List.of(known), List.of(next), null, null, null)));

        assertThat(outcome.result())
                .isInstanceOfSatisfying(InProgress.class, progress -> assertThat(progress.accepted())
                        .isTrue());
        assertThat(world.stored()).isEqualTo(World.sets(List.of(next), Orders.record(NEW)));
    }

    @Test
    void anotherOrderOfValues() {
        moves(
                record(RecordType.A, "127.0.10.1", "127.0.10.3"),
                record(RecordType.A, "127.0.10.3", "127.0.10.1"),
                record(RecordType.A, "127.0.10.2"));
    }

    @Test
    void upperCaseInATarget() {
        moves(
                record(RecordType.CNAME, "east.example.net"),
                record(RecordType.CNAME, "East.Example.NET."),
                record(RecordType.CNAME, "west.example.net"));
    }

    @Test
    void anotherSpellingOfAnAddress() {
        moves(
                record(RecordType.AAAA, "2001:db8::1"),
                record(RecordType.AAAA, "2001:0DB8:0:0:0:0:0:1"),
                record(RecordType.AAAA, "2001:db8::2"));
    }
}
