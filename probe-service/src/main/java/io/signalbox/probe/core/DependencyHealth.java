package io.signalbox.probe.core;

import io.signalbox.contract.evidence.VantageHealth;

/**
 * Health of one dependency of the vantage. Times are monotonic nanoseconds. Not thread-safe: belongs to one event loop.
 */
public final class DependencyHealth {

    private VantageHealth last = VantageHealth.HEALTHY;
    private boolean everSick;
    private long sickAt;

    /** A round of reference checks has ended. */
    public void round(VantageHealth health, long nowNanos) {
        last = health;
        if (!health.healthy()) {
            everSick = true;
            sickAt = nowNanos;
        }
    }

    public VantageHealth last() {
        return last;
    }

    /** True if any round since then found it sick. */
    public boolean sickSince(long fromNanos) {
        return everSick && sickAt - fromNanos >= 0;
    }
}
