package io.signalbox.probe.alarm;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How often requests may be sent: evenly, so many a second. Thread-safe. */
final class RequestBudget {

    private final long spacingNanos;
    private long nextNanos = System.nanoTime();

    /** @param perSecond above 0 */
    RequestBudget(double perSecond) {
        this.spacingNanos = (long) (Duration.ofSeconds(1).toNanos() / perSecond);
    }

    /** Waits, on a thread that may, until the next request may be sent. */
    void await() {
        long at = take(System.nanoTime());
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** When the next request may be sent, which is taken by that. */
    synchronized long take(long nowNanos) {
        long at = nextNanos - nowNanos > 0 ? nextNanos : nowNanos;
        nextNanos = at + spacingNanos;
        return at;
    }
}
