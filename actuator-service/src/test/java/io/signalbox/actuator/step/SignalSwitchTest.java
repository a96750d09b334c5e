package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.EAST_ADDRESS;
import static io.signalbox.actuator.Orders.LATER;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.WEST_ADDRESS;
import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.claim;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.moving;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.Orders;
import io.signalbox.actuator.Outside;
import io.signalbox.actuator.SignalWorld;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.step.Webhook;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.s3.S3;
import io.signalbox.sandbox.s3.S3Call;
import io.signalbox.sandbox.s3.S3Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Away to the standby by a signal, and what becomes of it wherever it is interrupted. */
class SignalSwitchTest {

    private static final Fence OLD = fence(16, EAST, "p16");
    private static final Fence NEW = fence(17, WEST, "p17");

    private final Outside outside = new Outside(new SimpleMeterRegistry());
    private final SignalWorld world = new SignalWorld(OLD);

    @AfterEach
    void close() {
        assertThat(world.route53.audit().violations()).isEmpty();
        world.close();
        outside.close();
    }

    private StepDispatcher steps() {
        return world.steps(outside);
    }

    private Command away() {
        return world.move(OLD, NEW);
    }

    private long written() {
        return world.s3.calls().stream()
                .filter(call -> call.operation() == S3Operation.PUT_OBJECT)
                .filter(S3Call::accepted)
                .count();
    }

    @Test
    void isAcceptedWithTheSignalAndDoneWithTheAnswers() {
        StepOutcome first = steps().attempt(away());

        assertThat(first.result()).isInstanceOfSatisfying(InProgress.class, accepted -> assertThat(accepted.accepted())
                .isTrue());
        assertThat(first.fenceSeen()).isEqualTo(NEW);
        assertThat(first.timings()).containsKey("accepted");
        assertThat(world.signal()).contains(NEW);

        StepOutcome last = world.carryThrough(steps(), away());

        assertThat(last.result()).isEqualTo(new Done(world.records()));
        assertThat(last.timings()).containsKeys("answered", "recorded");
        assertThat(world.answer()).containsExactly(WEST_ADDRESS);
        assertThat(world.record()).isEqualTo(NEW);
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void changesNoTrafficRecord() {
        world.carryThrough(steps(), away());

        assertThat(world.route53.calls())
                .filteredOn(call -> call.operation() == Operation.CHANGE_RECORDS)
                .allSatisfy(call -> assertThat(call.batch())
                        .allSatisfy(change -> assertThat(change.set().type()).isEqualTo("TXT")));
    }

    @Test
    void needsNoControlPlane() {
        world.loseControlPlane();

        StepOutcome last = world.carryThrough(steps(), away());

        assertThat(last.result()).isEqualTo(new Done(world.records()));
        assertThat(last.timings()).containsKey("answered").doesNotContainKey("recorded");
        assertThat(world.answer()).containsExactly(WEST_ADDRESS);
        assertThat(world.record()).isEqualTo(OLD);
    }

    /** Health checkers have no credentials. A bucket blocks public access unless that is changed. */
    @Test
    void aSignalThatNobodyMayReadIsNamedAsTheReason() {
        try (var closed = new SignalWorld(OLD, false)) {
            StepOutcome first = closed.steps(outside).attempt(closed.move(OLD, NEW));
            StepOutcome second =
                    closed.steps(outside).attempt(again(closed.move(OLD, NEW), ((InProgress) first.result()).token()));

            assertThat(second.result()).isInstanceOfSatisfying(InProgress.class, waiting -> assertThat(waiting.detail())
                    .contains("answers [" + EAST_ADDRESS + "]")
                    .contains("health checkers cannot read s3://orders-signal/signalbox/orders")
                    .contains("Block Public Access"));
        }
    }

    private Command afterwards(Fence switched) {
        outside.ssm.put("us-west-2", "/orders/active", "String", "us-east-1");
        return again(
                act(switched, new SsmPut("us-west-2", "/orders/active", "us-west-2")),
                null,
                Map.of("value", "us-east-1"));
    }

    private String parameter() {
        return outside.ssm
                .parameter("us-west-2", "/orders/active")
                .orElseThrow()
                .value();
    }

    @Test
    void theStepsAfterItNeedNoControlPlaneEither() {
        world.loseControlPlane();
        world.carryThrough(steps(), away());

        StepOutcome act = steps().attempt(afterwards(NEW));

        assertThat(act.result()).isEqualTo(new Done(List.of()));
        assertThat(act.fenceSeen()).isEqualTo(NEW);
        assertThat(parameter()).isEqualTo("us-west-2");
    }

    @Test
    void theStepsAfterItAreDoneInTimeWhenTheControlPlaneSaysNothing() {
        world.carryThrough(steps(), away());
        world.silenceControlPlane();

        assertThat(steps().attempt(afterwards(NEW)).result()).isEqualTo(new Done(List.of()));
        assertThat(parameter()).isEqualTo("us-west-2");
    }

    @Test
    void noStepIsDoneWithoutTheControlPlaneUnderTheSignalOfAnother() {
        Fence other = fence(18, WEST, "p18");
        world.carryThrough(steps(), away());
        world.signal(other);
        world.loseControlPlane();

        StepOutcome act = steps().attempt(afterwards(NEW));

        assertThat(act.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(Refusal.STALE_FENCE));
        assertThat(act.fenceSeen()).isEqualTo(other);
        assertThat(parameter()).isEqualTo("us-east-1");
    }

    /** Another cell has brought the traffic home; the signal is not removed yet. */
    @Test
    void noStepIsDoneWithoutTheControlPlaneWhileANameServerShowsALaterFence() {
        Fence home = fence(18, EAST, "p18");
        world.carryThrough(steps(), away());
        world.rewriteRecord(home);
        world.loseControlPlane();

        StepOutcome act = steps().attempt(afterwards(NEW));

        assertThat(act.result()).isInstanceOf(Refused.class);
        assertThat(act.fenceSeen()).isEqualTo(home);
        assertThat(parameter()).isEqualTo("us-east-1");
    }

    @Test
    void beforeTheSignalAStepNeedsTheControlPlane() {
        world.loseControlPlane();

        assertThat(steps().attempt(afterwards(OLD)).result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("server-error");
            assertThat(failed.retryable()).isTrue();
        });
        assertThat(parameter()).isEqualTo("us-east-1");
    }

    @Test
    void recognisesItsOwnSignalWhenTheAnswerIsLost() {
        world.s3.faults().inject(S3Operation.PUT_OBJECT, Fault.lostAfter());

        StepOutcome first = steps().attempt(away());

        assertThat(((InProgress) first.result()).accepted()).isTrue();
        assertThat(world.signal()).contains(NEW);
    }

    @Test
    void recognisesItsOwnSignalAfterItsProcessDiedWithoutAWord() {
        world.s3.faults().inject(S3Operation.PUT_OBJECT, Fault.lostAfter());
        world.s3.faults().inject(S3Operation.GET_OBJECT, new Fault.None());
        world.s3.faults().inject(S3Operation.GET_OBJECT, S3.internalError());
        assertThat(((Failed) steps().attempt(away()).result()).retryable()).isTrue();

        for (Command command : List.of(away(), again(away(), null))) {
            assertThat(((InProgress) steps().attempt(command).result()).accepted())
                    .isTrue();
        }
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void failsForNowWhenItsRequestIsLostAndSucceedsTheNextTime() {
        for (Fault fault : List.of(Fault.lostBefore(), S3.internalError(), S3.throttling(), S3.conflict())) {
            world.s3.faults().inject(S3Operation.PUT_OBJECT, fault);
            assertThat(steps().attempt(away()).result())
                    .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.retryable())
                            .isTrue());
            assertThat(world.signal()).isEmpty();
        }
        assertThat(steps().attempt(again(away(), null)).result()).isInstanceOf(InProgress.class);
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void doesNothingWhileTheSignalCannotBeRead() {
        world.s3.faults().inject(S3Operation.GET_OBJECT, S3.internalError());
        assertThat(steps().attempt(away()).result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.cause()).isEqualTo("signal-server-error"));
        world.s3.put(SignalWorld.SIGNAL.bucket(), SignalWorld.SIGNAL.key(), "somebody's notes");
        assertThat(steps().attempt(away()).result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.cause()).isEqualTo("signal-unreadable"));
        assertThat(written()).isZero();
    }

    @Test
    void isRefusedWhenAnotherHasMovedSince() {
        Fence other = Fence.settled(17, WEST, "p17", new CellName("eu-west-1"));
        world.signal(other);

        StepOutcome outcome = steps().attempt(away());

        assertStale(outcome, other);
        assertThat(world.signal()).contains(other);
    }

    @Test
    void isRefusedWhenAnotherHasClaimedTheMove() {
        Fence other = Fence.moving(17, EAST, "q17", new CellName("eu-west-1"), LATER);
        assertThat(steps().attempt(claim(OLD, other)).result()).isInstanceOf(Done.class);

        assertStale(steps().attempt(away()), other);
        assertThat(world.signal()).isEmpty();
    }

    @Test
    void isRefusedWhenTheRecordIsGone() {
        world.removeRecord();

        assertStale(steps().attempt(away()), null);
        assertThat(world.signal()).isEmpty();
    }

    @Test
    void oneOfTwoCellsWinsAndTheOtherSeesIt() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 5; round++) {
            world.s3.remove(SignalWorld.SIGNAL.bucket(), SignalWorld.SIGNAL.key());
            Fence other = Fence.settled(17, WEST, "q17", new CellName("eu-west-1"));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var rivals = List.<Callable<StepOutcome>>of(
                        () -> steps().attempt(away()), () -> steps().attempt(world.move(OLD, other)));
                var outcomes = threads.invokeAll(rivals);
                var results =
                        List.of(outcomes.getFirst().get(), outcomes.getLast().get());
                Fence winner = world.signal().orElseThrow();
                assertThat(results)
                        .filteredOn(outcome -> outcome.result() instanceof InProgress)
                        .singleElement()
                        .satisfies(outcome -> assertThat(outcome.fenceSeen()).isEqualTo(winner));
                assertThat(results)
                        .filteredOn(outcome -> outcome.result() instanceof Refused)
                        .singleElement()
                        .satisfies(outcome -> assertStale(outcome, winner));
            }
        }
    }

    @Test
    void replacesASignalThatAnOrderHomeHasOutlived() {
        world.signal(fence(15, WEST, "p15"));

        assertThat(world.carryThrough(steps(), away()).result()).isInstanceOf(Done.class);
        assertThat(world.signal()).contains(NEW);
    }

    @Test
    void isSupersededByALaterSignal() {
        var accepted = (InProgress) steps().attempt(away()).result();
        Fence later = fence(18, WEST, "p18");
        world.signal(later);

        assertStale(steps().attempt(again(away(), accepted.token())), later);
    }

    @Test
    void removesNoSignalWhileTheRecordDoesNotNameTheHome() {
        world.signal(NEW);
        Command home = world.move(NEW, fence(18, EAST, "p18"));

        assertThat(steps().attempt(again(home, SignalProof.LOWERING)).result()).isInstanceOf(InProgress.class);

        assertThat(world.signal()).contains(NEW);
    }

    @Test
    void beginsNothingOnAnotherTopologyOrTooLate() {
        var late = Orders.until(away(), Instant.EPOCH, Orders.DIGEST);
        var other = Orders.until(away(), LATER, "digest-2");

        assertThat(((Refused) steps().attempt(late).result()).why()).isEqualTo(Refusal.EXPIRED);
        assertThat(((Refused) steps().attempt(other).result()).why()).isEqualTo(Refusal.TOPOLOGY_MISMATCH);
        assertThat(world.signal()).isEmpty();
    }

    @Test
    void followsAClaimOfItsOwnPlan() {
        Fence claimed = moving(17, "p18");
        Fence next = fence(18, WEST, "p18");
        assertThat(steps().attempt(claim(OLD, claimed)).result()).isInstanceOf(Done.class);

        assertThat(world.carryThrough(steps(), world.move(claimed, next)).result())
                .isInstanceOf(Done.class);
        assertThat(world.record()).isEqualTo(next);
    }

    @Test
    void anActionIsRefusedOnceAnotherHasMovedByTheSignal() {
        Fence claimed = moving(17, "p17");
        steps().attempt(claim(OLD, claimed));
        Fence other = Fence.settled(17, WEST, "q17", new CellName("eu-west-1"));
        world.signal(other);

        var action = new Webhook(outside.hooks.uri() + "/x", null);
        assertStale(steps().attempt(Orders.act(claimed, action)), other);
        assertThat(outside.hooks.deliveries()).isEmpty();
    }

    private static void assertStale(StepOutcome outcome, Fence seen) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(Refusal.STALE_FENCE));
        assertThat(outcome.fenceSeen()).isEqualTo(seen);
    }
}
