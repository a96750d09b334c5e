package io.signalbox.probe.wire;

import io.signalbox.contract.topology.check.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long single stages of an attempt may last, in nanoseconds; 0 for as long as the whole attempt. */
public record Limits(long connect, long tls, long firstByte) {

    /** Null where no stage has a limit of its own. */
    static @Nullable Limits of(Timeouts timeouts) {
        return timeouts.equals(Timeouts.NONE)
                ? null
                : new Limits(nanos(timeouts.connect()), nanos(timeouts.tls()), nanos(timeouts.firstByte()));
    }

    private static long nanos(@Nullable Duration timeout) {
        return timeout == null ? 0 : timeout.toNanos();
    }

    /** The same with so much for connecting. @param limits null for none */
    static Limits connecting(@Nullable Limits limits, long nanos) {
        return limits == null ? new Limits(nanos, 0, 0) : new Limits(nanos, limits.tls, limits.firstByte);
    }

    long of(Stage stage) {
        return switch (stage) {
            case CONNECT -> connect;
            case TLS -> tls;
            case FIRST_BYTE -> firstByte;
            case RESOLVE, TRANSFER, OVER -> 0;
        };
    }
}
