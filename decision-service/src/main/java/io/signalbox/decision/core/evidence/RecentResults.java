package io.signalbox.decision.core.evidence;

import io.signalbox.contract.topology.check.Probe.FailureWindow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The last results of a check: a bit for each, and the times of the newest failures. Allocates nothing after its
 * construction.
 */
final class RecentResults {

    private final int size;
    private final long[] failed;
    /** Microseconds since 1970 of the newest failures: as many as it takes until DOWN. */
    private final long[] failedAt;

    private int next;
    private int failures;
    private int nextFailure;

    RecentResults(FailureWindow window) {
        this.size = window.of();
        this.failed = new long[(size + Long.SIZE - 1) / Long.SIZE];
        this.failedAt = new long[window.failures()];
    }

    /** The failures among the last results. */
    int failures() {
        return failures;
    }

    void add(boolean passed, Instant measured) {
        int word = next / Long.SIZE;
        long bit = 1L << next % Long.SIZE;
        if ((failed[word] & bit) != 0) {
            failures--;
        }
        if (passed) {
            failed[word] &= ~bit;
        } else {
            failed[word] |= bit;
            failures++;
            failedAt[nextFailure] = ChronoUnit.MICROS.between(Instant.EPOCH, measured);
            nextFailure = (nextFailure + 1) % failedAt.length;
        }
        next = (next + 1) % size;
    }

    /** The start of the failures that suffice for DOWN. Only valid while there are so many. */
    Instant firstFailure() {
        return Instant.EPOCH.plus(failedAt[nextFailure], ChronoUnit.MICROS);
    }

    void forget() {
        Arrays.fill(failed, 0);
        failures = 0;
    }
}
