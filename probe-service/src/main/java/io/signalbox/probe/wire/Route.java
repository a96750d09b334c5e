package io.signalbox.probe.wire;

import io.signalbox.contract.topology.Approach;
import org.jspecify.annotations.Nullable;

/** How an attempt gets where it goes. @param limits of single stages; null for none, as most have it */
public record Route(@Nullable Limits limits) {

    public static final Route USUAL = new Route(null);

    public static Route of(Approach approach) {
        return approach.equals(Approach.USUAL) ? USUAL : new Route(Limits.of(approach.timeouts()));
    }

    /** The least of what the whole and the first byte may take. */
    public long firstByte(long wholeNanos) {
        return limits == null || limits.firstByte() == 0 ? wholeNanos : Math.min(limits.firstByte(), wholeNanos);
    }
}
