package io.signalbox.actuator.core;

import io.signalbox.contract.Fence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands where a fence is expected. */
public sealed interface FenceReading {

    record Absent() implements FenceReading {}

    record Present(Fence fence) implements FenceReading {}

    /** Something that is no fence of a version known here. */
    record Unreadable(String why) implements FenceReading {}

    /** @param texts of all TXT values under the fence's name, without quotes */
    static FenceReading of(List<String> texts) {
        if (texts.isEmpty()) {
            return new Absent();
        }
        if (texts.size() > 1) {
            return new Unreadable("expected one TXT value, got " + texts);
        }
        try {
            return new Present(Fence.parse(texts.getFirst()));
        } catch (IllegalArgumentException e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    default @Nullable Fence fence() {
        return switch (this) {
            case Present(Fence fence) -> fence;
            case Absent _, Unreadable _ -> null;
        };
    }

    default String describe() {
        return switch (this) {
            case Present(Fence fence) -> "\"" + fence.text() + "\"";
            case Absent _ -> "no fence";
            case Unreadable(String why) -> "an unreadable fence (" + why + ")";
        };
    }
}
