package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of the actuator at a step, by the rules of its executors, in pieces: between any two of them the process
 * may stand still or die, and the world goes on.
 */
abstract sealed class Attempt permits NamingAttempt, ActAttempt {

    /** What it knows of the process that it runs in. */
    interface Process {
        boolean alive();

        /** True if a command's service is described here as it was when the command was decided, or was a while ago. */
        boolean follows(Command command);

        Instant clock();
    }

    /** What it works in. */
    record Surroundings(
            Agenda agenda, Chance chance, Provider provider, Capacity capacity, Oracle oracle, Tally tally) {}

    static final Duration RETRY = Duration.ofMillis(500);

    final Command command;
    final Service service;
    final Process process;
    final Surroundings world;
    final Map<String, Instant> timings = new HashMap<>();
    private Consumer<StepOutcome> report = _ -> {};

    Attempt(Command command, Service service, Process process, Surroundings world) {
        this.command = command;
        this.service = service;
        this.process = process;
        this.world = world;
    }

    static Attempt of(Command command, Service service, Process process, Surroundings world) {
        return switch (command.arguments()) {
            case StepArguments.DnsSwitch arguments -> new SwitchAttempt(command, arguments, service, process, world);
            case StepArguments.SignalSwitch arguments -> new SignalAttempt(command, arguments, service, process, world);
            case StepArguments.DnsAdopt arguments -> new AdoptAttempt(command, arguments, service, process, world);
            case StepArguments.DnsReadopt arguments -> new ReadoptAttempt(command, arguments, service, process, world);
            case StepArguments.Claim _ -> new ClaimAttempt(command, service, process, world);
            case Action action -> new ActAttempt(command, action, service, process, world);
        };
    }

    void run(Consumer<StepOutcome> to) {
        report = to;
        timings.put("received", process.clock());
        soon(this::begin);
    }

    abstract void begin();

    /** What speaks against any change, whatever is found; null for nothing. */
    @Nullable
    Refused objection() {
        if (!process.follows(command)) {
            return new Refused(Refusal.TOPOLOGY_MISMATCH, "described otherwise");
        }
        return process.clock().isBefore(command.deadline()) ? null : new Refused(Refusal.EXPIRED, "too late");
    }

    void inProgress(String token, boolean accepted, String detail, @Nullable Fence seen) {
        end(new InProgress(RETRY, token, accepted, detail), seen);
    }

    void stale(@Nullable Fence found) {
        end(new Refused(Refusal.STALE_FENCE, "another fence than expected"), found);
    }

    /** A text that is no fence is replaced only where the command says so. */
    boolean isAsExpected(@Nullable Fence found) {
        boolean readable = !zone().garbled()
                || command.arguments() instanceof StepArguments.DnsReadopt readopt && readopt.replacesUnreadable();
        return Objects.equals(found, command.expected()) && readable;
    }

    boolean silent() {
        if (world.provider().unavailable || isSignalSilent() || world.chance().in(0.02)) {
            end(new Failed("unavailable", "the provider does not say", true), null);
            return true;
        }
        return false;
    }

    /** Where a signal cannot be read nobody knows what is in force. */
    boolean isSignalSilent() {
        return SignalStore.isBeside(service) && world.provider().signals().unreachable;
    }

    Provider.Zone zone() {
        return world.provider().zone(service.name());
    }

    @Nullable
    Fence fence() {
        return zone().fence();
    }

    /** The next piece, a moment later; once in a while the process stands still for longer than any deadline. */
    void soon(Runnable piece) {
        boolean stalls = world.chance().in(0.008);
        int delay =
                stalls ? world.chance().between(1_000, 60_000) : world.chance().between(5, 150);
        after(delay, piece);
    }

    void after(int delay, Runnable piece) {
        world.agenda().in(delay, () -> {
            if (process.alive()) {
                piece.run();
            }
        });
    }

    void end(StepOutcome.Result result, @Nullable Fence seen) {
        end(result, seen, Map.of());
    }

    void end(StepOutcome.Result result, @Nullable Fence seen, Map<String, String> previous) {
        report.accept(new StepOutcome(
                Outcome.VERSION,
                command.service(),
                command.plan(),
                command.step(),
                command.attempt(),
                process.clock(),
                result,
                seen,
                timings,
                previous));
    }
}
