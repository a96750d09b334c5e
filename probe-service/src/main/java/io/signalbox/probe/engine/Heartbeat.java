package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Beats on an event loop, and knows by how much each beat came late. */
final class Heartbeat {

    private static final long LONGEST_PERIOD_NANOS = Duration.ofMillis(100).toNanos();

    private final EventLoop loop;
    private final Beat listener;
    private volatile long dueNanos = System.nanoTime();
    private volatile long periodNanos = LONGEST_PERIOD_NANOS;
    private long lateNanos;

    Heartbeat(EventLoop loop, Beat listener) {
        this.loop = loop;
        this.listener = listener;
    }

    EventLoop loop() {
        return loop;
    }

    void start() {
        dueNanos = System.nanoTime();
        loop.execute(this::beat);
    }

    private void beat() {
        if (loop.isShuttingDown()) {
            return;
        }
        long now = System.nanoTime();
        lateNanos += Math.max(0, now - dueNanos);
        listener.beat(now, now - dueNanos);
        long period = periodNanos;
        dueNanos = now + period;
        var _ = loop.schedule(this::beat, period, TimeUnit.NANOSECONDS);
    }

    /** Beats more often where that is needed. For any thread. */
    void atLeastEvery(long wantedNanos) {
        periodNanos = Math.min(wantedNanos, LONGEST_PERIOD_NANOS);
    }

    /** By how much the loop came late, all in all, since it was started. To be asked on the loop. */
    long lateNanos() {
        return lateNanos + Math.max(0, overdueNanos());
    }

    /** By how much the next beat is late by now; below 0 before its time. For any thread. */
    long overdueNanos() {
        return System.nanoTime() - dueNanos;
    }

    /** Told on the loop. */
    @FunctionalInterface
    interface Beat {
        void beat(long nowNanos, long lateNanos);
    }
}
