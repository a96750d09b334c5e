package io.signalbox.actuator.step;

import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.SignalReading;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.fence.Fence;
import java.util.List;
import java.util.Optional;

/**
 * Brings a fence record up to the signal beside it. Anybody may do it: it says only what is so already. What the record alone
 * knows of stale data stays in it.
 */
final class FenceCatchUp {

    private FenceCatchUp() {}

    /**
     * @param zone in which records are told as they are stored
     * @return what has become of it; empty when the record says what the signal says
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
            // Whoever removed it is to be heard of, and not to be made up for.
            case FenceReading.Absent _ ->
                Optional.of(new Submission.NotTaken("fence-gone", name + " is gone, and the signal is there", true));
            case FenceReading.Unreadable(String why) ->
                Optional.of(new Submission.NotTaken("fence-unreadable", name + ": " + why, true));
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
                Optional.of(new Submission.NotTaken("changed-meanwhile", detail, true));
            case Submission.NotTaken notTaken -> Optional.of(notTaken);
            case Submission.NotSent notSent -> Optional.of(notSent);
        };
    }
}
