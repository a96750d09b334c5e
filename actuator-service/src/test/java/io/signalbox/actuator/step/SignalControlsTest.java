package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.EAST_ADDRESS;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.WEST_ADDRESS;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.SignalWorld.EAST_CONTROL;
import static io.signalbox.actuator.SignalWorld.WEST_CONTROL;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.Outside;
import io.signalbox.actuator.SignalWorld;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routing controls move the traffic; the signal is the fence, since they have no compare-and-swap. */
class SignalControlsTest {

    private static final Fence OLD = fence(16, EAST, "p16");
    private static final Fence NEW = fence(17, WEST, "p17");

    private final Outside outside = new Outside(new SimpleMeterRegistry());
    private final SignalWorld world = SignalWorld.controlled(OLD, outside);

    @AfterEach
    void close() {
        world.close();
        outside.close();
    }

    private StepDispatcher steps() {
        return world.steps(outside);
    }

    private boolean east() {
        return outside.cloud.recoveryControl().state(EAST_CONTROL);
    }

    private boolean west() {
        return outside.cloud.recoveryControl().state(WEST_CONTROL);
    }

    private void allEndpointsAway(boolean away) {
        for (int i = 0; i < outside.cloud.recoveryControl().endpoints().size(); i++) {
            outside.cloud.recoveryControl().away(i, away);
        }
    }

    private static String detail(StepOutcome outcome) {
        return ((InProgress) outcome.result()).detail();
    }

    private static Command next(Command command, StepOutcome outcome) {
        return again(command, ((InProgress) outcome.result()).token());
    }

    @Test
    void theControlsMoveTheTrafficAndNeedNoRoute53() {
        world.loseControlPlane();

        StepOutcome last = world.carryThrough(steps(), world.move(OLD, NEW));

        assertThat(last.result()).isEqualTo(new Done(world.records()));
        assertThat(world.signal()).contains(NEW);
        assertThat(east()).isFalse();
        assertThat(west()).isTrue();
        assertThat(world.answer()).containsExactly(WEST_ADDRESS);
    }

    /** A safety rule that keeps one of them on allows it: both are changed at once. */
    @Test
    void bothControlsChangeAtOnce() {
        outside.cloud.recoveryControl().keepOneOn(Set.of(EAST_CONTROL, WEST_CONTROL));

        world.carryThrough(steps(), world.move(OLD, NEW));

        assertThat(west()).isTrue();
    }

    @Test
    void theWayHomeTurnsThemBack() {
        world.carryThrough(steps(), world.move(OLD, NEW));
        Fence home = fence(18, EAST, "p18");

        assertThat(world.carryThrough(steps(), world.move(NEW, home)).result()).isEqualTo(new Done(world.records()));

        assertThat(world.signal()).isEmpty();
        assertThat(east()).isTrue();
        assertThat(west()).isFalse();
        assertThat(world.answer()).containsExactly(EAST_ADDRESS);
    }

    @Test
    void whoLosesTheSignalTurnsNoControl() {
        Fence other = fence(17, WEST, "p99");
        world.signal(other);

        StepOutcome refused = steps().attempt(world.move(OLD, NEW));

        assertThat(refused.result()).isInstanceOfSatisfying(Refused.class, stale -> assertThat(stale.why())
                .isEqualTo(Refusal.STALE_FENCE));
        assertThat(east()).isTrue();
    }

    @Test
    void controlsThatDoNotAnswerAreTriedAgain() {
        allEndpointsAway(true);
        Command away = world.move(OLD, NEW);

        StepOutcome first = steps().attempt(away);

        assertThat(((InProgress) first.result()).accepted()).isTrue();
        assertThat(detail(first)).contains("the routing controls do not follow the signal yet: connection");
        allEndpointsAway(false);
        assertThat(world.carryThrough(steps(), next(away, first)).result()).isEqualTo(new Done(world.records()));
    }

    /** It was decided elsewhere while they did not answer. */
    @Test
    void controlsAreNotTurnedUnderTheSignalOfAnother() {
        allEndpointsAway(true);
        Command away = world.move(OLD, NEW);
        StepOutcome first = steps().attempt(away);
        Fence other = fence(18, WEST, "p18");
        world.signal(other);
        allEndpointsAway(false);

        StepOutcome second = steps().attempt(next(away, first));

        assertThat(second.result()).isInstanceOf(Refused.class);
        assertThat(second.fenceSeen()).isEqualTo(other);
        assertThat(east()).isTrue();
    }

    /** The cell that has written the signal is lost before it has turned the controls. */
    @Test
    void anyCellLetsTheControlsFollowTheSignal() {
        world.signal(NEW);

        world.reconciler().steer(world.service(), true);

        assertThat(east()).isFalse();
        assertThat(west()).isTrue();
    }
}
