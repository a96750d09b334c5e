package io.signalbox.probe.kafka;

import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.ConflatingQueue;
import io.signalbox.probe.core.PendingObservation;
import java.time.Duration;
import java.util.Optional;

/** Waiting observations of a partition. While it rejects them, one at a time is a trial. Thread-safe. */
final class PartitionBuffer {

    static final Duration RETRY = Duration.ofMillis(200);

    private final ConflatingQueue<CheckName, PendingObservation> buffer = new ConflatingQueue<>();
    private volatile boolean away;
    private volatile long triedNanos;

    ConflatingQueue<CheckName, PendingObservation> buffer() {
        return buffer;
    }

    /** @param most limit in flight, unless the partition rejects observations */
    Optional<PendingObservation> take(int most, long nowNanos) {
        return resting(nowNanos) ? Optional.empty() : buffer.take(away ? 1 : most);
    }

    boolean takable(int most, long nowNanos) {
        return !resting(nowNanos) && buffer.takable(away ? 1 : most);
    }

    private boolean resting(long nowNanos) {
        return away && nowNanos - triedNanos < RETRY.toNanos();
    }

    /** True if something waits for the next trial. */
    boolean waits() {
        return away && buffer.waiting() > 0;
    }

    void taken() {
        away = false;
    }

    void refused(long nowNanos) {
        triedNanos = nowNanos;
        away = true;
    }
}
