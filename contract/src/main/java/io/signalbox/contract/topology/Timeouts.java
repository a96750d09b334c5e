package io.signalbox.contract.topology;

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

    private static final Duration LEAST = Duration.ofMillis(1);

    /** @param whole the timeout of the whole probe, with which each must fit; null where that is not known */
    static @Nullable Timeouts read(Cursor at, Timeouts base, @Nullable Duration whole) {
        Fields fields = at.fields("connect", "tls", "firstByte");
        if (fields == null) {
            return null;
        }
        return new Timeouts(
                phase(fields, "connect", base.connect, whole),
                phase(fields, "tls", base.tls, whole),
                phase(fields, "firstByte", base.firstByte, whole));
    }

    private static @Nullable Duration phase(
            Fields fields, String key, @Nullable Duration base, @Nullable Duration whole) {
        if (!fields.has(key)) {
            return base;
        }
        Duration written = fields.at(key).duration(LEAST, Duration.ofHours(1));
        if (written != null && whole != null && written.compareTo(whole) > 0) {
            fields.at(key).expected("at most the timeout, which is " + Durations.text(whole));
        }
        return written;
    }

    /** Without those that the timeout of the whole probe makes idle. */
    Timeouts within(Duration whole) {
        var fitting = new Timeouts(shorter(connect, whole), shorter(tls, whole), shorter(firstByte, whole));
        return fitting.equals(this) ? this : fitting;
    }

    private static @Nullable Duration shorter(@Nullable Duration phase, Duration whole) {
        return phase == null || phase.compareTo(whole) >= 0 ? null : phase;
    }
}
