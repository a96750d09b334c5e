package io.signalbox.decision.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * One run of a task: from {@code init} to {@code close} or to the next {@code init}. After a corrupted transaction, Kafka Streams
 * revives a task with the same processor object and keeps its earlier punctuators. All periodic work is therefore scheduled
 * here, so that it ends with its run.
 */
final class TaskRun {

    private final ProcessingContext context;
    private final List<Cancellable> schedules = new ArrayList<>();
    private boolean over;

    TaskRun(ProcessingContext context) {
        this.context = context;
    }

    void every(Duration interval, Runnable work) {
        schedules.add(context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, _ -> {
            if (!over) {
                work.run();
            }
        }));
    }

    /** Cancels everything that was scheduled in this run. */
    void end() {
        over = true;
        schedules.forEach(Cancellable::cancel);
        schedules.clear();
    }
}
