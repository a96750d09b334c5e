package io.signalbox.contract.topology.check;

import java.time.Duration;

/**
 * How a probe gets to where it looks.
 *
 * @param timeouts of single phases
 * @param family by which addresses
 * @param use of the addresses of a name that has several
 * @param perTarget how many such probes go to one host and port at a time; 0 for any number
 */
public record Approach(Timeouts timeouts, AddressFamily family, AddressUse use, int perTarget) {

    /** With nothing special about it. */
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
