package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Measures how late an event loop runs its timers. */
final class EventLoopMonitor {

    private static final long LONGEST_PERIOD_NANOS = Duration.ofMillis(100).toNanos();

    private final EventLoop loop;
    private final Listener listener;
    private volatile long dueNanos = System.nanoTime();
    private volatile long periodNanos = LONGEST_PERIOD_NANOS;
    private long lateNanos;

    EventLoopMonitor(EventLoop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    EventLoop loop() {
        return loop;
    }

    void start() {
        dueNanos = System.nanoTime();
        loop.execute(this::tick);
    }

    private void tick() {
        if (loop.isShuttingDown()) {
            return;
        }
        long now = System.nanoTime();
        lateNanos += Math.max(0, now - dueNanos);
        listener.tick(now, now - dueNanos);
        long period = periodNanos;
        dueNanos = now + period;
        var _ = loop.schedule(this::tick, period, TimeUnit.NANOSECONDS);
    }

    /** Measures at least this often. For any thread. */
    void atLeastEvery(long wantedNanos) {
        periodNanos = Math.min(wantedNanos, LONGEST_PERIOD_NANOS);
    }

    /** Total lateness of the loop since it was started. Call it on the loop. */
    long lateNanos() {
        return lateNanos + Math.max(0, overdueNanos());
    }

    /** The time since the next measurement was due; negative before. For any thread. */
    long overdueNanos() {
        return System.nanoTime() - dueNanos;
    }

    /** Called on the loop after each measurement. */
    @FunctionalInterface
    interface Listener {
        void tick(long nowNanos, long lateNanos);
    }
}
