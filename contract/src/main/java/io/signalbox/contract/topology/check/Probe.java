package io.signalbox.contract.topology.check;

import io.signalbox.contract.name.ProbeName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One probe of a site.
 *
 * @param role what its results are used for
 * @param interval between the starts of two checks, at least 100 ms
 * @param timeout of the whole check, at most the interval
 * @param fastInterval between checks while the result is in doubt; at most the interval
 * @param fall consecutive failures until DOWN, 1 to 100
 * @param rise consecutive successes until UP, 1 to 100
 * @param window a second way to DOWN that successes in between do not reset; null for none
 * @param approach how it connects to its target
 */
public record Probe(
        ProbeName name,
        Role role,
        Duration interval,
        Duration timeout,
        Duration fastInterval,
        int fall,
        int rise,
        @Nullable FailureWindow window,
        Check check,
        Approach approach) {

    private static final Duration LEAST_FRESHNESS = Duration.ofSeconds(5);

    /** The use of a probe's results. */
    public enum Role {
        /** Decides whether the site is UP or DOWN. */
        HEALTH,
        /** Decides whether a site that is UP could take traffic now; it never moves traffic away. */
        READINESS,
        /** Is measured, shown and alerted on; a plan may wait for it. It decides nothing. */
        WATCH
    }

    /**
     * Many failures among the last results are DOWN, in whatever order.
     *
     * @param failures 1 or more
     * @param of the number of results considered, at least {@code failures}, at most 1,000
     */
    public record FailureWindow(int failures, int of) {}

    /** The time for which a result counts: three intervals, at least five seconds. */
    public Duration freshness() {
        Duration three = interval.plus(interval).plus(interval);
        return three.compareTo(LEAST_FRESHNESS) < 0 ? LEAST_FRESHNESS : three;
    }
}
