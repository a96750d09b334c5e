package io.signalbox.probe.core;

import java.time.Duration;

/**
 * The share of the settled checks' starts that an event loop runs. It is 1 unless the processor is short: then starts
 * are left out evenly, so that the others are in time. Not thread-safe, except for {@link #value}.
 */
final class StartShare {

    /** Each check runs at least at every second of its starts: results stay fresh for three. */
    static final double LEAST = 0.5;

    private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();
    /** After a stall the loop catches up within a second. If even the most punctual start is this late, it does not. */
    private static final long LATE_NANOS = Duration.ofMillis(20).toNanos();
    /** Leaving out some of fewer starts would save too little. */
    private static final int FEWEST_STARTS = 50;
    /** Less than the processor can take, so that the probes that wait become fewer. */
    private static final double MARGIN = 0.9;

    private static final double RECOVERY = 0.02;

    private volatile double value = 1;
    private long periodBegan;
    private int due;
    private int starts;
    private long leastLateNanos = Long.MAX_VALUE;

    StartShare(long nowNanos) {
        periodBegan = nowNanos;
    }

    /** For any thread. */
    double value() {
        return value;
    }

    /** A settled check's probe is due. */
    void due() {
        due++;
    }

    /** A settled check's probe starts. */
    void started(long lateNanos, long nowNanos) {
        if (nowNanos - periodBegan >= PERIOD_NANOS) {
            adapt();
            periodBegan = nowNanos;
            due = 0;
            starts = 0;
            leastLateNanos = Long.MAX_VALUE;
        }
        starts++;
        leastLateNanos = Math.min(leastLateNanos, lateNanos);
    }

    private void adapt() {
        if (starts < FEWEST_STARTS || leastLateNanos <= LATE_NANOS) {
            value = Math.min(1, value + RECOVERY);
        } else if (starts * MARGIN < due) {
            value = Math.max(LEAST, value * MARGIN * starts / due);
        }
    }
}
