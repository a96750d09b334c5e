package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.check.Probe;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the results of one check add up to. */
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
     * Counts the results before one that is about to be counted, as the prober has them: those that did not arrive, and none from
     * before its run began.
     *
     * @param missing how many did not arrive since the last that was counted
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

    /** @param since when the failures began of which this is one, if others were not counted; {@code measured} if not */
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

    /** Back to nothing known. @return whether the verdict changed */
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
