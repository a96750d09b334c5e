package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Attempt;
import io.signalbox.actuator.core.Messenger;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.step.Mandate.Answer;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.StepOutcome.Done;
import java.util.List;

/**
 * Tells somebody. Whether an earlier attempt has arrived cannot be looked up, so it is told again: at least once, and
 * recognisable as the same by its key.
 */
public final class Webhook implements StepExecutor<StepArguments.Webhook> {

    private final Mandate mandate;
    private final Messenger messenger;

    public Webhook(Mandate mandate, Messenger messenger) {
        this.mandate = mandate;
        this.messenger = messenger;
    }

    @Override
    public Attempt converge(Command command, StepArguments.Webhook wanted) {
        if (command.restores()) {
            // What was said cannot be unsaid.
            return Attempt.of(new Done(List.of()), null);
        }
        return switch (mandate.ask(command)) {
            case Answer.Denied(Attempt attempt) -> attempt;
            case Answer.Granted granted -> tell(command, wanted, granted);
        };
    }

    private Attempt tell(Command command, StepArguments.Webhook wanted, Answer.Granted granted) {
        try {
            messenger.tell(wanted, command, granted.fence());
            return Attempt.of(new Done(List.of()), granted.seen());
        } catch (ActionFailedException e) {
            return Attempt.failed(e);
        }
    }
}
