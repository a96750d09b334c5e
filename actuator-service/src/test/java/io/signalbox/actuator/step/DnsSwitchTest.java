package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.DIGEST;
import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.simple;
import static io.signalbox.actuator.Orders.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.World;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsSwitchTest {

    private static final Fence OLD = fence(16, EAST, "p16");
    private static final Fence NEW = fence(17, WEST, "p17");
    private static final Instant PAST = Instant.parse("2000-01-01T00:00:00Z");

    private final World world = new World();
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
    void isAcceptedThenInSyncThenDone() {
        atEast();
        world.route53.setPace(Pace.INSTANT.withDelays(Duration.ofHours(1), Duration.ofHours(1)));

        var first = steps.attempt(move(OLD, NEW));

        var accepted = (InProgress) first.result();
        assertThat(accepted.accepted()).isTrue();
        assertThat(accepted.token()).isNotEmpty();
        assertThat(accepted.retryAfter()).isEqualTo(Duration.ofMillis(200));
        assertThat(first.fenceSeen()).isEqualTo(NEW);
        assertThat(first.timings()).containsOnlyKeys("received", "accepted");
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(NEW)));

        var second = steps.attempt(again(move(OLD, NEW), accepted.token()));

        assertThat(second.result())
                .isEqualTo(new InProgress(Duration.ofMillis(400), accepted.token(), true, "the provider says PENDING"));
    }

    @Test
    void isDoneWhenTheNameServersAnswerWithTheNewSite() {
        atEast();
        var accepted = (InProgress) steps.attempt(move(OLD, NEW)).result();

        var second = steps.attempt(again(move(OLD, NEW), accepted.token()));

        assertThat(second.result()).isEqualTo(new Done(records(WEST)));
        assertThat(second.fenceSeen()).isEqualTo(NEW);
        assertThat(second.timings()).containsOnlyKeys("received", "insync", "answered");
    }

    @Test
    void sendsTheWholeMoveInOneBatch() {
        atEast();

        steps.attempt(move(OLD, NEW));

        var batches = world.route53.calls().stream()
                .filter(call -> call.operation() == Operation.CHANGE_RECORDS)
                .toList();
        assertThat(batches).singleElement().satisfies(call -> assertThat(call.batch())
                .hasSize(6));
    }

    @Test
    void readsTheTrafficRecordsWhenTheDecisionDoesNotKnowThem() {
        world.seed(List.of(simple("127.0.10.1")), record(OLD));

        var outcome = steps.attempt(move(OLD, NEW, List.of()));

        assertThat(outcome.result()).isInstanceOf(InProgress.class);
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(NEW)));
    }

    @Test
    void recognisesItsOwnValueWhenTheAnswerIsLostAfterAcceptance() {
        atEast();
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostAfter());

        var first = steps.attempt(move(OLD, NEW));

        var accepted = (InProgress) first.result();
        assertThat(accepted.accepted()).isTrue();
        assertThat(accepted.token()).isEmpty();
        assertThat(world.accepted()).isEqualTo(1);

        var second = steps.attempt(again(move(OLD, NEW), accepted.token()));

        assertThat(second.result()).isEqualTo(new Done(records(WEST)));
        assertThat(world.route53.calls()).noneMatch(call -> call.operation() == Operation.GET_CHANGE);
    }

    @Test
    void failsForNowWhenTheRequestIsLostBeforeAcceptanceAndSucceedsTheNextTime() {
        atEast();
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostBefore());

        var first = steps.attempt(move(OLD, NEW));
        var second = steps.attempt(again(move(OLD, NEW), null));

        assertThat(((Failed) first.result()).retryable()).isTrue();
        assertThat(second.result()).isInstanceOf(InProgress.class);
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(NEW)));
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void recognisesItsOwnValueInALaterAttemptWhenNeitherAnswerNorFenceCouldBeRead() {
        atEast();
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostAfter());
        world.route53.faults().inject(Operation.LIST_RECORDS, new Fault.Error(403, "AccessDenied", "not allowed"));

        var first = steps.attempt(move(OLD, NEW));
        var second = steps.attempt(again(move(OLD, NEW), null));

        assertThat(((Failed) first.result()).retryable()).isTrue();
        assertThat(((InProgress) second.result()).accepted()).isTrue();
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void takesEffectOnceWhenTheSameCommandIsDeliveredAgain() {
        atEast();

        steps.attempt(move(OLD, NEW));
        var again = steps.attempt(move(OLD, NEW));

        assertThat(((InProgress) again.result()).accepted()).isTrue();
        assertThat(world.accepted()).isEqualTo(1);
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(NEW)));
    }

    @Test
    void goesAgainWithinTheAttemptWhenThrottled() {
        atEast();
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.throttling(), 2);

        assertThat(steps.attempt(move(OLD, NEW)).result()).isInstanceOf(InProgress.class);
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(NEW)));
    }

    @Test
    void failsForNowWhenThrottledForAsLongAsAnAttemptMayTake() {
        atEast();
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.throttling(), 1_000);

        var outcome = steps.attempt(move(OLD, NEW));

        assertThat(outcome.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("throttled");
            assertThat(failed.retryable()).isTrue();
        });
        assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(OLD)));
    }

    @Test
    void isPostponedWhenOthersNeedTheRequestsAndBegunTheNextTime() {
        atEast();
        DnsProvider busy = (name, _) -> world.provider().zone(name, Duration.ZERO);
        DnsProvider free = world.provider();

        var first = (InProgress) attempt(busy, move(OLD, NEW)).result();
        assertThat(first.accepted()).isFalse();
        assertThat(first.retryAfter()).isPositive();
        assertThat(world.accepted()).isZero();

        var second = attempt(free, again(move(OLD, NEW), first.token()));
        assertThat(((InProgress) second.result()).accepted()).isTrue();
        assertThat(world.accepted()).isEqualTo(1);
    }

    /** The zone is open, and there is no time left for a change. */
    private static DnsProvider withoutTime(DnsProvider provider) throws ZoneUnavailableException {
        provider.zone(Orders.ZONE, StepExecutor.LIMIT);
        return (name, _) -> provider.zone(name, Duration.ZERO);
    }

    private long reads() {
        return world.route53.calls().stream()
                .filter(call -> call.operation() == Operation.LIST_RECORDS)
                .count();
    }

    @Test
    void writesWithoutReadingWhileNoAttemptHasSentTheChange() throws Exception {
        atEast();
        DnsProvider busy = withoutTime(world.provider());

        var first = (InProgress) attempt(busy, move(OLD, NEW)).result();
        var secondCommand = again(move(OLD, NEW), first.token());
        var second = (InProgress) attempt(busy, secondCommand).result();
        var third = (InProgress)
                attempt(world.provider(), again(secondCommand, second.token())).result();

        assertThat(third.accepted()).isTrue();
        assertThat(reads()).isZero();
        assertThat(world.accepted()).isEqualTo(1);
    }

    /** The second attempt returned nothing, so the decision still has the token of the first. */
    @Test
    void readsFirstAfterAnAttemptOfWhichNothingIsKnown() throws Exception {
        atEast();
        nameServersStayBehind();
        var first = (InProgress)
                attempt(withoutTime(world.provider()), move(OLD, NEW)).result();
        var second = again(move(OLD, NEW), first.token());
        attempt(world.provider(), second);
        long before = reads();

        var third = attempt(world.provider(), again(second, first.token()));

        assertThat(((InProgress) third.result()).accepted()).isTrue();
        assertThat(reads()).isEqualTo(before + 1);
        assertThat(world.accepted()).isEqualTo(1);
        assertThat(changeRequests()).isEqualTo(1);
    }

    private void nameServersStayBehind() {
        world.route53.setPace(Pace.INSTANT.withDelays(Duration.ofHours(1), Duration.ofHours(1)));
    }

    private long changeRequests() {
        return world.route53.calls().stream()
                .filter(call -> call.operation() == Operation.CHANGE_RECORDS)
                .count();
    }

    @Test
    void anAttemptThatIsPostponedAfterAnUnclearOneSaysNothingOfThatOne() throws Exception {
        atEast();
        nameServersStayBehind();
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostAfter());
        world.route53.faults().inject(Operation.LIST_RECORDS, new Fault.Error(403, "AccessDenied", "not allowed"));
        assertThat(attempt(world.provider(), move(OLD, NEW)).result()).isInstanceOf(Failed.class);
        var second = again(move(OLD, NEW), null);
        var postponed =
                (InProgress) attempt(withoutTime(world.provider()), second).result();
        assertThat(postponed.accepted()).isFalse();

        var third = attempt(world.provider(), again(second, postponed.token()));

        assertThat(((InProgress) third.result()).accepted()).isTrue();
        assertThat(changeRequests()).isEqualTo(1);
    }

    @Test
    void aTokenOfThePreviousVersionIsNoProof() {
        atEast();

        var outcome = attempt(world.provider(), again(move(OLD, NEW), "not-begun"));

        assertThat(((InProgress) outcome.result()).accepted()).isTrue();
        assertThat(reads()).isEqualTo(1);
    }

    @Test
    void aNewerFenceAtTheNameServersRefusesWithoutARead() {
        Fence other = fence(17, EAST, "of-another-cell");
        world.seed(records(EAST), record(other));

        var first = steps.attempt(move(OLD, NEW));
        var second = steps.attempt(again(move(OLD, NEW), "sent"));

        assertThat(List.of(first, second)).allSatisfy(outcome -> {
            assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.STALE_FENCE);
            assertThat(outcome.fenceSeen()).isEqualTo(other);
        });
        assertThat(reads()).isZero();
    }

    @Test
    void itsOwnFenceAtTheNameServersIsReadAtTheProvider() {
        world.seed(records(WEST), record(NEW));

        var outcome = steps.attempt(move(OLD, NEW));

        assertThat(((InProgress) outcome.result()).accepted()).isTrue();
        assertThat(reads()).isEqualTo(1);
    }

    @Test
    void theProviderIsAskedWhileTheNameServersAnswerTheOldFence() {
        atEast();
        nameServersStayBehind();
        steps.attempt(move(OLD, fence(17, WEST, "of-another-cell")));

        var outcome = steps.attempt(move(OLD, NEW));

        assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.STALE_FENCE);
        assertThat(reads()).isEqualTo(1);
    }

    private AttemptResult attempt(DnsProvider provider, Command command) {
        var clock = InstantSource.system();
        var fence = new FenceSwap(
                provider, world.servers(), new Preconditions(Orders::topology, new FormerServices(clock), clock));
        return new DnsSwitch(fence, new PropagationCheck(provider, world.servers(), world.reachability(), clock))
                .converge(command, (StepArguments.DnsSwitch) command.arguments());
    }

    @Test
    void failsForNowWhileTheZoneIsBusyWithAnotherChange() {
        atEast();
        world.route53.setPace(new Pace(0, Duration.ofHours(1), Duration.ZERO, Duration.ZERO));
        steps.attempt(move(OLD, NEW));

        var outcome = steps.attempt(move(NEW, fence(18, EAST, "p18")));

        assertThat(outcome.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("prior-request-not-complete");
            assertThat(failed.retryable()).isTrue();
        });
    }

    @Test
    void keepsWaitingForAnAcceptedChangeWhenItsProgressIsNotTold() {
        atEast();
        var token = ((InProgress) steps.attempt(move(OLD, NEW)).result()).token();
        world.route53.faults().inject(Operation.GET_CHANGE, new Fault.Error(403, "AccessDenied", "not allowed"));

        var outcome = steps.attempt(again(move(OLD, NEW), token));

        assertThat(outcome.result()).isInstanceOfSatisfying(InProgress.class, waiting -> {
            assertThat(waiting.token()).isEqualTo(token);
            assertThat(waiting.accepted()).isTrue();
        });
    }

    @Test
    void asksTheProviderNoMoreOnceItIsInSync() {
        atEast();
        var token = ((InProgress) steps.attempt(move(OLD, NEW)).result()).token();
        world.nameServer.close();

        var outcome = steps.attempt(again(move(OLD, NEW), token));

        assertThat(outcome.result()).isInstanceOfSatisfying(InProgress.class, waiting -> assertThat(waiting.token())
                .isEmpty());
        assertThat(outcome.timings()).containsKey("insync").doesNotContainKey("answered");
    }

    @Test
    void successIsStillSuccessAfterTheDeadline() {
        atEast();
        steps.attempt(move(OLD, NEW));

        var outcome = steps.attempt(until(move(OLD, NEW), PAST, DIGEST));

        assertThat(((InProgress) outcome.result()).accepted()).isTrue();
    }

    @Test
    void countsWhatItDid() {
        atEast();

        StepOutcome outcome = steps.attempt(move(OLD, NEW));

        assertThat(outcome.result()).isInstanceOf(InProgress.class);
        assertThat(world.meters
                        .counter("signalbox.steps", "kind", "dns-switch", "result", "in-progress")
                        .count())
                .isEqualTo(1);
        assertThat(world.meters
                        .counter("signalbox.route53.requests", "action", "ChangeResourceRecordSets", "result", "ok")
                        .count())
                .isEqualTo(1);
    }
}
