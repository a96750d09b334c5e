package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.SignalReading;
import io.signalbox.actuator.core.Signals;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.FenceUnion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A zone whose fence is the newer of its record and the signal beside it, with the marks of stale data of both. Such a
 * fence is changed only if the signal does not contradict, and only after the record was updated to it.
 */
record SignalledZone(Zone zone, Signals signals, ActionAttempt turn) implements Zone {

    @Override
    public LiveRecords records(String name) throws ZoneUnavailableException {
        LiveRecords stored = zone.records(name);
        Optional<SignalObject> beside = signals.beside(name);
        if (beside.isEmpty()) {
            return stored;
        }
        SignalReading signal = read(beside.get());
        if (signal instanceof SignalReading.Unreadable(String why)) {
            throw new ZoneUnavailableException(FailureCause.SIGNAL_UNREADABLE, beside.get() + ": " + why, true);
        }
        FenceReading newer = signal.joined(stored.fence());
        Fence fence = newer.fence();
        return fence == null || newer.equals(stored.fence())
                ? stored
                : new LiveRecords(List.of(FenceRecord.under(name, fence)), stored.foreign());
    }

    private SignalReading read(SignalObject signal) throws ZoneUnavailableException {
        try {
            return signals.store().read(signal, turn);
        } catch (ActionFailedException e) {
            throw ZoneUnavailableException.signal(e, signal + " was not read: " + e.getMessage());
        }
    }

    @Override
    public Submission submit(FencedChange change) {
        Optional<RecordSet> next = change.create().stream()
                .filter(record -> record.type() == RecordType.TXT)
                .findFirst();
        Optional<SignalObject> beside = next.flatMap(record -> signals.beside(record.name()));
        return beside.isEmpty() ? zone.submit(change) : submit(change, next.get(), beside.get());
    }

    private Submission submit(FencedChange change, RecordSet next, SignalObject signal) {
        try {
            SignalReading before = read(signal);
            Optional<Submission> objection = objection(before, fence(change.delete()), next.name());
            if (objection.isPresent()) {
                return objection.get();
            }
            Submission submission = zone.submit(change);
            return submission instanceof Submission.Accepted && isOvertaken(signal, before, fence(List.of(next)))
                    ? new Submission.Mismatch("the signal was changed at the same time")
                    : submission;
        } catch (ZoneUnavailableException e) {
            return e.isNotAsked()
                    ? new Submission.NotSent(e.getMessage())
                    : new Submission.NotTaken(e.cause(), e.getMessage(), e.retryable());
        }
    }

    /** Objections to a change decided on {@code expected}; empty for none. */
    private Optional<Submission> objection(SignalReading signal, @Nullable Fence expected, String name)
            throws ZoneUnavailableException {
        return switch (signal) {
            case SignalReading.Absent _ -> Optional.empty();
            case SignalReading.Unreadable(String why) ->
                Optional.of(new Submission.NotTaken(FailureCause.SIGNAL_UNREADABLE, why, true));
            case SignalReading.Present(Fence fence, String _) when expected == null -> Optional.of(beside(signal));
            case SignalReading.Present(Fence fence, String _)
            when fence.epoch() < expected.epoch() ->
                fence.marks() == null && fence.others() == null
                        ? Optional.empty()
                        : outlived(signal, fence, expected, name);
            case SignalReading.Present(Fence fence, String _) ->
                SignalReading.isKnown(fence, expected)
                        ? FenceCatchUp.of(zone, name, fence)
                        : Optional.of(beside(signal));
        };
    }

    /** The signal is removed soon: its marks of stale data must be known to the decision and in the record before. */
    private Optional<Submission> outlived(SignalReading signal, Fence fence, Fence expected, String name)
            throws ZoneUnavailableException {
        return FenceUnion.of(expected, fence).equals(expected)
                ? FenceCatchUp.join(zone, name, fence)
                : Optional.of(beside(signal));
    }

    private static Submission beside(SignalReading signal) {
        return new Submission.Mismatch(signal.describe() + " stands beside it");
    }

    /** A cell that has just raised the signal did not know of this change; traffic follows the signal. */
    private boolean isOvertaken(SignalObject signal, SignalReading before, @Nullable Fence next) {
        try {
            SignalReading after = read(signal);
            return !after.equals(before)
                    && after instanceof SignalReading.Present(Fence fence, String _)
                    && (next == null || fence.epoch() >= next.epoch());
        } catch (ZoneUnavailableException _) {
            // The change is applied. Later actions read the signal again before they act.
            return false;
        }
    }

    private static @Nullable Fence fence(List<RecordSet> records) {
        return new LiveRecords(new ArrayList<>(records), List.of()).fence().fence();
    }

    @Override
    public Progress progress(String token) throws ZoneUnavailableException {
        return zone.progress(token);
    }
}
