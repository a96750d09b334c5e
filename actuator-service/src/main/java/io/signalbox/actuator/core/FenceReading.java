package io.signalbox.actuator.core;

import io.signalbox.contract.fence.Fence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of reading a name's fence. */
public sealed interface FenceReading {

    record Absent() implements FenceReading {}

    record Present(Fence fence) implements FenceReading {}

    /** A text that is no fence of a known version. */
    record Unreadable(String why) implements FenceReading {}

    /** The limit of an unreadable text in messages. */
    int LONGEST_REASON = 500;

    /** @param texts of all TXT values under the fence's name, without quotes */
    static FenceReading of(List<String> texts) {
        if (texts.isEmpty()) {
            return new Absent();
        }
        if (texts.size() > 1) {
            return new Unreadable(shortened("expected one TXT value, got " + texts.size() + ": " + texts));
        }
        return read(texts.getFirst());
    }

    /** Never throws, whatever the text. */
    static FenceReading read(String text) {
        try {
            int odd = oddCharacter(text);
            if (odd >= 0) {
                return new Unreadable("expected printable ASCII characters, got code " + (int) text.charAt(odd)
                        + " at position " + odd);
            }
            return new Present(Fence.parse(text));
        } catch (IllegalArgumentException e) {
            return new Unreadable(shortened(String.valueOf(e.getMessage())));
        }
    }

    private static int oddCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return i;
            }
        }
        return -1;
    }

    private static String shortened(String why) {
        return why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) + "…" : why;
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
