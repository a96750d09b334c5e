package io.signalbox.probe.core;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The starts of one check: {@code first + n × interval} on the monotonic clock. A late start does not delay the later
 * ones.
 *
 * @param firstNanos one of the starts, as {@link System#nanoTime()} counts
 * @param intervalNanos above 0
 */
public record FixedRateSchedule(long firstNanos, long intervalNanos) {

    /** Starts are aligned to ticks, so that one wake-up of an event loop starts many probes. */
    static final long TICK_NANOS = Duration.ofMillis(5).toNanos();

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public FixedRateSchedule {
        if (intervalNanos <= 0) {
            throw new IllegalArgumentException("interval of " + intervalNanos + " ns: expected more than 0");
        }
    }

    /**
     * The schedule of a check at a vantage. The check's name determines its offset in the interval: the checks of a
     * vantage are spread out, and a restart changes nothing. The vantages of one check start at equal distances, in the
     * order of the topology.
     *
     * @param originNanos when the wall clock was at 0, as {@link System#nanoTime()} counts: about the same for all
     *     vantages
     * @param turn the share of the interval that belongs to the vantages before this one, 0 to below 1
     */
    public static FixedRateSchedule of(CheckName check, double turn, long originNanos, Duration interval) {
        long nanos = interval.toNanos();
        long place = Math.unsignedMultiplyHigh(hash(check.toString()), nanos);
        long phase = place - place % TICK_NANOS + (long) (turn * nanos);
        return new FixedRateSchedule(originNanos + phase % nanos, nanos);
    }

    /** The first start after {@code nanos}. */
    public long after(long nanos) {
        return firstNanos + (slot(nanos) + 1) * intervalNanos;
    }

    /**
     * True if a start does not belong to a share of all starts. Checks with neighbouring ticks leave out different
     * starts, so the others stay spread evenly. A time that is no start of this schedule is never left out.
     *
     * @param share from 0.5 to 1: never leaves out two starts in a row of one check
     */
    public boolean leavesOut(long startNanos, double share) {
        long place = slot(startNanos) + Math.floorDiv(firstNanos, TICK_NANOS);
        return share < 1
                && Math.floorMod(startNanos - firstNanos, intervalNanos) == 0
                && Math.floor((place + 1) * share) == Math.floor(place * share);
    }

    /** The number of starts after {@code fromNanos} and not after {@code untilNanos}. */
    public long between(long fromNanos, long untilNanos) {
        return Math.max(0, slot(untilNanos) - slot(fromNanos));
    }

    private long slot(long nanos) {
        return Math.floorDiv(nanos - firstNanos, intervalNanos);
    }

    /** FNV-1a with a final mix: only the upper bits are used, and names often differ in the last letter only. */
    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
