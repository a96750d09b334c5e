package io.signalbox.probe.kafka;

import java.util.concurrent.atomic.LongAdder;

/** What became of the observations for one cell, since its publisher began. */
public final class CellCounts {

    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder replaced = new LongAdder();
    private final LongAdder stale = new LongAdder();

    void countSent() {
        sent.increment();
    }

    void countFailed() {
        failed.increment();
    }

    void countReplaced() {
        replaced.increment();
    }

    void countStale() {
        stale.increment();
    }

    /** Acknowledged by Kafka. */
    public long sent() {
        return sent.sum();
    }

    /** Attempts that Kafka did not acknowledge; the observation waits again unless there is a newer one. */
    public long failed() {
        return failed.sum();
    }

    /** Gave way to a newer result of the same check before they left. */
    public long replaced() {
        return replaced.sum();
    }

    /** Too old by the time they could leave. */
    public long stale() {
        return stale.sum();
    }
}
