package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.check.Probe;
import org.jspecify.annotations.Nullable;

/**
 * The counters that make a verdict.
 *
 * @param fall failures in a row until DOWN, 1 or more
 * @param rise successes in a row until UP, 1 or more
 * @param window so many failures among the last results are DOWN too, and prevent UP; null for none
 */
record Thresholds(int fall, int rise, Probe.@Nullable FailureWindow window) {

    static Thresholds of(Probe probe) {
        return new Thresholds(probe.fall(), probe.rise(), probe.window());
    }

    /**
     * The verdict after a result.
     *
     * @param failures in a row, 0 after a success
     * @param successes in a row, 0 after a failure
     * @param recentFailures among the last results, as many as the window looks at
     */
    Verdict next(Verdict before, long failures, long successes, int recentFailures) {
        if (failures >= fall || noisy(recentFailures)) {
            return Verdict.DOWN;
        }
        return successes >= rise ? Verdict.UP : before;
    }

    /** True if the window alone says DOWN. */
    boolean noisy(int recentFailures) {
        return window != null && recentFailures >= window.failures();
    }
}
