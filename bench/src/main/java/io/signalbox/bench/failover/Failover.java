package io.signalbox.bench.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * One failover, moment by moment.
 *
 * @param died the site began to fail
 * @param observed Kafka took the observation that decided
 * @param accepted Route 53 took the change
 * @param flipped the name server answered with the other site
 */
record Failover(Instant died, Instant observed, Instant accepted, Instant flipped) {

    /** What the probes' interval and thresholds take. */
    long probingMillis() {
        return millis(died, observed);
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

    /** The value that this share of all is not above, by the nearest rank. */
    static long percentile(List<Failover> all, double percent, Function<Failover, Long> value) {
        List<Long> sorted = all.stream().map(value).sorted().toList();
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
