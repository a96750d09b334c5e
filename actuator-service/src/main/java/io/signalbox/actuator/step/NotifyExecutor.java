package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Messenger;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.step.FenceGuard.ActionPermit;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.step.Action;
import java.util.List;

/**
 * Sends a notice. Whether an earlier attempt was delivered cannot be found out, so the notice is sent again:
 * at-least-once delivery.
 */
public final class NotifyExecutor<A extends Action> implements StepExecutor<A> {

    private final FenceGuard guard;
    private final Messenger<A> messenger;

    public NotifyExecutor(FenceGuard guard, Messenger<A> messenger) {
        this.guard = guard;
        this.messenger = messenger;
    }

    @Override
    public AttemptResult converge(Command command, A wanted) {
        if (command.restores()) {
            // A notice cannot be taken back.
            return AttemptResult.of(new Done(List.of()), null);
        }
        return switch (guard.askNotice(command)) {
            case ActionPermit.Denied(AttemptResult attempt) -> attempt;
            case ActionPermit.Granted granted -> tell(command, wanted, granted);
        };
    }

    private AttemptResult tell(Command command, A wanted, ActionPermit.Granted granted) {
        try {
            messenger.tell(wanted, command, granted.fence(), ActionAttempt.begin(command));
            return AttemptResult.of(new Done(List.of()), granted.seen());
        } catch (ActionFailedException e) {
            return AttemptResult.failed(e);
        }
    }
}
