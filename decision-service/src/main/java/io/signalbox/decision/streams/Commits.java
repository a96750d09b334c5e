package io.signalbox.decision.streams;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Decides when a task's changes are committed and become visible: immediately while the rate is low. After a commit, Kafka
 * Streams continues with a single record, so at a high rate changes wait for others and share one commit, also with those of the
 * thread's other tasks. One per run of a task.
 */
final class Commits {

    private static final long NOTHING = -1;

    private final ProcessorContext<?, ?> context;
    private final CommitPace pace;
    /** The number of commits that had been requested when a change began to wait. */
    private long owedSince = NOTHING;

    private Commits(ProcessorContext<?, ?> context, CommitPace pace) {
        this.context = context;
        this.pace = pace;
    }

    static Commits of(ProcessorContext<?, ?> context, TaskRun life, CommitPace pace) {
        var commits = new Commits(context, pace);
        life.every(CommitPace.SHARED, commits::share);
        return commits;
    }

    void changed() {
        if (pace.takesAtOnce(context.currentSystemTimeMs())) {
            context.commit();
        } else {
            owedSince = pace.requests();
        }
    }

    private void share() {
        long now = context.currentSystemTimeMs();
        pace.alive(now);
        if (owedSince == NOTHING || owedSince < pace.requests()) {
            owedSince = NOTHING;
        } else if (pace.takesShared(now)) {
            owedSince = NOTHING;
            context.commit();
        }
    }
}
