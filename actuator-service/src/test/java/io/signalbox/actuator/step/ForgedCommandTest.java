package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.CELL;
import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.adopt;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.claim;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.notice;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.until;
import static io.signalbox.actuator.Orders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.Orders;
import io.signalbox.actuator.World;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.StepOutcome.Result;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.ActionKinds;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.LambdaInvoke;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.contract.step.SnsNotify;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.StepArguments.DnsReadopt.Candidate;
import io.signalbox.contract.step.Through;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.time.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands that no description of the service explains, as somebody who can write to their topic would send them. */
class ForgedCommandTest {

    private static final Fence OLD = fence(17, EAST, "p17");
    private static final Fence NEW = fence(18, WEST, "p18");
    private static final RecordSet FOREIGN = weighted(WEST, "203.0.113.9", 100);
    private static final EcsScale SCALE = new EcsScale("us-west-2", "shop", "orders", 6);
    private static final RdsPromote PROMOTE = new RdsPromote("us-west-2", "orders-replica", 10);
    private static final SnsNotify TELL = new SnsNotify("us-west-2", "arn:aws:sns:us-west-2:123456789012:drills");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Command> executed = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Topology topology = topology(SCALE, PROMOTE);
    private final FormerServices former = new FormerServices(() -> now);

    static Topology topology(Action... actions) {
        Service plain = Orders.service();
        var steps = new ArrayList<Plans.Stage>();
        for (Action action : actions) {
            steps.add(Plans.Stage.of(new Step(
                    action.kind(), new Work.Act(action), Step.DEADLINE, null, Step.OnFailure.ABORT, List.of())));
        }
        steps.add(Plans.Stage.of(Step.SWITCH));
        var drill = new Drill(
                "monthly",
                Objects.requireNonNull(Schedule.parse("first Monday 10:00 UTC")),
                null,
                Duration.ofMinutes(30),
                List.of(),
                List.of(),
                List.of(),
                List.of(TELL));
        var service = new Service(
                plain.name(),
                plain.hostname(),
                plain.dns(),
                plain.sites(),
                plain.policy(),
                null,
                new Plans(Map.of(Plans.Name.FAILOVER, steps)),
                List.of(drill),
                List.of(),
                Reporting.NONE);
        return new Topology(
                List.of(),
                List.of(),
                List.of(),
                List.of(service),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                Orders.DIGEST);
    }

    private StepDispatcher steps() {
        var check = new DescribedCommands(new Preconditions(() -> topology, former, () -> now), meters);
        return new StepDispatcher(
                check::objection,
                (command, _) -> execute(command),
                (command, _) -> execute(command),
                (command, _) -> execute(command),
                (command, _) -> execute(command),
                (command, _) -> execute(command),
                (command, _) -> execute(command),
                () -> now,
                meters);
    }

    private AttemptResult execute(Command command) {
        executed.add(command);
        return AttemptResult.of(new Done(List.of()), null);
    }

    private void assertExecuted(Command command) {
        Result result = steps().attempt(command).result();
        assertThat(result).isInstanceOf(Done.class);
        assertThat(executed).containsExactly(command);
        executed.clear();
    }

    private void assertRefused(Command command, String... words) {
        assertThat(steps().attempt(command).result()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.TOPOLOGY_MISMATCH);
            assertThat(refused.detail()).contains(words);
        });
        assertThat(executed).isEmpty();
    }

    private static Command switching(List<RecordSet> remove, List<RecordSet> create, @Nullable Through through) {
        return command(
                OLD, NEW, new StepArguments.DnsSwitch(ZONE, HOSTNAME, WEST, remove, create, through, null, null));
    }

    @Test
    void aForeignAddressNeverGetsIntoTheZoneThoughTheFenceIsRight() {
        try (var world = new World()) {
            world.seed(records(EAST), record(OLD));

            var forged = switching(records(EAST), List.of(weighted(EAST, Orders.EAST_ADDRESS, 0), FOREIGN), null);
            Result result = world.steps().attempt(forged).result();

            assertThat(result).isInstanceOf(Refused.class);
            assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(OLD)));
        }
    }

    @Test
    void aForeignAddressIsRefusedWithWhereFoundAndAllowedAndIsCounted() {
        assertRefused(
                switching(records(EAST), List.of(weighted(EAST, Orders.EAST_ADDRESS, 0), FOREIGN), null),
                "dns-switch of orders: create: found ",
                "203.0.113.9",
                "allowed ",
                Orders.WEST_ADDRESS);

        assertThat(meters.counter("signalbox.commands.undescribed", "kind", "dns-switch")
                        .count())
                .isEqualTo(1);
    }

    /** Prometheus does not see the first increase of a counter that was not there before. */
    @Test
    void refusalsOfEachKindAreCountedFromZeroOn() {
        var fresh = new SimpleMeterRegistry();
        var _ = new DescribedCommands(new Preconditions(() -> topology, former, () -> now), fresh);

        assertThat(fresh.get("signalbox.commands.undescribed").counters())
                .extracting(counter -> counter.getId().getTag("kind"))
                .contains("dns-switch", "dns-adopt", "claim", "ecs-scale", "rds-promote")
                .hasSize(5 + ActionKinds.ALL.size());
    }

    @Test
    void whatFollowsFromTheDescriptionIsExecuted() {
        assertExecuted(move(OLD, NEW));
        assertExecuted(adopt(fence(1, EAST, "p1")));
        assertExecuted(claim(OLD, moving(18, "p18")));
        assertExecuted(act(moving(18, "p18"), SCALE));
        assertExecuted(act(moving(18, "p18"), PROMOTE));
        assertExecuted(notice("n3-0", OLD, TELL, "the drill begins"));
    }

    @Test
    void aPartOfTheTrafficIsExecutedAndNoOtherPart() {
        Fence part = moving(19, "p18").splitting(new Split(WEST, 10));
        List<RecordSet> ten = Records.of(Orders.service(), EAST, new Split(WEST, 10));
        List<RecordSet> ninety = Records.of(Orders.service(), EAST, new Split(WEST, 90));

        assertExecuted(ramp(part, ten));
        assertRefused(ramp(part, ninety), "create");
    }

    private static Command ramp(Fence next, List<RecordSet> create) {
        return command(
                moving(18, "p18"),
                next,
                new StepArguments.DnsSwitch(ZONE, HOSTNAME, WEST, records(EAST), create, null, null, null));
    }

    @Test
    void recordsOfAnotherSiteThanTheFenceSaysAreRefused() {
        assertRefused(switching(records(EAST), records(EAST), null), "create");
    }

    @Test
    void recordsOfAnotherNameAreNotDeleted() {
        var other =
                new RecordSet("carts." + ZONE, FOREIGN.type(), 60L, null, null, List.of("192.0.2.1"), null, null, null);

        assertRefused(switching(List.of(other), records(WEST), null), "remove", "carts." + ZONE, HOSTNAME);
    }

    @Test
    void anotherZoneAndAnotherNameAreRefused() {
        assertRefused(command(OLD, moving(18, "p18"), new StepArguments.Claim("com", HOSTNAME)), "zone", "com", ZONE);
        assertRefused(
                command(OLD, moving(18, "p18"), new StepArguments.Claim(ZONE, "carts." + ZONE)), "hostname", HOSTNAME);
    }

    @Test
    void aProofThatConnectsElsewhereIsRefusedInEveryAttempt() {
        var forged = switching(records(EAST), records(WEST), new Through(22, false, null));

        assertRefused(forged, "through", "22");
        assertRefused(again(forged, "token"), "through");
    }

    @Test
    void aFenceThatNoDecisionMakesIsRefused() {
        SiteName nowhere = new SiteName("nowhere");

        assertRefused(claim(OLD, moving(5_000, "p18")), "next.epoch", "5000", "18 to 1017");
        assertRefused(claim(OLD, moving(17, "p18")), "next.epoch");
        assertRefused(claim(OLD, fence(18, WEST, "p18")), "next.active", WEST.value());
        assertRefused(claim(OLD, moving(18, "p18").splitting(new Split(WEST, 99))), "next.split");
        assertRefused(command(OLD, fence(18, nowhere, "p18"), move(OLD, NEW).arguments()), "to");
        assertRefused(claim(null, moving(18, "p18")), "expected", "no fence");
        assertRefused(adopt(fence(4, EAST, "p1")), "next.epoch", "4", "1");
    }

    @Test
    void anAdoptionWithOtherRecordsIsRefused() {
        var arguments = new StepArguments.DnsAdopt(ZONE, HOSTNAME, EAST, Map.of(EAST, List.of(FOREIGN)));

        assertRefused(command(null, fence(1, EAST, "p1"), arguments), "candidates.us-east-1", "203.0.113.9");
    }

    @Test
    void aReadoptionWithOtherRecordsOrAnotherWriterIsRefused() {
        assertExecuted(readopt(new Candidate(fence(19, EAST, "r19"), records(EAST), null)));
        assertRefused(readopt(new Candidate(fence(19, EAST, "r19"), List.of(FOREIGN), null)), "candidates.us-east-1");
        assertRefused(readopt(new Candidate(fence(19, EAST, "p7"), records(EAST), null)), "next.plan", "p7", "r19");
    }

    private static Command readopt(Candidate candidate) {
        return command(
                OLD,
                fence(19, EAST, "r19"),
                new StepArguments.DnsReadopt(ZONE, HOSTNAME, List.of(candidate), null, null));
    }

    @Test
    void aSignalThatTheServiceDoesNotHaveIsNotWritten() {
        var signal = new SignalObject("somebodys-bucket", "orders", "us-west-2");

        assertRefused(
                command(OLD, NEW, new StepArguments.SignalSwitch(ZONE, HOSTNAME, WEST, signal, true, records(WEST))),
                "signal",
                "somebodys-bucket",
                "none");
    }

    @Test
    void aStepThatIsNotInThePlansIsRefused() {
        Fence claimed = moving(18, "p18");

        assertRefused(act(claimed, new LambdaInvoke("us-west-2", "delete-all")), "delete-all", "EcsScale");
        assertRefused(act(claimed, new EcsScale("us-west-2", "shop", "orders", 0)), "arguments");
        assertRefused(act(claimed, new RdsPromote("us-west-2", "carts-replica", 10)), "carts-replica");
    }

    @Test
    void aStepWithARoleOfItsOwnIsRefused() {
        var role = new AwsRole("arn:aws:iam::123456789012:role/admin", null);

        assertRefused(act(moving(18, "p18"), SCALE).with(role), "role/admin");
        assertRefused(notice("n1", OLD, TELL, "hello").with(role), "role/admin");
    }

    @Test
    void aStepUnderTheFenceOfAnotherPlanIsRefused() {
        Command other = act(moving(18, "p18"), PROMOTE);
        var forged = new Command(
                other.v(),
                other.service(),
                CELL,
                "p99",
                0,
                1,
                other.issuedAt(),
                other.deadline(),
                other.expected(),
                other.next(),
                null,
                PROMOTE,
                other.topologyDigest(),
                null,
                null,
                null,
                null);

        assertRefused(forged, "next.plan", "p18", "p99");
    }

    @Test
    void withoutAFenceOnlyANoticeOfADrillIsSent() {
        assertRefused(notice("n1", OLD, PROMOTE, "promote"), "expected", "no fence");
        assertRefused(
                notice("n1", OLD, new SnsNotify("us-west-2", "arn:aws:sns:us-west-2:123456789012:all"), "hello"),
                "arguments",
                "one of its notices");
    }

    @Test
    void aPlanThatWasMadeBeforeTheTopologyChangedGoesOn() {
        Command running = act(moving(18, "p18"), SCALE);
        Command digested = digested(running);
        reload(topology(PROMOTE));

        assertExecuted(digested);
        now = now.plus(Orders.service().policy().planDeadline());
        assertRefused(digested, "arguments");
    }

    private static Command digested(Command command) {
        return new Command(
                command.v(),
                command.service(),
                command.cell(),
                command.plan(),
                command.step(),
                command.attempt(),
                command.issuedAt(),
                command.deadline(),
                command.expected(),
                command.next(),
                command.token(),
                command.arguments(),
                command.topologyDigest(),
                null,
                null,
                null,
                Orders.service().routingDigest());
    }

    private void reload(Topology newer) {
        former.replaced(topology, newer);
        topology = newer;
    }

    @Test
    void aDescriptionThatIsNotKnownYetIsRefusedAndIsNoForgery() {
        try (var world = new World()) {
            world.seed(records(EAST), record(OLD));

            Result result = world.steps()
                    .attempt(until(move(OLD, NEW), Orders.LATER, "digest-2"))
                    .result();

            assertThat(result).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.detail())
                    .contains("digest-2"));
            assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(OLD)));
            assertThat(world.meters.get("signalbox.commands.undescribed").counters())
                    .allMatch(counter -> counter.count() == 0);
        }
    }

    @Test
    void anAcceptedSwitchOfADescriptionThatIsNoLongerKnownIsStillProved() {
        assertExecuted(until(again(move(OLD, NEW), "token"), Orders.LATER, "digest-2"));
    }
}
