package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionHandler;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.actuator.core.ActionHandler.Irreversible;
import io.signalbox.actuator.core.ActionHandler.Messenger;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.contract.Command;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.ActionKind;
import io.signalbox.contract.step.ActionKinds;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The executor of each kind of action. */
public final class ActionExecutors implements StepExecutor<Action> {

    private final Map<Class<?>, Executor<?>> byType;

    /** @throws IllegalStateException if a kind has no handler, or several */
    public ActionExecutors(FenceGuard guard, List<ActionHandler<?>> handlers, RememberedValues remembered) {
        this.byType = ActionKinds.ALL.stream()
                .map(kind -> handler(kind, handlers))
                .collect(Collectors.toMap(ActionHandler::type, handler -> Executor.of(guard, handler, remembered)));
    }

    private static ActionHandler<?> handler(ActionKind<?> kind, List<ActionHandler<?>> handlers) {
        List<ActionHandler<?>> found = handlers.stream()
                .filter(handler -> handler.type().equals(kind.type()))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(kind.name() + ": expected one handler, got "
                    + found.stream().map(Object::getClass).toList());
        }
        return found.getFirst();
    }

    @Override
    public AttemptResult converge(Command command, Action action) {
        return Objects.requireNonNull(byType.get(action.getClass()), action::kind)
                .converge(command, action);
    }

    private record Executor<A extends Action>(Class<A> type, StepExecutor<A> steps) {

        static <A extends Action> Executor<A> of(
                FenceGuard guard, ActionHandler<A> handler, RememberedValues remembered) {
            return new Executor<>(
                    handler.type(),
                    switch (handler) {
                        case Adjustable<A, ?> adjustable -> new AdjustExecutor<>(guard, adjustable, remembered);
                        case Irreversible<A> irreversible -> new OneWayExecutor<>(guard, irreversible);
                        case Messenger<A> messenger -> new NotifyExecutor<>(guard, messenger);
                    });
        }

        AttemptResult converge(Command command, Action action) {
            return steps.converge(command, type.cast(action));
        }
    }
}
