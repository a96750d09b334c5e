package io.signalbox.contract.topology;

import io.signalbox.contract.ProbeName;
import java.time.Duration;

/**
 * One way in which a site is checked.
 *
 * @param interval between the starts of two checks, at least 100 ms
 * @param timeout for the whole check, below or equal to the interval
 * @param fastInterval between checks while the result is in doubt; at most the interval
 * @param fall consecutive failures until DOWN, 1 to 100
 * @param rise consecutive successes until UP, 1 to 100
 */
public record Probe(
        ProbeName name, Duration interval, Duration timeout, Duration fastInterval, int fall, int rise, Check check) {

    private static final Duration LEAST_FRESHNESS = Duration.ofSeconds(5);

    /** How long a result says anything: three intervals, but not less than five seconds. */
    public Duration freshness() {
        Duration three = interval.multipliedBy(3);
        return three.compareTo(LEAST_FRESHNESS) < 0 ? LEAST_FRESHNESS : three;
    }
}
