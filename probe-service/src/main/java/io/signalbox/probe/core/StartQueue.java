package io.signalbox.probe.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The order in which an event loop starts probes. While the loop is behind, probes of checks in doubt start at once and
 * those of settled checks wait for each other, the oldest first. Not thread-safe, except for {@link #share}.
 */
public final class StartQueue {

    /** The number of waiting probes that start before the loop looks for answers and for checks in doubt again. */
    static final int BATCH = 16;

    /** A start that is later than this waits for those before it. */
    private static final long BEHIND_NANOS = Duration.ofMillis(10).toNanos();

    private final Queue<Start> waiting = new ArrayDeque<>();
    private final StartShare share;

    public StartQueue(long nowNanos) {
        share = new StartShare(nowNanos);
    }

    /** The start of one probe. */
    public interface Start {

        /** When it should have started. */
        long dueNanos();

        /** True if its result may change a verdict. */
        boolean inDoubt();

        void begin();
    }

    /** Begins a probe that is due, or lets it wait for {@link #beginNext}. */
    public void request(Start start, long nowNanos) {
        if (!start.inDoubt()) {
            share.due();
        }
        boolean behind = waits() || nowNanos - start.dueNanos() > BEHIND_NANOS;
        if (behind && !start.inDoubt()) {
            waiting.add(start);
        } else {
            begin(start, nowNanos);
        }
    }

    /** True if {@link #beginNext} has something to begin. */
    public boolean waits() {
        return !waiting.isEmpty();
    }

    /** Begins the next batch of waiting probes. */
    public void beginNext(long nowNanos) {
        for (int i = 0; i < BATCH && waits(); i++) {
            begin(waiting.remove(), nowNanos);
        }
    }

    private void begin(Start start, long nowNanos) {
        if (!start.inDoubt()) {
            share.started(nowNanos - start.dueNanos(), nowNanos);
        }
        start.begin();
    }

    /** The share of the settled checks' starts to request: 1 unless the processor is short. For any thread. */
    public double share() {
        return share.value();
    }
}
