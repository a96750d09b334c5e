package io.signalbox.probe.wire;

import io.signalbox.contract.topology.check.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Timeouts of single stages of an attempt, in nanoseconds; 0 for none. */
public record StageTimeouts(long connect, long tls, long firstByte) {

    /** Null if no stage has a timeout. */
    static @Nullable StageTimeouts of(Timeouts timeouts) {
        return timeouts.equals(Timeouts.NONE)
                ? null
                : new StageTimeouts(nanos(timeouts.connect()), nanos(timeouts.tls()), nanos(timeouts.firstByte()));
    }

    private static long nanos(@Nullable Duration timeout) {
        return timeout == null ? 0 : timeout.toNanos();
    }

    /** The same with another connect timeout. @param limits null for none */
    static StageTimeouts connecting(@Nullable StageTimeouts limits, long nanos) {
        return limits == null ? new StageTimeouts(nanos, 0, 0) : new StageTimeouts(nanos, limits.tls, limits.firstByte);
    }

    long of(AttemptStage stage) {
        return switch (stage) {
            case CONNECT -> connect;
            case TLS -> tls;
            case FIRST_BYTE -> firstByte;
            case RESOLVE, TRANSFER, OVER -> 0;
        };
    }
}
