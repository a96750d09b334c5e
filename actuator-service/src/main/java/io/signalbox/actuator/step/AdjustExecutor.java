package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.step.FenceGuard.ActionPermit;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.step.Action;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Sets values of an external resource, or restores the previous ones. The outcome of a first attempt reports the values
 * found. The change itself waits for the attempt whose command contains them: by then they are stored, and a crash
 * cannot lose them.
 */
public final class AdjustExecutor<A extends Action, R extends Adjustable.Reading> implements StepExecutor<A> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final String TOKEN = "previous";

    private final FenceGuard guard;
    private final Adjustable<A, R> outside;
    private final RememberedValues remembered;

    public AdjustExecutor(FenceGuard guard, Adjustable<A, R> outside, RememberedValues remembered) {
        this.guard = guard;
        this.outside = outside;
        this.remembered = remembered;
    }

    @Override
    public AttemptResult converge(Command command, A wanted) {
        Map<String, String> previous = Objects.requireNonNullElse(command.previous(), Map.of());
        if (command.restores() && previous.isEmpty()) {
            return AttemptResult.of(new Done(List.of()), null);
        }
        try {
            return switch (guard.ask(command)) {
                case ActionPermit.Denied(AttemptResult attempt) -> attempt;
                case ActionPermit.Granted granted -> adjust(command, wanted, previous, granted);
            };
        } catch (ActionFailedException e) {
            return AttemptResult.failed(e);
        }
    }

    private AttemptResult adjust(Command command, A wanted, Map<String, String> previous, ActionPermit.Granted granted)
            throws ActionFailedException {
        ActionAttempt turn = ActionAttempt.begin(command);
        String resource = outside.resource(wanted);
        Map<String, String> former = command.restores()
                ? remembered.verified(command.service(), resource, outside.sizes(), previous)
                : previous;
        R present = outside.read(wanted, turn);
        Map<String, String> goal =
                command.restores() ? outside.restored(former, present) : outside.goal(wanted, present);
        if (present.values().equals(goal)) {
            return reached(present.waiting(), granted);
        }
        if (previous.isEmpty()) {
            var told = new InProgress(Duration.ZERO, TOKEN, false, "tells what was there before it changes it");
            return AttemptResult.of(told, granted.seen())
                    .remembering(remembered.signed(command.service(), resource, present.values()));
        }
        return reached(outside.change(wanted, present, goal, turn), granted);
    }

    private static AttemptResult reached(Optional<String> waiting, ActionPermit.Granted granted) {
        return waiting.map(why -> AttemptResult.of(new InProgress(LOOK_AGAIN, TOKEN, false, why), granted.seen()))
                .orElseGet(() -> AttemptResult.of(new Done(List.of()), granted.seen()));
    }
}
