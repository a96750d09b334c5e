package io.signalbox.probe.kafka;

import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.Measured;
import io.signalbox.probe.core.NewestWins;
import java.time.Duration;
import java.util.Optional;

/**
 * What waits for one partition of a cell. While the partition takes nothing, one observation at a time finds out whether it does again.
 * Thread-safe.
 */
final class Lane {

    static final Duration RETRY = Duration.ofMillis(200);

    private final NewestWins<CheckName, Measured> buffer = new NewestWins<>();
    private volatile boolean away;
    private volatile long triedNanos;

    NewestWins<CheckName, Measured> buffer() {
        return buffer;
    }

    /** @param most how many may be on their way, unless the partition takes nothing */
    Optional<Measured> take(int most, long nowNanos) {
        return resting(nowNanos) ? Optional.empty() : buffer.take(away ? 1 : most);
    }

    boolean takable(int most, long nowNanos) {
        return !resting(nowNanos) && buffer.takable(away ? 1 : most);
    }

    private boolean resting(long nowNanos) {
        return away && nowNanos - triedNanos < RETRY.toNanos();
    }

    /** Whether something waits here until it is tried again. */
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
