package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments.DnsSwitch;
import io.signalbox.contract.topology.Records;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Switches that send a part of the traffic elsewhere, or take it back. */
class DnsSplitTest {

    private static final Split PART = new Split(WEST, 10);
    private static final List<RecordSet> DIVIDED = Records.of(service(), EAST, PART);
    private static final Fence CLAIM = moving(17, "p17");
    private static final Fence DIVIDING = moving(18, "p17").splitting(PART);
    private static final Fence BACK = moving(19, "p17");

    private final World world = new World();
    private final StepDispatcher steps = world.steps();

    @AfterEach
    void close() {
        assertThat(world.route53.audit().violations()).isEmpty();
        world.close();
    }

    private static Command change(Fence expected, Fence next, List<RecordSet> remove, List<RecordSet> create) {
        SiteName to = next.split() == null ? next.active() : WEST;
        return command(expected, next, new DnsSwitch(ZONE, HOSTNAME, to, remove, create, null, null, null));
    }

    @Test
    void aPartIsDoneWhicheverSiteTheNameServersAnswerWith() {
        world.seed(records(EAST), record(CLAIM));
        Command part = change(CLAIM, DIVIDING, records(EAST), DIVIDED);
        var accepted = (InProgress) steps.attempt(part).result();

        assertThat(accepted.accepted()).isTrue();
        assertThat(world.stored()).isEqualTo(World.sets(DIVIDED, record(DIVIDING)));
        // Each question is answered by chance.
        for (int times = 0; times < 20; times++) {
            assertThat(steps.attempt(again(part, accepted.token())).result()).isEqualTo(new Done(DIVIDED));
        }
    }

    @Test
    void aPartIsTakenBackAlsoWhereTheRecordsAreNotKnown() {
        world.seed(DIVIDED, record(DIVIDING));

        var attempt = steps.attempt(change(DIVIDING, BACK, List.of(), records(EAST)));

        assertThat(((InProgress) attempt.result()).accepted()).isTrue();
        assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(BACK)));
    }

    @Test
    void aPartThatComesAfterTheWayBackIsRefused() {
        Fence back = fence(18, EAST, "p17");
        world.seed(records(EAST), record(back));

        var attempt = steps.attempt(change(CLAIM, DIVIDING, records(EAST), DIVIDED));

        assertThat(attempt.result()).isInstanceOf(Refused.class);
        assertThat(attempt.fenceSeen()).isEqualTo(back);
        assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(back)));
    }
}
