package io.signalbox.contract.topology.check;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Timeouts of single phases of a probe on one connection, each at most that of the whole probe; null for that of the
 * whole probe.
 *
 * @param connect until the connection is established
 * @param tls until the handshake is done
 * @param firstByte until the first byte of the answer
 */
public record Timeouts(
        @Nullable Duration connect,
        @Nullable Duration tls,
        @Nullable Duration firstByte) {

    public static final Timeouts NONE = new Timeouts(null, null, null);

    /** Without those that are not shorter than the timeout of the whole probe. */
    Timeouts within(Duration whole) {
        var fitting = new Timeouts(shorter(connect, whole), shorter(tls, whole), shorter(firstByte, whole));
        return fitting.equals(this) ? this : fitting;
    }

    private static @Nullable Duration shorter(@Nullable Duration phase, Duration whole) {
        return phase == null || phase.compareTo(whole) >= 0 ? null : phase;
    }
}
