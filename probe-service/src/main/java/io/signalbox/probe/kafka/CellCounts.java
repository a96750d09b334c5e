package io.signalbox.probe.kafka;

import java.util.concurrent.atomic.LongAdder;

/** Counts of one cell's observations since its publisher started. */
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

    /** Sends that Kafka did not acknowledge; the observation waits again unless there is a newer one. */
    public long failed() {
        return failed.sum();
    }

    /** Replaced by a newer result of the same check before they were sent. */
    public long replaced() {
        return replaced.sum();
    }

    /** Too old when they could be sent. */
    public long stale() {
        return stale.sum();
    }
}
