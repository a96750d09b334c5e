package io.signalbox.bench.failover;

import java.time.Duration;
import java.time.Instant;

/**
 * The times of one failover.
 *
 * @param died the site fails
 * @param observed Kafka stores the observation that decides
 * @param detected the verdict changes
 * @param decided the plan's first command is sent
 * @param accepted Route 53 accepts the change
 * @param flipped the name server answers with the other site
 */
record FailoverTimes(
        Instant died, Instant observed, Instant detected, Instant decided, Instant accepted, Instant flipped) {

    /** The share of the probes' interval and thresholds. */
    long probingMillis() {
        return millis(died, observed);
    }

    long detectedMillis() {
        return millis(observed, detected);
    }

    long decidedMillis() {
        return millis(detected, decided);
    }

    long actedMillis() {
        return millis(decided, accepted);
    }

    long acceptedMillis() {
        return millis(observed, accepted);
    }

    long flippedMillis() {
        return millis(died, flipped);
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
