package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.EAST_ADDRESS;
import static io.signalbox.actuator.Orders.LATER;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.WEST_ADDRESS;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.claim;
import static io.signalbox.actuator.Orders.fence;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.s3.S3;
import io.signalbox.sandbox.s3.S3Operation;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Home again: the record first, then the signal; and a record that is behind its signal. */
class SignalHomeTest {

    private static final Fence AWAY = fence(17, WEST, "p17");
    private static final Fence HOME = fence(18, EAST, "p18");

    private final Outside outside = new Outside(new SimpleMeterRegistry());
    private final SignalWorld world = new SignalWorld(AWAY);

    @AfterEach
    void close() {
        world.close();
        outside.close();
    }

    private StepDispatcher steps() {
        return world.steps(outside);
    }

    private Command home() {
        return world.move(AWAY, HOME);
    }

    private long accepted() {
        return world.route53.calls().stream().filter(Call::accepted).count();
    }

    @Test
    void writesTheRecordThenRemovesTheSignal() {
        StepOutcome first = steps().attempt(home());

        assertThat(((InProgress) first.result()).accepted()).isTrue();
        assertThat(first.fenceSeen()).isEqualTo(HOME);
        assertThat(world.record()).isEqualTo(HOME);
        assertThat(world.signal()).contains(AWAY);

        assertThat(world.carryThrough(steps(), home()).result()).isEqualTo(new Done(world.records()));
        assertThat(world.signal()).isEmpty();
        assertThat(world.answer()).containsExactly(EAST_ADDRESS);
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void goesOnWhereverItWasInterrupted() {
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostBefore());
        assertThat(steps().attempt(home()).result()).isInstanceOf(Failed.class);
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostAfter());
        var recorded = (InProgress) steps().attempt(again(home(), null)).result();
        for (Fault fault : List.of(Fault.lostBefore(), S3.internalError(), S3.conflict(), S3.throttling())) {
            // Java's own client asks once more when it finds a connection closed.
            world.s3.faults().inject(S3Operation.DELETE_OBJECT, fault, 2);
            recorded = (InProgress)
                    steps().attempt(again(home(), recorded.token())).result();
            assertThat(recorded.accepted()).isTrue();
            assertThat(world.signal()).contains(AWAY);
            world.s3.faults().clear();
        }
        world.s3.faults().inject(S3Operation.DELETE_OBJECT, Fault.lostAfter());
        recorded = (InProgress) steps().attempt(again(home(), recorded.token())).result();
        assertThat(world.signal()).isEmpty();

        assertThat(world.carryThrough(steps(), again(home(), recorded.token())).result())
                .isInstanceOf(Done.class);
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void goesOnWithoutAWordOfWhatWasDone() {
        steps().attempt(home());

        assertThat(world.carryThrough(steps(), again(home(), null)).result()).isInstanceOf(Done.class);
        assertThat(world.signal()).isEmpty();
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void staysAwayWhileTheControlPlaneIsAway() {
        world.loseControlPlane();

        assertThat(steps().attempt(home()).result()).isInstanceOf(Failed.class);
        assertThat(world.signal()).contains(AWAY);
        assertThat(world.answer()).containsExactly(WEST_ADDRESS);
    }

    @Test
    void isSupersededWhenTheSignalIsRaisedAgain() {
        var recorded = (InProgress) steps().attempt(home()).result();
        Fence again = fence(19, WEST, "p19");
        assertThat(steps().attempt(world.move(HOME, again)).result()).isInstanceOf(InProgress.class);

        StepOutcome outcome = steps().attempt(again(home(), recorded.token()));

        assertStale(outcome, again);
        assertThat(world.signal()).contains(again);
    }

    @Test
    void isFinishedByWhoeverSeesThatItIsHalfDone() {
        steps().attempt(home());

        world.reconciler().finish(world.service());

        assertThat(world.signal()).isEmpty();
        assertThat(world.record()).isEqualTo(HOME);
    }

    @Test
    void aSignalThatTheFenceStillMeansIsLeftAlone() {
        world.reconciler().finish(world.service());

        assertThat(world.signal()).contains(AWAY);
        assertThat(accepted()).isZero();
    }

    @Test
    void aRecordThatIsBehindCatchesUp() {
        Fence later = fence(19, WEST, "p19");
        world.signal(later);
        world.loseControlPlane();
        world.reconciler().finish(world.service());
        assertThat(world.record()).isEqualTo(AWAY);
        world.regainControlPlane();

        world.reconciler().finish(world.service());

        assertThat(world.record()).isEqualTo(later);
        world.reconciler().finish(world.service());
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void aRecordThatIsBehindCatchesUpBeforeTheNextMove() {
        Fence later = fence(19, WEST, "p19");
        world.signal(later);
        Fence back = fence(20, EAST, "p20");

        assertThat(world.carryThrough(steps(), world.move(later, back)).result())
                .isInstanceOf(Done.class);

        assertThat(world.record()).isEqualTo(back);
        assertThat(world.signal()).isEmpty();
        assertThat(accepted()).isEqualTo(2);
    }

    @Test
    void aClaimIsRefusedWhenTheSignalSaysOtherwise() {
        Fence other = Fence.settled(18, WEST, "q18", new CellName("eu-west-1"));
        world.signal(other);
        Fence claimed = Fence.moving(18, WEST, "p18", HOME.cell(), LATER);

        assertStale(steps().attempt(claim(AWAY, claimed)), other);
        assertThat(world.record()).isEqualTo(AWAY);
    }

    @Test
    void aClaimIsRefusedWhenTheSignalIsRaisedAtTheSameTime() {
        Fence other = Fence.settled(18, WEST, "q18", new CellName("eu-west-1"));
        world.route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.Before(() -> world.signal(other)));
        Fence claimed = Fence.moving(18, WEST, "p18", HOME.cell(), LATER);

        assertStale(steps().attempt(claim(AWAY, claimed)), other);
    }

    @Test
    void nothingIsClaimedWhileTheSignalCannotBeRead() {
        world.s3.faults().inject(S3Operation.GET_OBJECT, S3.internalError(), 10);
        Fence claimed = Fence.moving(18, WEST, "p18", HOME.cell(), LATER);

        assertThat(steps().attempt(claim(AWAY, claimed)).result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.cause()).isEqualTo("signal-server-error"));
        assertThat(world.record()).isEqualTo(AWAY);
    }

    private static void assertStale(StepOutcome outcome, Fence seen) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(Refusal.STALE_FENCE));
        assertThat(outcome.fenceSeen()).isEqualTo(seen);
    }
}
