package io.signalbox.cli.direct;

import io.signalbox.actuator.app.DirectSteps;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Carries a switch out, attempt after attempt, as a cell would. A repeated attempt changes nothing twice: it finds its own fence, or
 * the one that it expects.
 */
record SwitchRun(Console console, DirectSteps steps, Duration limit) {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** @return the exit code: done when all name servers answer and the service was reached through its name */
    int done(SwitchDecision.Permitted permitted) throws InterruptedException {
        Instant end = console.now().plus(limit);
        Command command = permitted.command();
        String shown = "";
        while (true) {
            AttemptResult attempt = steps.converge(command, permitted.arguments());
            Duration pause = PAUSE;
            switch (attempt.result()) {
                case Done _ -> {
                    console.line(
                            "done: all name servers answer " + command.next().active() + ", epoch "
                                    + command.next().epoch());
                    return ExitCode.DONE;
                }
                case Refused(var why, String detail) ->
                    throw new CommandFailedException(
                            ExitCode.REFUSED, "refused, " + why.name().toLowerCase(Locale.ROOT) + ": " + detail);
                case InProgress(Duration retryAfter, String token, boolean accepted, String detail) -> {
                    pause = retryAfter;
                    shown = told(shown, detail);
                    command = again(command, token);
                    if (!console.now().isBefore(end)) {
                        throw unfinished(accepted, detail);
                    }
                }
                case Failed failed -> {
                    shown = told(shown, failed.cause() + ": " + failed.detail());
                    command = again(command, command.token());
                    if (!failed.retryable()
                            || failed.saysDenied()
                            || !console.now().isBefore(end)) {
                        throw failed(failed);
                    }
                }
            }
            Thread.sleep(pause);
        }
    }

    /** Prints what is waited for, once. */
    private String told(String shown, String detail) {
        if (!shown.equals(detail)) {
            console.line(detail);
        }
        return detail;
    }

    private static CommandFailedException unfinished(boolean accepted, String detail) {
        return accepted
                ? new CommandFailedException(
                        ExitCode.PENDING, "the provider has accepted it, and it is not proven yet: " + detail)
                : new CommandFailedException(ExitCode.UNAVAILABLE, "not done in time: " + detail);
    }

    /** After a lost answer it is unknown whether the change was made. */
    private static CommandFailedException failed(Failed failed) {
        return new CommandFailedException(
                failed.saysDenied() ? ExitCode.DENIED : failed.retryable() ? ExitCode.UNKNOWN : ExitCode.REFUSED,
                "failed, " + failed.cause() + ": " + failed.detail()
                        + ". The same command may be given again: it changes only the fence that it reads");
    }

    private static Command again(Command command, @Nullable String token) {
        return new Command(
                command.v(),
                command.service(),
                command.cell(),
                command.plan(),
                command.step(),
                command.attempt() + 1,
                command.issuedAt(),
                command.deadline(),
                command.expected(),
                command.next(),
                token,
                command.arguments(),
                command.topologyDigest(),
                null,
                null,
                null,
                command.serviceDigest());
    }
}
