package io.signalbox.probe.alarm;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Spaces requests evenly at a fixed rate. Thread-safe. */
final class RateLimiter {

    private final long spacingNanos;
    private long nextNanos = System.nanoTime();

    /** @param perSecond above 0 */
    RateLimiter(double perSecond) {
        this.spacingNanos = (long) (Duration.ofSeconds(1).toNanos() / perSecond);
    }

    /** Blocks until the next request may be sent. */
    void await() {
        long at = take(System.nanoTime());
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Reserves the next slot. @return when it is */
    synchronized long take(long nowNanos) {
        long at = nextNanos - nowNanos > 0 ? nextNanos : nowNanos;
        nextNanos = at + spacingNanos;
        return at;
    }
}
