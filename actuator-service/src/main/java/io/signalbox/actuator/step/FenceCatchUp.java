package io.signalbox.actuator.step;

import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.SignalReading;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.fence.Fence;
import java.util.List;
import java.util.Optional;

/**
 * Updates a fence record to the signal beside it. Any cell may do it: it only writes what the signal already says.
 * Marks of stale data that only the record has are kept.
 */
final class FenceCatchUp {

    private FenceCatchUp() {}

    /**
     * @param zone reads records as they are stored
     *
     * @return what happened to it; empty when the record says the same as the signal
     */
    static Optional<Submission> of(Zone zone, String name, Fence signal) throws ZoneUnavailableException {
        LiveRecords stored = zone.records(name);
        return stored.fence() instanceof FenceReading.Present(Fence fence) && fence.epoch() > signal.epoch()
                ? Optional.of(new Submission.Mismatch(
                        "the record says \"" + fence.text() + "\", the signal \"" + signal.text() + "\""))
                : join(zone, stored, name, signal);
    }

    /** The same, where the record may be the newer one: then it only gets the signal's marks and unknown words. */
    static Optional<Submission> join(Zone zone, String name, Fence signal) throws ZoneUnavailableException {
        return join(zone, zone.records(name), name, signal);
    }

    private static Optional<Submission> join(Zone zone, LiveRecords stored, String name, Fence signal) {
        return switch (stored.fence()) {
            case FenceReading.Present(Fence fence) -> {
                Fence joined = SignalReading.joined(signal, fence);
                yield joined.equals(fence) ? Optional.empty() : write(zone, stored, name, joined);
            }
            // A removed record is not created again, so that its removal is noticed.
            case FenceReading.Absent _ ->
                Optional.of(new Submission.NotTaken(
                        FailureCause.FENCE_GONE, name + " is gone, and the signal is there", true));
            case FenceReading.Unreadable(String why) ->
                Optional.of(new Submission.NotTaken(FailureCause.FENCE_UNREADABLE, name + ": " + why, true));
        };
    }

    private static Optional<Submission> write(Zone zone, LiveRecords stored, String name, Fence joined) {
        var change = new FencedChange(
                stored.texts(),
                List.of(FenceRecord.under(name, joined)),
                List.of(),
                "signalbox epoch " + joined.epoch() + " plan " + joined.plan() + ", as the signal says");
        return switch (zone.submit(change)) {
            case Submission.Accepted _ -> Optional.empty();
            case Submission.Unclear(String cause, String detail) ->
                Optional.of(new Submission.NotTaken(cause, detail, true));
            case Submission.Mismatch(String detail) ->
                Optional.of(new Submission.NotTaken(FailureCause.CHANGED_MEANWHILE, detail, true));
            case Submission.NotTaken notTaken -> Optional.of(notTaken);
            case Submission.NotSent notSent -> Optional.of(notSent);
        };
    }
}
