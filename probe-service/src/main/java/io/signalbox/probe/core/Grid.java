package io.signalbox.probe.core;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The starts of one check: {@code first + n × interval} on the monotonic clock, whatever happened to the starts before.
 * So a late start makes no later one late.
 *
 * @param firstNanos one of the starts, as {@link System#nanoTime()} counts
 * @param intervalNanos above 0
 */
public record Grid(long firstNanos, long intervalNanos) {

    /** Checks of one interval start on common ticks: waking an event loop for each start by itself costs more. */
    static final long TICK_NANOS = Duration.ofMillis(5).toNanos();

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public Grid {
        if (intervalNanos <= 0) {
            throw new IllegalArgumentException("interval of " + intervalNanos + " ns: expected more than 0");
        }
    }

    /**
     * The grid of a check as seen from a vantage. Where in the interval a check starts follows from its name, so that the checks
     * of one vantage do not all start together and a restart moves nothing; the vantages of one check start at equal distances, in the
     * order of the topology.
     *
     * @param originNanos when the wall clock began, as {@link System#nanoTime()} counts: it is about the same for all vantages
     * @param turn which share of the interval the vantages before this one have, 0 to below 1
     */
    public static Grid of(CheckName check, double turn, long originNanos, Duration interval) {
        long nanos = interval.toNanos();
        long place = Math.unsignedMultiplyHigh(hash(check.toString()), nanos);
        long phase = place - place % TICK_NANOS + (long) (turn * nanos);
        return new Grid(originNanos + phase % nanos, nanos);
    }

    /** The first start later than {@code nanos}. */
    public long after(long nanos) {
        return firstNanos + (slot(nanos) + 1) * intervalNanos;
    }

    /** How many starts lie after {@code fromNanos} and not after {@code untilNanos}. */
    public long between(long fromNanos, long untilNanos) {
        return Math.max(0, slot(untilNanos) - slot(fromNanos));
    }

    private long slot(long nanos) {
        return Math.floorDiv(nanos - firstNanos, intervalNanos);
    }

    /** FNV-1a, then mixed, since only the upper bits decide and names often differ in the last letter alone. */
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
