package io.signalbox.actuator.core;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.FenceUnion;

/** What stands where a signal is expected. */
public sealed interface SignalReading {

    record Absent() implements SignalReading {}

    /** @param etag names this very content in the next write */
    record Present(Fence fence, String etag) implements SignalReading {}

    /** Something that is no fence of a version known here. */
    record Unreadable(String why) implements SignalReading {}

    static SignalReading of(String text, String etag) {
        return switch (FenceReading.read(text)) {
            case FenceReading.Present(Fence fence) -> new Present(fence, etag);
            case FenceReading.Unreadable(String why) -> new Unreadable(why);
            case FenceReading.Absent _ -> new Unreadable("nothing");
        };
    }

    /**
     * The newer of a fence record and the signal; of two of one epoch the signal, since the traffic follows that. What the
     * other one knows of stale data stays known.
     */
    default FenceReading joined(FenceReading record) {
        return switch (this) {
            case Absent _ -> record;
            case Unreadable(String why) -> new FenceReading.Unreadable("the signal: " + why);
            case Present(Fence signal, String _) ->
                switch (record) {
                    case FenceReading.Present(Fence fence) -> new FenceReading.Present(joined(signal, fence));
                    case FenceReading.Absent _ -> new FenceReading.Present(signal);
                    case FenceReading.Unreadable _ -> record;
                };
        };
    }

    /** What is in force when both are there, with what the other one knows of stale data. */
    static Fence joined(Fence signal, Fence record) {
        return record.epoch() > signal.epoch() ? FenceUnion.of(record, signal) : FenceUnion.of(signal, record);
    }

    /** Whether a decision on {@code expected} knew all that {@code found} says: it may know of more stale data. */
    static boolean isKnown(Fence found, Fence expected) {
        return FenceUnion.of(found, expected).equals(expected);
    }

    default String describe() {
        return switch (this) {
            case Absent _ -> "no signal";
            case Present(Fence fence, String _) -> "the signal \"" + fence.text() + "\"";
            case Unreadable(String why) -> "an unreadable signal (" + why + ")";
        };
    }
}
