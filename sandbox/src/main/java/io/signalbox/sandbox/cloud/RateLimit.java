package io.signalbox.sandbox.cloud;

import io.signalbox.sandbox.aws.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Limits the request rate and delays requests. Thread-safe. */
public final class RateLimit {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Deque<Long> admitted = new ArrayDeque<>();
    private int limit;
    private Duration delay = Duration.ZERO;

    /** @param perSecond 0 for no limit */
    public synchronized void limit(int perSecond) {
        limit = perSecond;
    }

    public synchronized void delay(Duration duration) {
        delay = duration;
    }

    private synchronized Duration delay() {
        return delay;
    }

    /** Blocks for the delay. @return whether the request is within the limit; false when it was interrupted */
    public boolean admits() {
        return new Fault.Delay(delay())
                .play(() -> admits(System.nanoTime()), _ -> false, () -> {})
                .orElse(false);
    }

    private synchronized boolean admits(long nanoTime) {
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
