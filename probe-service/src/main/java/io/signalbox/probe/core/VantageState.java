package io.signalbox.probe.core;

import io.signalbox.contract.evidence.VantageHealth;
import java.time.Duration;

/**
 * The vantage's own health: the last reference round, and disturbances of its process (a late event loop, a clock
 * jump). Times are monotonic nanoseconds. Not thread-safe: belongs to one event loop.
 */
public final class VantageState {

    private static final Duration LATEST = Duration.ofMillis(500);
    private static final Duration WIDEST_JUMP = Duration.ofSeconds(1);

    private final long intervalNanos;
    private VantageHealth round = VantageHealth.HEALTHY;
    private VantageHealth disturbance = VantageHealth.HEALTHY;
    private long disturbedUntil;
    private VantageHealth lastSick = VantageHealth.HEALTHY;
    private long lastSickAt;
    /** Wall time minus monotonic time. */
    private long offsetNanos;

    private boolean offsetKnown;

    /** @param interval how long the vantage stays sick after a disturbance */
    public VantageState(Duration interval) {
        this.intervalNanos = interval.toNanos();
    }

    /** A reference round has ended. */
    public void round(VantageHealth health, long nowNanos) {
        round = health;
        remember(health, nowNanos);
    }

    /** An event loop ran a timer late. */
    public void late(long lateNanos, long nowNanos) {
        if (tooLate(lateNanos)) {
            disturb("event loop " + millis(lateNanos) + " ms late", nowNanos);
        }
    }

    public static boolean tooLate(long lateNanos) {
        return lateNanos > LATEST.toNanos();
    }

    /** Timeouts repeat because the event loops are late. */
    public void overloaded(long nowNanos) {
        disturb("a probe timed out twice while its event loop was late", nowNanos);
    }

    /** Compares both clocks, read at the same moment. */
    public void clocks(long nowNanos, long wallMillis) {
        long offset = Duration.ofMillis(wallMillis).toNanos() - nowNanos;
        long jump = offset - offsetNanos;
        if (offsetKnown && Math.abs(jump) > WIDEST_JUMP.toNanos()) {
            disturb("wall clock jumped by " + millis(jump) + " ms", nowNanos);
        }
        offsetNanos = offset;
        offsetKnown = true;
    }

    public VantageHealth now(long nowNanos) {
        return disturbed(nowNanos) ? disturbance : round;
    }

    /** The worst health since {@code fromNanos}: the vantage may have caused a failure that took that long. */
    public VantageHealth since(long fromNanos, long nowNanos) {
        VantageHealth now = now(nowNanos);
        boolean sickSince = !lastSick.healthy() && lastSickAt - fromNanos >= 0;
        return now.healthy() && sickSince ? lastSick : now;
    }

    private void disturb(String detail, long nowNanos) {
        disturbance = VantageHealth.sick(detail);
        disturbedUntil = nowNanos + intervalNanos;
        remember(disturbance, nowNanos);
    }

    private boolean disturbed(long nowNanos) {
        return !disturbance.healthy() && disturbedUntil - nowNanos > 0;
    }

    private void remember(VantageHealth health, long nowNanos) {
        if (!health.healthy()) {
            lastSick = health;
            lastSickAt = nowNanos;
        }
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
