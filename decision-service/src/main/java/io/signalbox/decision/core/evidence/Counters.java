package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.check.Probe;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The counters of one check. */
final class Counters {

    private final Thresholds thresholds;
    private final @Nullable RecentResults recent;

    private Verdict verdict = Verdict.UNKNOWN;
    private long failures;
    private long successes;
    private @Nullable Instant failingSince;

    Counters(Probe probe) {
        this.thresholds = Thresholds.of(probe);
        this.recent = probe.window() == null ? null : new RecentResults(probe.window());
    }

    Verdict verdict() {
        return verdict;
    }

    /** When the failures began that made it DOWN, or that may yet; null while it passes. */
    @Nullable
    Instant failingSince() {
        return failingSince;
    }

    /**
     * Counts missing results before the next one, by the prober's history: none from before its run began.
     *
     * @param missing how many did not arrive since the last counted one
     */
    void before(boolean passed, CheckHistory history, long missing, Instant measured) {
        long alike = Math.min((passed ? successes : failures) + missing, history.inRow() - 1L);
        if (passed) {
            successes = alike;
        } else {
            failures = alike;
            if (alike <= missing && verdict != Verdict.DOWN) {
                failingSince = null;
            }
        }
        if (recent != null) {
            for (char result : history.before(missing).toCharArray()) {
                recent.add(result == '+', measured);
            }
        }
    }

    void passed(Instant measured) {
        successes++;
        failures = 0;
        settle(true, measured);
        if (verdict != Verdict.DOWN) {
            failingSince = null;
        }
    }

    void failed(Instant measured, Instant since) {
        failures++;
        successes = 0;
        Verdict before = verdict;
        if (failingSince == null) {
            failingSince = since;
        }
        settle(false, measured);
        if (verdict != before && failures < thresholds.fall() && recent != null) {
            failingSince = recent.firstFailure();
        }
    }

    private void settle(boolean passed, Instant measured) {
        if (recent != null) {
            recent.add(passed, measured);
        }
        verdict = thresholds.next(verdict, failures, successes, recentFailures());
    }

    /** Resets the counters. @return whether the verdict changed */
    boolean forget() {
        boolean changed = verdict != Verdict.UNKNOWN;
        verdict = Verdict.UNKNOWN;
        failures = 0;
        successes = 0;
        failingSince = null;
        if (recent != null) {
            recent.forget();
        }
        return changed;
    }

    private int recentFailures() {
        return recent == null ? 0 : recent.failures();
    }

    Explanation.Counts explain() {
        Probe.FailureWindow window = thresholds.window();
        return new Explanation.Counts(
                failures,
                thresholds.fall(),
                successes,
                thresholds.rise(),
                window == null ? null : new Explanation.Recent(recentFailures(), window.failures(), window.of()));
    }
}
