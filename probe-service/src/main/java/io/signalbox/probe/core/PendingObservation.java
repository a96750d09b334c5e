package io.signalbox.probe.core;

import io.signalbox.contract.evidence.Observation;
import java.time.Duration;

/**
 * An observation that is not published yet.
 *
 * @param measuredNanos when its probe ended, on the monotonic clock
 * @param freshness how long it is valid
 * @param news whether it may change a verdict; if not, it may wait a little to be sent in a batch
 */
public record PendingObservation(
        CheckName check, Observation observation, long measuredNanos, Duration freshness, boolean news) {

    private static final int MICRO = 1_000;

    /** True if it would still be fresh after a delivery that takes {@code delivery}. */
    public boolean worthSending(long nowNanos, Duration delivery) {
        return nowNanos - measuredNanos <= freshness.minus(delivery).toNanos();
    }

    /** The observation with its current age. */
    public Observation at(long nowNanos) {
        return observation.aged((nowNanos - measuredNanos) / MICRO);
    }
}
