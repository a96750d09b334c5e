package io.signalbox.probe.wire;

import io.signalbox.contract.topology.Approach;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt gets where it goes.
 *
 * @param limits of single stages; null for none, as most have it
 * @param family of the addresses that are asked for and gone to; null for any
 */
public record Route(@Nullable Limits limits, @Nullable Family family) {

    public static final Route USUAL = new Route(null, null);

    public static Route of(Approach approach, @Nullable Family family) {
        Limits limits = Limits.of(approach.timeouts());
        return limits == null && family == null ? USUAL : new Route(limits, family);
    }

    /** The least of what the whole and the first byte may take. */
    public long firstByte(long wholeNanos) {
        return limits == null || limits.firstByte() == 0 ? wholeNanos : Math.min(limits.firstByte(), wholeNanos);
    }

    /** Why a name has not been resolved. */
    String unresolved(Throwable why) {
        return (family == null ? "" : "no " + family + " address: ") + why.getMessage();
    }
}
