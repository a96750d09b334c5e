package io.signalbox.probe.core;

import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.topology.check.Probe;
import org.jspecify.annotations.Nullable;

/** The recent results of a check under one configuration. Not thread-safe: belongs to the check's event loop. */
public final class ResultHistory {

    private static final int MICRO = 1_000;
    /** As decision-service extends the freshness of a result that had to wait. */
    private static final int MOST_FRESHNESS_FOR_WAITING = 4;

    private final long freshNanos;

    /** The number of results that are kept; 0 without a window. */
    private final int most;

    private final @Nullable StringBuilder recent;
    private boolean passed;
    private int inRow;
    /** When the first of these was measured. */
    private long beganNanos;
    /** When the newest result was measured. */
    private long newestNanos;

    public ResultHistory(Probe probe) {
        this.freshNanos = probe.freshness().toNanos();
        this.most = probe.window() == null ? 0 : probe.window().of();
        this.recent = most == 0 ? null : new StringBuilder(most);
    }

    /**
     * Adds a result that was measured at {@code measuredNanos} of a monotonic clock. If the result before it was no longer fresh by
     * then, the history begins anew.
     *
     * @return the history to publish with it
     */
    public CheckHistory add(boolean nowPassed, long waitedNanos, long measuredNanos) {
        if (inRow > 0 && measuredNanos - newestNanos > freshNanos(waitedNanos)) {
            end();
        }
        newestNanos = measuredNanos;
        inRow = inRow > 0 && nowPassed == passed ? inRow + 1 : 1;
        if (inRow == 1) {
            beganNanos = measuredNanos;
        }
        passed = nowPassed;
        if (recent != null) {
            if (recent.length() == most) {
                recent.deleteCharAt(0);
            }
            recent.append(nowPassed ? '+' : '-');
        }
        Long lasted = inRow == 1 ? null : Math.max(0, measuredNanos - beganNanos) / MICRO;
        return new CheckHistory(waitedNanos / MICRO, inRow, lasted, recent == null ? null : recent.toString());
    }

    private long freshNanos(long waitedNanos) {
        return freshNanos + Math.min(waitedNanos, MOST_FRESHNESS_FOR_WAITING * freshNanos);
    }

    /** Forgets the history: earlier results say nothing about later ones. */
    public void end() {
        inRow = 0;
        if (recent != null) {
            recent.setLength(0);
        }
    }
}
