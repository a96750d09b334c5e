package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Attempt;
import io.signalbox.actuator.core.Irreversible;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.Turn;
import io.signalbox.actuator.step.Mandate.Answer;
import io.signalbox.contract.Action;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import java.time.Duration;
import java.util.List;

/** Does what nothing can put back. Whatever was done or is under way is found by looking, so nothing has to be remembered. */
public final class OneWay<A extends Action> implements StepExecutor<A> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final String TOKEN = "one-way";

    private final Mandate mandate;
    private final Irreversible<A> outside;

    public OneWay(Mandate mandate, Irreversible<A> outside) {
        this.mandate = mandate;
        this.outside = outside;
    }

    @Override
    public Attempt converge(Command command, A wanted) {
        if (command.restores()) {
            return Attempt.failed("one-way", wanted.kind() + " cannot be put back", false);
        }
        return switch (mandate.askOneWay(command)) {
            case Answer.Denied(Attempt attempt) -> attempt;
            case Answer.Granted granted -> advance(command, wanted, granted);
        };
    }

    private Attempt advance(Command command, A wanted, Answer.Granted granted) {
        try {
            return outside.advance(wanted, Turn.begin(command))
                    .map(why -> Attempt.of(new InProgress(LOOK_AGAIN, TOKEN, false, why), granted.seen()))
                    .orElseGet(() -> Attempt.of(new Done(List.of()), granted.seen()));
        } catch (ActionFailedException e) {
            return Attempt.failed(e);
        }
    }
}
