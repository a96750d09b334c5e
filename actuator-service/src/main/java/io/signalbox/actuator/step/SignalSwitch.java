package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.SignalReading;
import io.signalbox.actuator.core.SignalStore;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.TrafficControls;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.step.FenceSwap.Result;
import io.signalbox.contract.Command;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.SignalControls;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.FenceUnion;
import io.signalbox.contract.step.StepArguments;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves traffic to the standby by writing a signal, and back by removing it. The move away needs only the signal's
 * store and the name servers: the signal is the fence, written by compare-and-swap, and its record is updated when
 * possible. The return is not urgent: the record is written first, so that a missing signal alone never means a
 * decision.
 */
public final class SignalSwitch implements StepExecutor<StepArguments.SignalSwitch> {

    /** The limit of a read before the name servers are asked. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    /** With all earlier parts, the limit of an attempt is kept. */
    private static final Duration LAST_GLANCE = Duration.ofMillis(500);

    private final FenceSwap fence;
    private final SignalStore signals;
    private final Preconditions preconditions;
    private final TrafficControls controls;
    private final SignalProof proof;

    public SignalSwitch(
            FenceSwap fence,
            SignalStore signals,
            TrafficControls controls,
            Preconditions preconditions,
            SignalProof proof) {
        this.controls = controls;
        this.fence = fence;
        this.signals = signals;
        this.preconditions = preconditions;
        this.proof = proof;
    }

    @Override
    public AttemptResult converge(Command command, StepArguments.SignalSwitch wanted) {
        if (SignalProof.SIGNALLED.equals(command.token()) || SignalProof.STEERED.equals(command.token())) {
            return settle(command, wanted);
        }
        if (wanted.raised()) {
            return raise(command, wanted);
        }
        return SignalProof.LOWERING.equals(command.token()) ? lower(command, wanted) : home(command, wanted);
    }

    private AttemptResult raise(Command command, StepArguments.SignalSwitch wanted) {
        FenceReading record = proof.record(wanted);
        ActionAttempt turn = ActionAttempt.begin(command);
        try {
            SignalReading found = signals.read(wanted.signal(), turn);
            if (isOwn(found, command)) {
                return signalled(command, wanted, turn);
            }
            Optional<Refused> objection = preconditions.objection(command);
            if (objection.isPresent()) {
                return AttemptResult.of(objection.get(), found.joined(record).fence());
            }
            Optional<AttemptResult> against = against(command, record, found);
            return against.isPresent() ? against.get() : put(command, wanted, found, turn);
        } catch (ActionFailedException e) {
            return AttemptResult.signalFailed(e);
        }
    }

    /** Objections to raising the signal, from what the decision knew; empty for none. */
    private static Optional<AttemptResult> against(Command command, FenceReading record, SignalReading found) {
        Fence expected = command.expected();
        if (expected == null) {
            return Optional.of(
                    AttemptResult.refused(Refusal.STALE_FENCE, "expected a fence to move on, got none", null));
        }
        if (found instanceof SignalReading.Unreadable) {
            return Optional.of(AttemptResult.failed(FailureCause.SIGNAL_UNREADABLE, found.describe(), true));
        }
        Fence joined = found.joined(record).fence();
        if (found instanceof SignalReading.Present(Fence fence, String _)
                && (isBesides(fence, expected) || forgets(command.next(), fence))) {
            return Optional.of(stale(expected, found.describe(), joined));
        }
        return switch (record) {
            case FenceReading.Present(Fence fence) ->
                isBesides(fence, expected) ? Optional.of(stale(expected, record.describe(), joined)) : Optional.empty();
            case FenceReading.Absent _ -> Optional.of(stale(expected, record.describe(), null));
            case FenceReading.Unreadable(String why) ->
                Optional.of(AttemptResult.failed(FailureCause.FENCE_UNKNOWN, why, true));
        };
    }

    /**
     * Whether it is a decision that the expected fence does not know. Name servers may be behind, and show an older
     * one.
     */
    private static boolean isBesides(Fence found, Fence expected) {
        return found.epoch() >= expected.epoch() && !SignalReading.isKnown(found, expected);
    }

    /** True if the next fence lacks a mark of stale data in an older signal. */
    private static boolean forgets(Fence next, Fence found) {
        return !FenceUnion.of(next, found).equals(next);
    }

    private static AttemptResult stale(Fence expected, String found, @Nullable Fence seen) {
        return AttemptResult.refused(Refusal.STALE_FENCE, "expected \"" + expected.text() + "\", found " + found, seen);
    }

    private AttemptResult put(
            Command command, StepArguments.SignalSwitch wanted, SignalReading found, ActionAttempt turn)
            throws ActionFailedException {
        String etag = found instanceof SignalReading.Present(Fence _, String tag) ? tag : null;
        try {
            if (signals.put(wanted.signal(), command.next(), etag, turn)) {
                return signalled(command, wanted, turn);
            }
        } catch (ActionFailedException e) {
            return afterSilence(command, wanted, turn, e);
        }
        SignalReading now = signals.read(wanted.signal(), turn);
        if (isOwn(now, command)) {
            return signalled(command, wanted, turn);
        }
        Fence expected = command.expected();
        return expected != null
                        && now instanceof SignalReading.Present(Fence fence, String _)
                        && isBesides(fence, expected)
                ? stale(expected, now.describe(), fence)
                : AttemptResult.failed(FailureCause.CHANGED_MEANWHILE, "found " + now.describe(), true);
    }

    /** No answer, or an unclear one: the stored signal decides. */
    private AttemptResult afterSilence(
            Command command, StepArguments.SignalSwitch wanted, ActionAttempt turn, ActionFailedException trouble) {
        try {
            if (isOwn(signals.read(wanted.signal(), turn), command)) {
                return signalled(command, wanted, turn);
            }
        } catch (ActionFailedException e) {
            return AttemptResult.failed(
                    FailureCause.SIGNAL + trouble.cause(),
                    trouble.getMessage() + "; then the signal could not be read: " + e.getMessage(),
                    true);
        }
        return AttemptResult.signalFailed(trouble);
    }

    private AttemptResult home(Command command, StepArguments.SignalSwitch wanted) {
        try {
            return switch (fence.swap(command, wanted, TrafficChange.UNTOUCHED)) {
                case Result.Taken _, Result.Recognised _ ->
                    proof.lowering(command, "the fence says home; the signal is removed next");
                case Result.NotDone(AttemptResult attempt) -> attempt;
            };
        } catch (ZoneUnavailableException e) {
            return AttemptResult.failed(e);
        }
    }

    /** The record names the preferred site, so only the signal still sends traffic elsewhere. */
    private AttemptResult lower(Command command, StepArguments.SignalSwitch wanted) {
        try {
            FenceReading record = proof.stored(wanted);
            Fence fence = record.fence();
            return fence != null && (fence.equals(command.next()) || fence.isRewrittenSince(command.next()))
                    ? remove(command, wanted)
                    : proof.lowering(command, "the signal is not removed: found " + record.describe());
        } catch (ZoneUnavailableException e) {
            return proof.lowering(command, "the fence record could not be read: " + e.getMessage());
        }
    }

    private AttemptResult remove(Command command, StepArguments.SignalSwitch wanted) {
        ActionAttempt turn = ActionAttempt.begin(command);
        try {
            return switch (signals.read(wanted.signal(), turn)) {
                case SignalReading.Absent _ -> signalled(command, wanted, turn);
                case SignalReading.Unreadable(String why) ->
                    proof.lowering(command, wanted.signal() + " is not removed, since it is no fence: " + why);
                case SignalReading.Present(Fence fence, String etag) -> {
                    if (fence.epoch() >= command.next().epoch()) {
                        yield AttemptResult.refused(
                                Refusal.STALE_FENCE, "superseded: the signal says \"" + fence.text() + "\"", fence);
                    }
                    yield signals.remove(wanted.signal(), etag, turn)
                            ? signalled(command, wanted, turn)
                            : proof.lowering(command, wanted.signal() + " was changed meanwhile");
                }
            };
        } catch (ActionFailedException e) {
            return proof.lowering(command, "the signal is not removed yet: " + e.cause() + ": " + e.getMessage());
        }
    }

    /** The signal is the one of the command. Controls that follow it are set at once. */
    private AttemptResult signalled(Command command, StepArguments.SignalSwitch wanted, ActionAttempt turn) {
        SignalControls following = wanted.signal().controls();
        if (following == null) {
            return proof.signalled(command, wanted);
        }
        try {
            boolean _ = controls.steer(
                    following, wanted.raised(), turn.with(wanted.signal().role()));
            return proof.steered(command);
        } catch (ActionFailedException e) {
            return proof.steering(
                    command, "the routing controls do not follow the signal yet: " + e.cause() + ": " + e.getMessage());
        }
    }

    /** Always read anew: another cell may have decided since. */
    private AttemptResult steer(Command command, StepArguments.SignalSwitch wanted) {
        ActionAttempt turn = ActionAttempt.begin(command);
        try {
            SignalReading found = signals.read(wanted.signal(), turn);
            boolean stands = wanted.raised() ? isOwn(found, command) : found instanceof SignalReading.Absent;
            return stands
                    ? signalled(command, wanted, turn)
                    : found instanceof SignalReading.Present(Fence fence, String _) && isBesides(fence, command.next())
                            ? superseded(fence)
                            : proof.steering(command, "the routing controls wait: found " + found.describe());
        } catch (ActionFailedException e) {
            return proof.steering(command, "the signal could not be read: " + e.cause() + ": " + e.getMessage());
        }
    }

    private static AttemptResult superseded(Fence fence) {
        return AttemptResult.refused(
                Refusal.STALE_FENCE, "superseded: the signal says \"" + fence.text() + "\"", fence);
    }

    private AttemptResult settle(Command command, StepArguments.SignalSwitch wanted) {
        boolean controlled = wanted.signal().controls() != null;
        if (controlled && SignalProof.SIGNALLED.equals(command.token())) {
            return steer(command, wanted);
        }
        try {
            var turn = new ActionAttempt(command.attempt(), Deadline.after(GLANCE));
            SignalReading found = signals.read(wanted.signal(), turn);
            if (found instanceof SignalReading.Present(Fence fence, String _) && isBesides(fence, command.next())) {
                return superseded(fence);
            }
        } catch (ActionFailedException _) {
            // The answers of the name servers are proof enough.
        }
        AttemptResult seen = proof.look(command, wanted);
        return wanted.raised() && !controlled && seen.result() instanceof StepOutcome.InProgress waiting
                ? explained(command, wanted, seen, waiting)
                : seen;
    }

    /** A signal that only this process may read moves no traffic, and nothing else would show the mistake. */
    private AttemptResult explained(
            Command command, StepArguments.SignalSwitch wanted, AttemptResult seen, StepOutcome.InProgress waiting) {
        try {
            return signals.hidden(wanted.signal(), new ActionAttempt(command.attempt(), Deadline.after(LAST_GLANCE)))
                    .map(why -> new AttemptResult(
                            new StepOutcome.InProgress(
                                    waiting.retryAfter(),
                                    waiting.token(),
                                    waiting.accepted(),
                                    waiting.detail() + "; " + why),
                            seen.fenceSeen(),
                            seen.timings(),
                            seen.previous()))
                    .orElse(seen);
        } catch (ActionFailedException _) {
            return seen;
        }
    }

    private static boolean isOwn(SignalReading found, Command command) {
        return found instanceof SignalReading.Present(Fence fence, String _) && fence.equals(command.next());
    }
}
