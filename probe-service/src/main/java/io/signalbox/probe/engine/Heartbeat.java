package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Beats on an event loop, and knows by how much each beat came late. */
final class Heartbeat {

    private static final long PERIOD_NANOS = Duration.ofMillis(100).toNanos();

    private final EventLoop loop;
    private final Beat listener;
    private volatile long dueNanos = System.nanoTime();

    Heartbeat(EventLoop loop, Beat listener) {
        this.loop = loop;
        this.listener = listener;
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
        listener.beat(now, now - dueNanos);
        dueNanos = now + PERIOD_NANOS;
        var _ = loop.schedule(this::beat, PERIOD_NANOS, TimeUnit.NANOSECONDS);
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
