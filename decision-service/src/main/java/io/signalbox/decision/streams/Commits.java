package io.signalbox.decision.streams;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * When what a task has changed is committed, and with it seen: at once, as long as little happens. After each commit Kafka
 * Streams goes on with a single record, so in a storm of changes many share one. One per life of a task.
 */
final class Commits {

    /** What a single failure leads to is never waited for. */
    private static final int BURST = 20;

    private static final Duration SHARED = Duration.ofMillis(50);

    private final ProcessorContext<?, ?> context;
    private int left = BURST;
    private boolean owed;

    private Commits(ProcessorContext<?, ?> context) {
        this.context = context;
    }

    static Commits of(ProcessorContext<?, ?> context, Life life) {
        var commits = new Commits(context);
        life.every(SHARED, commits::refill);
        return commits;
    }

    void changed() {
        if (left > 0) {
            left--;
            context.commit();
        } else {
            owed = true;
        }
    }

    private void refill() {
        if (owed) {
            owed = false;
            context.commit();
        } else if (left < BURST) {
            left++;
        }
    }
}
