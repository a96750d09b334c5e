package io.signalbox.contract.topology.check;

import java.util.Locale;

/** The use of a name with several addresses. */
public enum AddressUse {
    /** Passes when one address works. */
    ANY,
    /** Connects to all at once, with counters for each. */
    ALL,
    /** Connects to one address each time, in turn, with counters for each. */
    ROTATE;

    /** The word in the topology. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
