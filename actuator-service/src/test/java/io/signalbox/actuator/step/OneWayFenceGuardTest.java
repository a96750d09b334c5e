package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.notice;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.AuroraFailover;
import io.signalbox.contract.step.RdsPromote;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nothing can put back is done only while the fence tells every cell which data it leaves stale. */
class OneWayFenceGuardTest {

    private static final Fence CLAIM = moving(17, "p17").leadingTo(WEST);
    private static final Marks EAST_IS_STALE = Marks.NONE.stale(EAST, 17);

    private final World world = new World();

    @BeforeEach
    void databases() {
        world.outside.cloud.rds().putReplica(Trials.REGION, "orders-replica", "orders");
        Trials.globalDatabase(world.outside);
    }

    @AfterEach
    void close() {
        world.close();
    }

    static Stream<Action> oneWay() {
        return Stream.of(
                new RdsPromote(Trials.REGION, "orders-replica", null),
                new AuroraFailover(Trials.REGION, "orders", Trials.WEST_CLUSTER));
    }

    private StepOutcome attempt(Fence standing, Command command) {
        world.seed(records(EAST), record(standing));
        return world.steps().attempt(command);
    }

    private void assertRefused(StepOutcome outcome, Fence seen, String detail) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.STALE_FENCE);
            assertThat(refused.detail()).contains(detail);
        });
        assertThat(outcome.fenceSeen()).isEqualTo(seen);
        assertThat(world.outside.cloud.calls())
                .as("nobody is asked for anything")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void isDoneUnderAClaimThatMarksTheSiteWhichIsLeft(Action action) {
        Fence marked = CLAIM.marking(EAST_IS_STALE);

        assertThat(attempt(marked, act(marked, action)).result()).isInstanceOf(InProgress.class);
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void isDoneAfterTheSwitchOfItsOwnPlanWhileTheMarkStands(Action action) {
        Fence switched = fence(18, WEST, "p17").marking(EAST_IS_STALE);

        assertThat(attempt(switched, act(switched, action)).result()).isInstanceOf(InProgress.class);
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void isRefusedUnderAClaimWithoutAnyMark(Action action) {
        assertRefused(attempt(CLAIM, act(CLAIM, action)), CLAIM, "expected its mark in the fence");
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void isRefusedWhenOnlyItsOwnTargetIsMarkedOrTheMarkIsSeeded(Action action) {
        Fence wrong = CLAIM.marking(Marks.NONE.stale(WEST, 12).seeded(EAST, 11));

        assertRefused(attempt(wrong, act(wrong, action)), wrong, "expected its mark in the fence");
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void isRefusedWhenTheMarkIsInTheCommandOnly(Action action) {
        assertRefused(attempt(CLAIM, act(CLAIM.marking(EAST_IS_STALE), action)), CLAIM, "expected its mark");
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void isRefusedUnderTheMarkedClaimOfAnotherPlan(Action action) {
        Fence other = moving(17, "q17").leadingTo(WEST).marking(EAST_IS_STALE);

        assertRefused(attempt(other, act(CLAIM.marking(EAST_IS_STALE), action)), other, "expected a fence of plan p17");
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void isRefusedWhereTheCommandExpectsNoFence(Action action) {
        Fence marked = CLAIM.marking(EAST_IS_STALE);

        assertRefused(attempt(marked, notice("n1-0", marked, action, "a notice")), null, "expects none");
    }
}
