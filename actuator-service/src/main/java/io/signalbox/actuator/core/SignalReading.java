package io.signalbox.actuator.core;

import io.signalbox.contract.Fence;

/** What stands where a signal is expected. */
public sealed interface SignalReading {

    record Absent() implements SignalReading {}

    /** @param etag names this very content in the next write */
    record Present(Fence fence, String etag) implements SignalReading {}

    /** Something that is no fence of a version known here. */
    record Unreadable(String why) implements SignalReading {}

    static SignalReading of(String text, String etag) {
        try {
            return new Present(Fence.parse(text), etag);
        } catch (IllegalArgumentException e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** The newer of a fence record and the signal; of two of one epoch the signal, since the traffic follows that. */
    default FenceReading orNewer(FenceReading record) {
        return switch (this) {
            case Absent _ -> record;
            case Unreadable(String why) -> new FenceReading.Unreadable("the signal: " + why);
            case Present(Fence signal, String _) ->
                switch (record) {
                    case FenceReading.Present(Fence fence) when fence.epoch() > signal.epoch() -> record;
                    case FenceReading.Present _, FenceReading.Absent _ -> new FenceReading.Present(signal);
                    case FenceReading.Unreadable _ -> record;
                };
        };
    }

    default String describe() {
        return switch (this) {
            case Absent _ -> "no signal";
            case Present(Fence fence, String _) -> "the signal \"" + fence.text() + "\"";
            case Unreadable(String why) -> "an unreadable signal (" + why + ")";
        };
    }
}
