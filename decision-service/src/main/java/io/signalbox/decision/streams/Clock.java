package io.signalbox.decision.streams;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** Wall-clock time for the core, which never goes back however the system's clock is set. One per life of a task. */
final class Clock {

    private final ProcessingContext context;
    private Instant last = Instant.EPOCH;

    Clock(ProcessingContext context) {
        this.context = context;
    }

    Instant now() {
        Instant wall = Instant.ofEpochMilli(context.currentSystemTimeMs());
        last = wall.isAfter(last) ? wall : last;
        return last;
    }
}
