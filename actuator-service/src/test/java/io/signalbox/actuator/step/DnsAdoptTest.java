package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.EAST_ADDRESS;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.WEST_ADDRESS;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.adopt;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.simple;
import static io.signalbox.actuator.Orders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsAdoptTest {

    /** Its active site is only the preferred one. */
    private static final Fence FIRST = fence(1, EAST, "adopt");

    private final World world = new World().undescribed();
    private final StepDispatcher steps = world.steps();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void adoptsWeightedRecordsAsTheyAre() {
        List<RecordSet> live = List.of(weighted(EAST, EAST_ADDRESS, 0), weighted(WEST, WEST_ADDRESS, 7));
        world.seed(live);

        var outcome = steps.attempt(adopt(FIRST));

        var adopted = fence(1, WEST, "adopt");
        assertThat(outcome.fenceSeen()).isEqualTo(adopted);
        assertThat(((Done) outcome.result()).records()).containsExactlyInAnyOrderElementsOf(live);
        assertThat(world.stored()).isEqualTo(World.sets(live, record(adopted)));
    }

    @Test
    void adoptsASimpleRecordAndTheFirstSwitchReplacesItByWeightedOnesInOneBatch() {
        world.seed(List.of(simple(EAST_ADDRESS)));

        var adopted = steps.attempt(adopt(FIRST));
        var next = fence(2, WEST, "p2");
        var switched = steps.attempt(move(adopted.fenceSeen(), next, ((Done) adopted.result()).records()));

        assertThat(adopted.fenceSeen()).isEqualTo(FIRST);
        assertThat(switched.result()).isInstanceOf(InProgress.class);
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(next)));
        assertThat(world.accepted()).isEqualTo(2);
        assertThat(world.route53.audit().violations()).isEmpty();
    }

    @Test
    void createsThePreferredSitesRecordsWhereThereAreNone() {
        var outcome = steps.attempt(adopt(FIRST));

        assertThat(outcome.result()).isEqualTo(new Done(records(EAST)));
        assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(FIRST)));
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void refusesRecordsThatAreNoSitesAndNamesThem() {
        world.seed(List.of(simple("203.0.113.9")));

        var outcome = steps.attempt(adopt(FIRST));

        var refused = (Refused) outcome.result();
        assertThat(refused.why()).isEqualTo(Refusal.UNKNOWN_RECORDS);
        assertThat(refused.detail())
                .contains("203.0.113.9")
                .contains(EAST_ADDRESS)
                .contains(WEST_ADDRESS);
        assertThat(world.accepted()).isZero();
    }

    @Test
    void refusesWhenTwoSitesServe() {
        world.seed(List.of(weighted(EAST, EAST_ADDRESS, 50), weighted(WEST, WEST_ADDRESS, 50)));

        var outcome = steps.attempt(adopt(FIRST));

        assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.UNKNOWN_RECORDS);
        assertThat(world.accepted()).isZero();
    }

    @Test
    void refusesRecordsWhoseRoutingItCouldNotUndo() {
        world.zone.seed(List.of(new ResourceRecordSet(
                "orders.example.com",
                "A",
                "theirs",
                10L,
                60L,
                List.of(EAST_ADDRESS),
                null,
                null,
                "7e4d2f0a-3c64-4f3f-9d1f-0d2a3b4c5d6e")));

        var outcome = steps.attempt(adopt(FIRST));

        var refused = (Refused) outcome.result();
        assertThat(refused.why()).isEqualTo(Refusal.UNKNOWN_RECORDS);
        assertThat(refused.detail()).contains("a health check");
    }

    @Test
    void adoptsAnAliasWhoseTargetsHealthIsEvaluatedAndKeepsIt() {
        var alias = new ResourceRecordSet.Alias("Z2", "x.us-east-1.elb.amazonaws.com", true);
        var theirs = new ResourceRecordSet("orders.example.com", "A", null, null, null, List.of(), alias, null, null);
        world.zone.seed(List.of(theirs));
        var own = new RecordSet(
                "orders.example.com",
                RecordType.A,
                null,
                EAST.value(),
                100L,
                List.of(),
                new RecordSet.AliasTarget("X.us-east-1.elb.amazonaws.com.", "Z2"),
                null,
                null);

        var outcome = steps.attempt(command(
                null,
                FIRST,
                new StepArguments.DnsAdopt(ZONE, HOSTNAME, EAST, Map.of(EAST, List.of(own), WEST, records(WEST)))));

        assertThat(outcome.result()).isInstanceOfSatisfying(Done.class, done -> assertThat(done.records())
                .singleElement()
                .satisfies(record ->
                        assertThat(record.alias().evaluatesTargetHealth()).isTrue()));
        assertThat(world.stored()).contains(theirs);
    }

    @Test
    void refusesWhereThereIsAFenceAlready() {
        var there = fence(41, WEST, "p41");
        world.seed(records(WEST), record(there));

        var outcome = steps.attempt(adopt(FIRST));

        assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.STALE_FENCE);
        assertThat(outcome.fenceSeen()).isEqualTo(there);
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(there)));
    }

    @Test
    void recognisesItsOwnFenceWhenItIsAskedAgain() {
        world.seed(List.of(simple(WEST_ADDRESS)));
        steps.attempt(adopt(FIRST));

        var again = steps.attempt(adopt(FIRST));

        assertThat(again.fenceSeen()).isEqualTo(fence(1, WEST, "adopt"));
        assertThat(again.result()).isEqualTo(new Done(List.of(simple(WEST_ADDRESS))));
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void recognisesItsOwnFenceWhenTheAnswerIsLost() {
        world.seed(records(WEST));
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostAfter());

        var outcome = steps.attempt(adopt(FIRST));

        assertThat(outcome.result()).isInstanceOf(Done.class);
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void yieldsToAnotherCellThatAdoptsAtTheSameTime() {
        world.seed(records(WEST));
        var other = fence(1, WEST, "other-cells");
        world.route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.Before(() -> world.seed(record(other))));

        var outcome = steps.attempt(adopt(FIRST));

        assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.STALE_FENCE);
        assertThat(outcome.fenceSeen()).isEqualTo(other);
    }

    @Test
    void failsForNowWhenRecordsAppearWhileItCreatesThem() {
        world.route53
                .faults()
                .inject(Operation.CHANGE_RECORDS, new Fault.Before(() -> world.seed(List.of(simple(EAST_ADDRESS)))));

        var first = steps.attempt(adopt(FIRST));
        var second = steps.attempt(adopt(FIRST));

        assertThat(((Failed) first.result()).retryable()).isTrue();
        assertThat(second.result()).isEqualTo(new Done(List.of(simple(EAST_ADDRESS))));
    }
}
