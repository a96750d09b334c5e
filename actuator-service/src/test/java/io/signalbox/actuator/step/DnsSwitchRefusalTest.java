package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.DIGEST;
import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.until;
import static io.signalbox.actuator.Orders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsSwitchRefusalTest {

    private static final Fence OLD = fence(16, EAST, "p16");
    private static final Fence NEW = fence(17, WEST, "p17");
    private static final Fence OTHER = fence(17, EAST, "other");
    private static final Instant PAST = Instant.parse("2000-01-01T00:00:00Z");

    private final World world = new World().undescribed();
    private final StepDispatcher steps = world.steps();

    @AfterEach
    void close() {
        assertThat(world.route53.audit().violations()).isEmpty();
        world.close();
    }

    private void atEast() {
        world.seed(records(EAST), record(OLD));
    }

    @Test
    void refusesAStaleFenceAndChangesNothing() {
        world.seed(records(EAST), record(OTHER));

        var outcome = steps.attempt(move(OLD, NEW));

        assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.STALE_FENCE);
        assertThat(outcome.fenceSeen()).isEqualTo(OTHER);
        assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(OTHER)));
    }

    @Test
    void refusesWhenTheFenceIsGone() {
        world.seed(records(EAST));

        var outcome = steps.attempt(move(OLD, NEW));

        assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.STALE_FENCE);
        assertThat(outcome.fenceSeen()).isNull();
        assertThat(world.stored()).isEqualTo(World.sets(records(EAST)));
    }

    @Test
    void refusesDriftAndSaysWhatItFound() {
        var drifted = List.of(weighted(EAST, "127.0.10.9", 100), weighted(WEST, "127.0.10.2", 0));
        world.seed(drifted, record(OLD));

        var outcome = steps.attempt(move(OLD, NEW));

        var refused = (Refused) outcome.result();
        assertThat(refused.why()).isEqualTo(Refusal.DRIFT);
        assertThat(refused.detail()).contains("127.0.10.1").contains("127.0.10.9");
        assertThat(outcome.fenceSeen()).isEqualTo(OLD);
        assertThat(world.stored()).isEqualTo(World.sets(drifted, record(OLD)));
    }

    @Test
    void refusesWhenAnotherHandAddedARecordThatIsInTheWay() {
        world.seed(records(EAST), record(OLD));
        var east = List.of(weighted(EAST, "127.0.10.1", 100));

        var outcome = steps.attempt(move(OLD, NEW, east));

        assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.DRIFT);
        assertThat(world.accepted()).isZero();
    }

    @Test
    void anAttemptThatArrivesAfterANewerPlanIsRefused() {
        atEast();
        steps.attempt(move(OLD, NEW));
        var newer = fence(18, EAST, "p18");
        steps.attempt(move(NEW, newer));

        var late = steps.attempt(move(OLD, NEW));

        assertThat(((Refused) late.result()).why()).isEqualTo(Refusal.STALE_FENCE);
        assertThat(late.fenceSeen()).isEqualTo(newer);
        assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(newer)));
    }

    @Test
    void anAcceptedMoveThatWasSupersededIsRefused() {
        atEast();
        var token = ((InProgress) steps.attempt(move(OLD, NEW)).result()).token();
        var newer = fence(18, EAST, "p18");
        steps.attempt(move(NEW, newer));

        var outcome = steps.attempt(again(move(OLD, NEW), token));

        assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.STALE_FENCE);
        assertThat(outcome.fenceSeen()).isEqualTo(newer);
    }

    @Test
    void refusesAfterTheDeadline() {
        atEast();

        var outcome = steps.attempt(until(move(OLD, NEW), PAST, DIGEST));

        assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.EXPIRED);
        assertThat(world.accepted()).isZero();
    }

    @Test
    void refusesACommandOfAnotherTopology() {
        atEast();
        Command command = move(OLD, NEW);

        var outcome = steps.attempt(until(command, command.deadline(), "digest-2"));

        assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.TOPOLOGY_MISMATCH);
        assertThat(((Refused) outcome.result()).detail()).contains("digest-1").contains("digest-2");
        assertThat(world.accepted()).isZero();
    }

    @Test
    void neverPublishesANameWithoutAServingRecord() {
        atEast();
        var nothing = List.of(weighted(EAST, "127.0.10.1", 0), weighted(WEST, "127.0.10.2", 0));

        var outcome = steps.attempt(command(
                OLD, NEW, new StepArguments.DnsSwitch(ZONE, HOSTNAME, WEST, records(EAST), nothing, null, null, null)));

        assertThat(outcome.result()).isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.cause())
                .isEqualTo("no-serving-record"));
        assertThat(world.route53.calls()).isEmpty();
    }

    @Test
    void failsWhereThereIsNoSuchZone() {
        var elsewhere = new StepArguments.DnsSwitch(
                "example.net", HOSTNAME, WEST, records(EAST), records(WEST), null, null, null);

        var outcome = steps.attempt(command(OLD, NEW, elsewhere));

        assertThat(outcome.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("zone-not-found");
            assertThat(failed.retryable()).isFalse();
        });
    }
}
