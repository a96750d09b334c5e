package io.signalbox.contract.topology.check;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long single phases of a probe on one connection may take, each less than the whole probe; null for as long as that.
 *
 * @param connect until the connection stands
 * @param tls until hands are shaken
 * @param firstByte until the answer begins
 */
public record Timeouts(
        @Nullable Duration connect,
        @Nullable Duration tls,
        @Nullable Duration firstByte) {

    public static final Timeouts NONE = new Timeouts(null, null, null);

    /** Without those that the timeout of the whole probe makes idle. */
    Timeouts within(Duration whole) {
        var fitting = new Timeouts(shorter(connect, whole), shorter(tls, whole), shorter(firstByte, whole));
        return fitting.equals(this) ? this : fitting;
    }

    private static @Nullable Duration shorter(@Nullable Duration phase, Duration whole) {
        return phase == null || phase.compareTo(whole) >= 0 ? null : phase;
    }
}
