package io.signalbox.sandbox.aws;

/** A token bucket with a capacity of one second's tokens. Thread-safe. */
final class TokenBucket {

    private static final double NANOS = 1e9;

    private double tokens = Double.NaN;
    private long refilled;

    /** @param perSecond 0 for no limit */
    synchronized boolean admits(int perSecond, long nanoTime) {
        if (perSecond == 0) {
            return true;
        }
        double since = Double.isNaN(tokens) ? perSecond : tokens + (nanoTime - refilled) / NANOS * perSecond;
        tokens = Math.min(perSecond, since);
        refilled = nanoTime;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
