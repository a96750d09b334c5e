package io.signalbox.probe.core;

/**
 * How long this vantage could not have known of heartbeats, all in all: while it was sick itself, or followed no cell's heartbeats to
 * their end. Times are monotonic nanoseconds. Thread-safe.
 */
public final class BlindTime {

    private boolean blind;
    private long changedNanos;
    private long endedNanos;

    /** To be told often: what has been so until now is taken to have been so since the last time. */
    public synchronized void now(boolean blindNow, long nowNanos) {
        endedNanos = totalNanos(nowNanos);
        changedNanos = nowNanos;
        blind = blindNow;
    }

    public synchronized boolean blind() {
        return blind;
    }

    public synchronized long totalNanos(long nowNanos) {
        return endedNanos + (blind ? Math.max(0, nowNanos - changedNanos) : 0);
    }
}
