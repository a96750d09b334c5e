package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Attempt;
import io.signalbox.actuator.core.Parameters;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.step.Mandate.Answer;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives a parameter its value, or puts the previous one back. What stood there is told before it is changed, and the change
 * waits for the attempt that brings it back: by then it is stored, and no crash can lose it.
 */
public final class SsmPut implements StepExecutor<StepArguments.SsmPut> {

    private static final String TOKEN = "previous";
    private static final Result DONE = new Done(List.of());

    private final Mandate mandate;
    private final Parameters parameters;

    public SsmPut(Mandate mandate, Parameters parameters) {
        this.mandate = mandate;
        this.parameters = parameters;
    }

    @Override
    public Attempt converge(Command command, StepArguments.SsmPut wanted) {
        try {
            Optional<Remembered> previous = Remembered.of(command);
            if (command.restores() && previous.isEmpty()) {
                return Attempt.of(DONE, null);
            }
            return switch (mandate.ask(command)) {
                case Answer.Denied(Attempt attempt) -> attempt;
                case Answer.Granted granted ->
                    command.restores()
                            ? restore(wanted, previous.get(), granted)
                            : put(wanted, previous.isPresent(), granted);
            };
        } catch (ActionFailedException e) {
            return Attempt.failed(e);
        }
    }

    private Attempt put(StepArguments.SsmPut wanted, boolean remembered, Answer.Granted granted)
            throws ActionFailedException {
        Optional<String> present = parameters.read(wanted.region(), wanted.name());
        Optional<String> goal = Optional.of(wanted.value());
        if (!present.equals(goal) && !remembered) {
            var told = new InProgress(Duration.ZERO, TOKEN, false, "tells what " + wanted.name() + " was before");
            return Attempt.of(told, granted.seen()).remembering(new Remembered(present).words());
        }
        change(wanted, present, goal);
        return Attempt.of(DONE, granted.seen());
    }

    private Attempt restore(StepArguments.SsmPut wanted, Remembered previous, Answer.Granted granted)
            throws ActionFailedException {
        change(wanted, parameters.read(wanted.region(), wanted.name()), previous.value());
        return Attempt.of(DONE, granted.seen());
    }

    private void change(StepArguments.SsmPut wanted, Optional<String> present, Optional<String> goal)
            throws ActionFailedException {
        if (present.equals(goal)) {
            return;
        }
        if (goal.isEmpty()) {
            parameters.delete(wanted.region(), wanted.name());
        } else if (present.isEmpty()) {
            parameters.create(wanted.region(), wanted.name(), goal.get());
        } else {
            parameters.overwrite(wanted.region(), wanted.name(), goal.get());
        }
    }
}
