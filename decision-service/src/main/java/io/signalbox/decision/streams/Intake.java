package io.signalbox.decision.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.json.UnreadableException;
import io.signalbox.contract.name.VantageName;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What this instance takes in, over all of its tasks. */
final class Intake {

    /** Bytes of a value. What follows from one record must fit into one record again. */
    static final int LARGEST = 64 * 1024;

    private static final double MILLIS = 1_000.0;

    private final MeterRegistry metrics;
    private final Counter observations;
    private final Counter described;
    private final AtomicLong lagMillis = new AtomicLong();

    Intake(MeterRegistry metrics) {
        this.metrics = metrics;
        observations = metrics.counter("signalbox_observations");
        described = metrics.counter("signalbox_observations_of_other_descriptions");
        // Above a probe's interval nothing turns DOWN: the reader is behind, or the broker's clock is.
        metrics.gauge("signalbox_observation_lag_seconds", lagMillis, millis -> millis.get() / MILLIS);
    }

    /** @throws UnreadableException when a record is larger than any that is written; null for a record without a value */
    static void requireSize(byte @Nullable [] value) throws UnreadableException {
        if (value != null && value.length > LARGEST) {
            throw new UnreadableException("value: expected at most " + LARGEST + " bytes, got " + value.length, null);
        }
    }

    void observed(Instant appended, Instant now) {
        observations.increment();
        lagMillis.set(Duration.between(appended, now).toMillis());
    }

    /** Several probers have the name of one vantage. */
    void alternating(VantageName vantage) {
        metrics.counter("signalbox_vantage_alternating_runs", "vantage", vantage.value())
                .increment();
    }

    /** A prober follows another description of a site than is in force here. */
    void describedOtherwise() {
        described.increment();
    }
}
