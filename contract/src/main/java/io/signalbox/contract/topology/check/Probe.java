package io.signalbox.contract.topology.check;

import io.signalbox.contract.name.ProbeName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a site is checked.
 *
 * @param role what its results are for
 * @param interval between the starts of two checks, at least 100 ms
 * @param timeout for the whole check, below or equal to the interval
 * @param fastInterval between checks while the result is in doubt; at most the interval
 * @param fall consecutive failures until DOWN, 1 to 100
 * @param rise consecutive successes until UP, 1 to 100
 * @param window a second way to DOWN, which successes in between do not erase; null for none
 * @param approach how it gets to where it looks
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

    /** What a probe's results are for. */
    public enum Role {
        /** Says whether the site is UP or DOWN. */
        HEALTH,
        /** Says whether a site that is UP could take the traffic now; it never takes traffic away. */
        READINESS,
        /** Is measured, shown and alerted on, and may be waited for by a plan; it decides nothing. */
        WATCH
    }

    /**
     * Many failures among the last results are DOWN, however they are spread; UP needs fewer.
     *
     * @param failures 1 or more
     * @param of the number of results that are looked at, at least {@code failures}, at most 1,000
     */
    public record FailureWindow(int failures, int of) {}

    /** A probe with nothing special about how it gets there. */
    public Probe(
            ProbeName name,
            Role role,
            Duration interval,
            Duration timeout,
            Duration fastInterval,
            int fall,
            int rise,
            @Nullable FailureWindow window,
            Check check) {
        this(name, role, interval, timeout, fastInterval, fall, rise, window, check, Approach.USUAL);
    }

    public Probe(
            ProbeName name,
            Duration interval,
            Duration timeout,
            Duration fastInterval,
            int fall,
            int rise,
            Check check) {
        this(name, Role.HEALTH, interval, timeout, fastInterval, fall, rise, null, check);
    }

    /** How long a result says anything: three intervals, but not less than five seconds. */
    public Duration freshness() {
        Duration three = interval.plus(interval).plus(interval);
        return three.compareTo(LEAST_FRESHNESS) < 0 ? LEAST_FRESHNESS : three;
    }
}
