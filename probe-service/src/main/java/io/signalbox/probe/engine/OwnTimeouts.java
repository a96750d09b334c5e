package io.signalbox.probe.engine;

import io.signalbox.contract.topology.check.Probe;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.core.StallFilter;

/**
 * Voids a timeout of a check that this process may have caused itself, because its event loop was late. Runs on the check's
 * event loop.
 */
final class OwnTimeouts {

    private final Probe probe;
    private final VantageMonitor vantage;
    private long lateNanosBefore;
    private boolean voidBefore;

    OwnTimeouts(Probe probe, VantageMonitor vantage) {
        this.probe = probe;
        this.vantage = vantage;
    }

    /** A probe has started. @param lateNanos how late the loop was in total until now */
    void started(long lateNanos) {
        lateNanosBefore = lateNanos;
    }

    /** True if the result is void. A second such timeout in a row counts, and the vantage is sick. */
    boolean isVoid(CheckResult checkResult, long lateNanos) {
        boolean hidden =
                !checkResult.passed() && StallFilter.hides(checkResult.result(), probe, lateNanos - lateNanosBefore);
        boolean second = hidden && voidBefore;
        if (second) {
            vantage.overloaded();
        }
        voidBefore = hidden && !second;
        return voidBefore;
    }
}
