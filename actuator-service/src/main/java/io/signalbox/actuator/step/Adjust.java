package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Adjustable;
import io.signalbox.actuator.core.Attempt;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.Turn;
import io.signalbox.actuator.step.Mandate.Answer;
import io.signalbox.contract.Action;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives something its values, or puts the previous ones back. What stood there is told before it is changed, and the change
 * waits for the attempt that brings it back: by then it is stored, and no crash can lose it.
 */
public final class Adjust<A extends Action, R extends Adjustable.Reading> implements StepExecutor<A> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final String TOKEN = "previous";

    private final Mandate mandate;
    private final Adjustable<A, R> outside;

    public Adjust(Mandate mandate, Adjustable<A, R> outside) {
        this.mandate = mandate;
        this.outside = outside;
    }

    @Override
    public Attempt converge(Command command, A wanted) {
        Map<String, String> previous = Objects.requireNonNullElse(command.previous(), Map.of());
        if (command.restores() && previous.isEmpty()) {
            return Attempt.of(new Done(List.of()), null);
        }
        try {
            return switch (mandate.ask(command)) {
                case Answer.Denied(Attempt attempt) -> attempt;
                case Answer.Granted granted -> adjust(command, wanted, previous, granted);
            };
        } catch (ActionFailedException e) {
            return Attempt.failed(e);
        }
    }

    private Attempt adjust(Command command, A wanted, Map<String, String> previous, Answer.Granted granted)
            throws ActionFailedException {
        Turn turn = Turn.begin(command);
        R present = outside.read(wanted, turn);
        Map<String, String> goal = command.restores() ? restored(previous, present) : outside.goal(wanted, present);
        if (present.values().equals(goal)) {
            return reached(present.waiting(), granted);
        }
        if (previous.isEmpty()) {
            var told = new InProgress(Duration.ZERO, TOKEN, false, "tells what was there before it changes it");
            return Attempt.of(told, granted.seen()).remembering(present.values());
        }
        return reached(outside.change(wanted, present, goal, turn), granted);
    }

    private static Attempt reached(Optional<String> waiting, Answer.Granted granted) {
        return waiting.map(why -> Attempt.of(new InProgress(LOOK_AGAIN, TOKEN, false, why), granted.seen()))
                .orElseGet(() -> Attempt.of(new Done(List.of()), granted.seen()));
    }

    private Map<String, String> restored(Map<String, String> previous, R present) throws ActionFailedException {
        if (!outside.comparable(previous, present)) {
            throw new ActionFailedException(
                    "previous-unreadable",
                    "expected " + present.values().keySet() + " to be remembered, got " + previous.keySet(),
                    false);
        }
        return previous;
    }
}
