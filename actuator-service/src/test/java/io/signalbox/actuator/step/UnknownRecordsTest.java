package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.simple;
import static io.signalbox.actuator.Orders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments.DnsSwitch;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A switch of a cell that has adopted the fence: it knows what may stand beside it, and not what does. */
class UnknownRecordsTest {

    private static final Fence OLD = fence(16, EAST, "p16");
    private static final Fence NEW = fence(17, WEST, "p17");
    private static final List<RecordSet> EARLIER = List.of(weighted(EAST, "127.0.10.8", 100));

    private final World world = new World();
    private final StepDispatcher steps = world.steps();

    @AfterEach
    void close() {
        assertThat(world.route53.audit().violations()).isEmpty();
        world.close();
    }

    private static Command move() {
        return command(
                OLD,
                NEW,
                new DnsSwitch(ZONE, HOSTNAME, WEST, List.of(), records(WEST), null, null, null)
                        .removing(List.of(), List.of(records(EAST), EARLIER)));
    }

    private static void isTaken(StepOutcome outcome) {
        assertThat(outcome.result())
                .isInstanceOfSatisfying(InProgress.class, progress -> assertThat(progress.accepted())
                        .isTrue());
    }

    @Test
    void takesAwayWhatStandsThereUnderWhicheverDescriptionItWasWritten() {
        world.seed(List.of(weighted(EAST, "127.0.10.8", 100), weighted(WEST, "127.0.10.2", 0)), record(OLD));

        isTaken(steps.attempt(move()));

        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(NEW)));
    }

    @Test
    void aTimeToLiveOrAnotherFormIsNobodysHand() {
        world.seed(List.of(simple("127.0.10.1")), record(OLD));

        isTaken(steps.attempt(move()));

        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(NEW)));
    }

    @Test
    void refusesDriftThatNobodyHasSeen() {
        var drifted = List.of(weighted(EAST, "127.0.10.9", 100), weighted(WEST, "127.0.10.2", 0));
        world.seed(drifted, record(OLD));

        var outcome = steps.attempt(move());

        var refused = (Refused) outcome.result();
        assertThat(refused.why()).isEqualTo(Refusal.DRIFT);
        assertThat(refused.detail())
                .contains("127.0.10.1")
                .contains("127.0.10.8")
                .contains("found [A 127.0.10.9]");
        assertThat(outcome.fenceSeen()).isEqualTo(OLD);
        assertThat(world.stored()).isEqualTo(World.sets(drifted, record(OLD)));
    }

    @Test
    void otherRecordsBesideAnotherFenceAreNoDrift() {
        Fence other = fence(17, WEST, "other");
        world.seed(records(WEST), record(other));

        var outcome = steps.attempt(move());

        assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.STALE_FENCE);
        assertThat(outcome.fenceSeen()).isEqualTo(other);
    }

    @Test
    void itsOwnChangeIsRecognised() {
        world.seed(records(WEST), record(NEW));

        isTaken(steps.attempt(move()));
    }
}
