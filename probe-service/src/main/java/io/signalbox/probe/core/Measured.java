package io.signalbox.probe.core;

import io.signalbox.contract.evidence.Observation;
import java.time.Duration;

/**
 * An observation that has not left yet.
 *
 * @param measuredNanos when its probe ended, on the monotonic clock
 * @param freshness how long it says anything
 * @param news whether it may change a verdict; what only repeats the last may wait a little for others to leave with it
 */
public record Measured(CheckName check, Observation observation, long measuredNanos, Duration freshness, boolean news) {

    private static final int MICRO = 1_000;

    /** Whether it would still be fresh if its delivery took as long as {@code delivery}. */
    public boolean worthSending(long nowNanos, Duration delivery) {
        return nowNanos - measuredNanos <= freshness.minus(delivery).toNanos();
    }

    /** The observation with its age as of now. */
    public Observation at(long nowNanos) {
        return observation.aged((nowNanos - measuredNanos) / MICRO);
    }
}
