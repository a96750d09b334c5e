package io.signalbox.probe.core;

import io.signalbox.contract.evidence.VantageHealth;

/** What a vantage knows of one part of itself. Times are monotonic nanoseconds. Not thread-safe: belongs to one event loop. */
public final class PartHealth {

    private VantageHealth last = VantageHealth.HEALTHY;
    private boolean everSick;
    private long sickAt;

    /** A round of references has ended. */
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

    /** Whether it was sick at any round since then. */
    public boolean sickSince(long fromNanos) {
        return everSick && sickAt - fromNanos >= 0;
    }
}
