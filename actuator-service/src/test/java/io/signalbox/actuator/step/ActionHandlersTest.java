package io.signalbox.actuator.step;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.World;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionHandler;
import io.signalbox.actuator.core.ActionHandler.Messenger;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.actuator.credentials.RestoreKeys;
import io.signalbox.actuator.credentials.SignedValues;
import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.ActionKinds;
import io.signalbox.contract.step.MetricPut;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActionHandlersTest {

    private record Silent<A extends Action>(Class<A> type) implements Messenger<A> {
        @Override
        public void tell(A to, Command command, Fence fence, ActionAttempt turn) {}
    }

    private static List<ActionHandler<?>> handlers() {
        var handlers = new ArrayList<ActionHandler<?>>();
        ActionKinds.ALL.forEach(kind -> handlers.add(new Silent<>(kind.type())));
        return handlers;
    }

    private static ActionExecutors executors(List<ActionHandler<?>> handlers) {
        try (var world = new World()) {
            var clock = InstantSource.system();
            var guard = new FenceGuard(
                    world.provider(),
                    world.dataPlane(),
                    new Preconditions(Orders::topology, new FormerServices(clock), clock),
                    clock);
            return new ActionExecutors(guard, handlers, new SignedValues(RestoreKeys.of(Optional.empty())));
        }
    }

    @Test
    void aKindWithoutHandlerEndsTheStart() {
        var handlers = handlers();
        handlers.removeIf(handler -> handler.type().equals(MetricPut.class));

        assertThatThrownBy(() -> executors(handlers))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("metric-put: expected one handler, got []");
    }

    @Test
    void twoHandlersOfOneKindEndTheStart() {
        var handlers = handlers();
        handlers.add(new Silent<>(MetricPut.class));

        assertThatThrownBy(() -> executors(handlers))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("metric-put: expected one handler, got [class ");
    }
}
