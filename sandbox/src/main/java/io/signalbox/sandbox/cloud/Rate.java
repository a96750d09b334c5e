package io.signalbox.sandbox.cloud;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast requests may come and how slowly they are answered. Thread-safe. */
final class Rate {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Deque<Long> admitted = new ArrayDeque<>();
    private int limit;
    private Duration delay = Duration.ZERO;

    /** @param perSecond 0 for no limit */
    synchronized void limit(int perSecond) {
        limit = perSecond;
    }

    synchronized void delay(Duration duration) {
        delay = duration;
    }

    synchronized Duration delay() {
        return delay;
    }

    synchronized boolean admits(long nanoTime) {
        if (limit == 0) {
            return true;
        }
        while (!admitted.isEmpty() && nanoTime - admitted.peekFirst() >= SECOND) {
            admitted.removeFirst();
        }
        if (admitted.size() >= limit) {
            return false;
        }
        admitted.addLast(nanoTime);
        return true;
    }
}
