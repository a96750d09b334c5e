package io.signalbox.contract.topology.check;

import java.util.Locale;

/** What a probe does with a name that has several addresses. */
public enum AddressUse {
    /** Passes when one of them works. */
    ANY,
    /** Goes to all at once, and counts for each. */
    ALL,
    /** Goes to one after the other, one each time, and counts for each. */
    ROTATE;

    /** As the topology has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
