package io.signalbox.contract.topology;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a probe does with a name that has several addresses. */
public enum AddressUse {
    /** Passes when one of them works. */
    ANY,
    /** Goes to all at once, and counts for each. */
    ALL,
    /** Goes to one after the other, one each time, and counts for each. */
    ROTATE;

    static @Nullable AddressUse read(Cursor at) {
        return at.word(Arrays.stream(values())
                .map(known -> Map.entry(known.toString(), known))
                .toList());
    }

    /** As the topology has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
