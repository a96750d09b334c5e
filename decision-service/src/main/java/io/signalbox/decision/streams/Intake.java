package io.signalbox.decision.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What this instance takes in, over all of its tasks. */
final class Intake {

    private static final double MILLIS = 1_000.0;

    private final Counter observations;
    private final Counter described;
    private final AtomicLong lagMillis = new AtomicLong();

    Intake(MeterRegistry metrics) {
        observations = metrics.counter("signalbox_observations");
        described = metrics.counter("signalbox_observations_of_other_descriptions");
        // Above a probe's interval nothing turns DOWN: the reader is behind, or the broker's clock is.
        metrics.gauge("signalbox_observation_lag_seconds", lagMillis, millis -> millis.get() / MILLIS);
    }

    void observed(Instant appended, Instant now) {
        observations.increment();
        lagMillis.set(Duration.between(appended, now).toMillis());
    }

    /** A prober follows another description of a site than is in force here. */
    void describedOtherwise() {
        described.increment();
    }
}
