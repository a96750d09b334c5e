package io.signalbox.actuator.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.contract.Command;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Passes each command to the executor of its kind. A new kind does not compile without one. */
public final class StepDispatcher {

    private static final Logger LOG = Logger.getLogger(StepDispatcher.class);

    private final Function<Command, Optional<Refused>> check;
    private final StepExecutor<StepArguments.DnsSwitch> dnsSwitch;
    private final StepExecutor<StepArguments.SignalSwitch> signalSwitch;
    private final StepExecutor<StepArguments.DnsAdopt> dnsAdopt;
    private final StepExecutor<StepArguments.DnsReadopt> dnsReadopt;
    private final StepExecutor<StepArguments.Claim> claim;
    private final StepExecutor<Action> actions;
    private final InstantSource clock;
    private final MeterRegistry meters;

    /** @param check an objection to a command, which then gets no executor */
    public StepDispatcher(
            Function<Command, Optional<Refused>> check,
            StepExecutor<StepArguments.DnsSwitch> dnsSwitch,
            StepExecutor<StepArguments.SignalSwitch> signalSwitch,
            StepExecutor<StepArguments.DnsAdopt> dnsAdopt,
            StepExecutor<StepArguments.DnsReadopt> dnsReadopt,
            StepExecutor<StepArguments.Claim> claim,
            StepExecutor<Action> actions,
            InstantSource clock,
            MeterRegistry meters) {
        this.check = check;
        this.dnsSwitch = dnsSwitch;
        this.signalSwitch = signalSwitch;
        this.dnsAdopt = dnsAdopt;
        this.dnsReadopt = dnsReadopt;
        this.claim = claim;
        this.actions = actions;
        this.clock = clock;
        this.meters = meters;
    }

    /** Blocks for at most {@link StepExecutor#LIMIT}; never throws, since every attempt must have an outcome. */
    public StepOutcome attempt(Command command) {
        Instant received = clock.instant();
        AttemptResult attempt = converge(command).at(AttemptResult.RECEIVED, received);
        Instant now = clock.instant();
        count(command, attempt, Duration.between(received, now));
        log(command, attempt);
        return new StepOutcome(
                Outcome.VERSION,
                command.service(),
                command.plan(),
                command.step(),
                command.attempt(),
                now,
                attempt.result(),
                attempt.fenceSeen(),
                attempt.timings(),
                attempt.previous());
    }

    private AttemptResult converge(Command command) {
        try {
            Optional<Refused> refusal = check.apply(command);
            return refusal.isPresent() ? AttemptResult.of(refusal.get(), null) : execute(command);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "step threw service=%s plan=%s step=%d attempt=%d",
                    command.service(),
                    command.plan(),
                    command.step(),
                    command.attempt());
            return AttemptResult.failed(FailureCause.UNEXPECTED, e.toString(), true);
        }
    }

    private AttemptResult execute(Command command) {
        return switch (command.arguments()) {
            case StepArguments.DnsSwitch arguments -> dnsSwitch.converge(command, arguments);
            case StepArguments.SignalSwitch arguments -> signalSwitch.converge(command, arguments);
            case StepArguments.DnsAdopt arguments -> dnsAdopt.converge(command, arguments);
            case StepArguments.DnsReadopt arguments -> dnsReadopt.converge(command, arguments);
            case StepArguments.Claim arguments -> claim.converge(command, arguments);
            case Action arguments -> actions.converge(command, arguments);
        };
    }

    private void count(Command command, AttemptResult attempt, Duration took) {
        String kind = command.arguments().kind();
        meters.counter("signalbox.steps", "kind", kind, "result", result(attempt))
                .increment();
        meters.timer("signalbox.step.duration", "kind", kind).record(took);
    }

    private static String result(AttemptResult attempt) {
        return switch (attempt.result()) {
            case Done _ -> "done";
            case InProgress _ -> "in-progress";
            case Refused _ -> "refused";
            case Failed _ -> "failed";
        };
    }

    private static void log(Command command, AttemptResult attempt) {
        String reason =
                switch (attempt.result()) {
                    case Done _ -> "the requested state is reached";
                    case InProgress waiting -> waiting.detail();
                    case Refused refused -> refused.why() + ": " + refused.detail();
                    case Failed failed -> failed.cause() + ": " + failed.detail();
                };
        boolean stillWaiting = command.token() != null && attempt.result() instanceof InProgress;
        LOG.logf(
                stillWaiting ? Logger.Level.DEBUG : Logger.Level.INFO,
                "step %s service=%s epoch=%d plan=%s step=%d attempt=%d kind=%s reason=%s",
                result(attempt),
                command.service(),
                command.next().epoch(),
                command.plan(),
                command.step(),
                command.attempt(),
                command.arguments().kind(),
                reason);
    }
}
