package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.undo;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.step.Action;
import io.signalbox.sandbox.cloud.CloudCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tries one kind of action under a claim that holds. */
abstract class OutsideTest {

    /** One-way steps need the mark; the others do not mind it. */
    static final Fence CLAIM = moving(17, "p17").leadingTo(WEST).marking(Marks.NONE.stale(EAST, 17));

    final World world = new World();

    @BeforeEach
    void claimed() {
        world.seed(records(EAST), record(CLAIM));
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** By a process that has just started, as each attempt here. */
    StepOutcome attempt(Command command) {
        return world.steps().attempt(command);
    }

    /** @param previous what an earlier attempt has told */
    StepOutcome attempt(Action action, Map<String, String> previous) {
        return attempt(again(act(CLAIM, action), null, previous));
    }

    StepOutcome restore(Action action, Map<String, String> previous) {
        return attempt(undo(act(CLAIM, action), previous));
    }

    long accepted(String call) {
        return world.outside.cloud.calls().stream()
                .filter(each -> (each.service() + ":" + each.operation()).equals(call))
                .filter(CloudCall::accepted)
                .count();
    }

    static void assertDone(StepOutcome outcome) {
        assertThat(outcome.result()).isEqualTo(new Done(List.of()));
    }

    static void assertWaiting(StepOutcome outcome, String detail) {
        assertThat(outcome.result()).isInstanceOfSatisfying(InProgress.class, waiting -> assertThat(waiting.detail())
                .contains(detail));
    }

    static void assertFailed(StepOutcome outcome, String cause, boolean retryable) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).as(failed.detail()).isEqualTo(cause);
            assertThat(failed.retryable()).isEqualTo(retryable);
        });
    }

    static String detail(StepOutcome outcome) {
        return ((Failed) outcome.result()).detail();
    }
}
