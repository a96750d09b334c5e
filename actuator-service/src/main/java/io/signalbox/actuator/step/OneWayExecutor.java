package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Irreversible;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.step.FenceGuard.ActionPermit;
import io.signalbox.contract.Command;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.step.Action;
import java.time.Duration;
import java.util.List;

/** Executes a step that cannot be undone. It looks up what is done or running, so nothing has to be stored. */
public final class OneWayExecutor<A extends Action> implements StepExecutor<A> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final String TOKEN = "one-way";

    private final FenceGuard guard;
    private final Irreversible<A> outside;

    public OneWayExecutor(FenceGuard guard, Irreversible<A> outside) {
        this.guard = guard;
        this.outside = outside;
    }

    @Override
    public AttemptResult converge(Command command, A wanted) {
        if (command.restores()) {
            return AttemptResult.failed(FailureCause.ONE_WAY, wanted.kind() + " cannot be put back", false);
        }
        return switch (guard.askOneWay(command)) {
            case ActionPermit.Denied(AttemptResult attempt) -> attempt;
            case ActionPermit.Granted granted -> advance(command, wanted, granted);
        };
    }

    private AttemptResult advance(Command command, A wanted, ActionPermit.Granted granted) {
        try {
            return outside.advance(wanted, ActionAttempt.begin(command))
                    .map(wait -> new AttemptResult(
                            new InProgress(LOOK_AGAIN, TOKEN, false, wait.why()), granted.seen(), wait.moments()))
                    .orElseGet(() -> AttemptResult.of(new Done(List.of()), granted.seen()));
        } catch (ActionFailedException e) {
            return AttemptResult.failed(e);
        }
    }
}
