package io.signalbox.bench.failover;

import java.time.Duration;
import java.time.Instant;

/**
 * One failover, moment by moment.
 *
 * @param died the site began to fail
 * @param observed Kafka took the observation that decided
 * @param detected the verdict fell
 * @param decided the plan's first command was sent
 * @param accepted Route 53 took the change
 * @param flipped the name server answered with the other site
 */
record Failover(Instant died, Instant observed, Instant detected, Instant decided, Instant accepted, Instant flipped) {

    /** What the probes' interval and thresholds take. */
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
