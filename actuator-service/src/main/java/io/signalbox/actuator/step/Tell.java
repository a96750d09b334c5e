package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Attempt;
import io.signalbox.actuator.core.Messenger;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.Turn;
import io.signalbox.actuator.step.Mandate.Answer;
import io.signalbox.contract.Action;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import java.util.List;

/** Tells somebody. Whether an earlier attempt has arrived cannot be looked up, so it is told again: at least once. */
public final class Tell<A extends Action> implements StepExecutor<A> {

    private final Mandate mandate;
    private final Messenger<A> messenger;

    public Tell(Mandate mandate, Messenger<A> messenger) {
        this.mandate = mandate;
        this.messenger = messenger;
    }

    @Override
    public Attempt converge(Command command, A wanted) {
        if (command.restores()) {
            // What was said cannot be unsaid.
            return Attempt.of(new Done(List.of()), null);
        }
        return switch (mandate.ask(command)) {
            case Answer.Denied(Attempt attempt) -> attempt;
            case Answer.Granted granted -> tell(command, wanted, granted);
        };
    }

    private Attempt tell(Command command, A wanted, Answer.Granted granted) {
        try {
            messenger.tell(wanted, command, granted.fence(), Turn.begin(command));
            return Attempt.of(new Done(List.of()), granted.seen());
        } catch (ActionFailedException e) {
            return Attempt.failed(e);
        }
    }
}
