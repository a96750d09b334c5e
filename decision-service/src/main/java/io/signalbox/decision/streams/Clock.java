package io.signalbox.decision.streams;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Wall-clock time for the core. It never goes back within one run of a task. If the system's clock is set back by more than a
 * second, this clock stands still, and the caller must end the run: the next one begins with the new time.
 */
final class Clock {

    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final ProcessingContext context;
    private Instant last = Instant.EPOCH;

    Clock(ProcessingContext context) {
        this.context = context;
    }

    Instant now() {
        Instant wall = wall();
        last = wall.isAfter(last) ? wall : last;
        return last;
    }

    /** True if the system's clock was set back by more than the tolerance of one second. */
    boolean isAhead() {
        return wall().plus(TOLERANCE).isBefore(last);
    }

    private Instant wall() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
