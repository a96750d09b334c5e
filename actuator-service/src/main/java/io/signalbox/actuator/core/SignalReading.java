package io.signalbox.actuator.core;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.FenceUnion;

/** The result of reading a signal object. */
public sealed interface SignalReading {

    record Absent() implements SignalReading {}

    record Present(Fence fence, String etag) implements SignalReading {}

    /** A text that is no fence of a known version. */
    record Unreadable(String why) implements SignalReading {}

    static SignalReading of(String text, String etag) {
        return switch (FenceReading.read(text)) {
            case FenceReading.Present(Fence fence) -> new Present(fence, etag);
            case FenceReading.Unreadable(String why) -> new Unreadable(why);
            case FenceReading.Absent _ -> new Unreadable("nothing");
        };
    }

    /**
     * The higher epoch of fence record and signal wins; on a tie the signal wins, since traffic follows it. Marks of
     * stale data of both are kept.
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

    /** The fence in force when both exist, with the marks of stale data of both. */
    static Fence joined(Fence signal, Fence record) {
        return record.epoch() > signal.epoch() ? FenceUnion.of(record, signal) : FenceUnion.of(signal, record);
    }

    /**
     * Whether a decision on {@code expected} knew everything in {@code found}: it may know more marks of stale data.
     */
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
