package io.signalbox.probe.core;

/**
 * How long, in total, this vantage could not see heartbeats: it was sick itself, or had read no cell's heartbeats to
 * the end.
 * Times are monotonic nanoseconds. Thread-safe.
 */
public final class BlindTime {

    private boolean blind;
    private long changedNanos;
    private long endedNanos;

    /** Sets the current state. Call it often: the time since the previous call counts with the state of that call. */
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
