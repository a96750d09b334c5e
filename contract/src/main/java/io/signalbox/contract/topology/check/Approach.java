package io.signalbox.contract.topology.check;

import java.time.Duration;

/**
 * How a probe connects to its target.
 *
 * @param timeouts of single phases
 * @param family the IP versions to use
 * @param use of a name's addresses
 * @param perTarget concurrent probes of one host and port; 0 for no limit
 */
public record Approach(Timeouts timeouts, AddressFamily family, AddressUse use, int perTarget) {

    /** The default. */
    public static final Approach USUAL = new Approach(Timeouts.NONE, AddressFamily.ANY, 0);

    /** By whichever address of a name works. */
    public Approach(Timeouts timeouts, AddressFamily family, int perTarget) {
        this(timeouts, family, AddressUse.ANY, perTarget);
    }

    public Approach with(int otherPerTarget) {
        return with(timeouts, family, use, otherPerTarget);
    }

    public Approach with(Timeouts otherTimeouts, AddressFamily otherFamily, AddressUse otherUse, int otherPerTarget) {
        var other = new Approach(otherTimeouts, otherFamily, otherUse, otherPerTarget);
        return other.equals(this) ? this : other;
    }

    public Approach within(Duration whole) {
        return with(timeouts.within(whole), family, use, perTarget);
    }
}
