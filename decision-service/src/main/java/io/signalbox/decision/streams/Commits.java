package io.signalbox.decision.streams;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Decides when a task's changes are committed and become visible: immediately while the rate is low. After a commit, Kafka
 * Streams continues with a single record, so at a high rate changes wait for others for up to ten milliseconds and share one
 * commit. One per run of a task.
 */
final class Commits {

    /** Number of changes committed without delay: enough for the effects of a single failure. */
    private static final int BURST = 20;

    /** The interval at which another change may be committed without delay. */
    private static final Duration REFILL = Duration.ofMillis(50);

    private static final Duration SHARED = Duration.ofMillis(10);

    private final ProcessorContext<?, ?> context;
    private int left = BURST;
    private boolean owed;

    private Commits(ProcessorContext<?, ?> context) {
        this.context = context;
    }

    static Commits of(ProcessorContext<?, ?> context, TaskRun life) {
        var commits = new Commits(context);
        life.every(SHARED, commits::share);
        life.every(REFILL, commits::refill);
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

    private void share() {
        if (owed) {
            owed = false;
            context.commit();
        }
    }

    private void refill() {
        if (left < BURST) {
            left++;
        }
    }
}
