package io.signalbox.probe.wire;

import io.signalbox.contract.evidence.Cause;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attempt's connection from its beginning. @param mostNanos how long it may take */
record Connecting(InetSocketAddress to, long begunNanos, long mostNanos) {

    /** @param leftNanos of the attempt's time */
    static Connecting begin(InetSocketAddress to, @Nullable Limits limits, long leftNanos) {
        long most = limits == null || limits.connect() == 0 ? leftNanos : Math.min(limits.connect(), leftNanos);
        return new Connecting(to, System.nanoTime(), most);
    }

    /** What others learn from an attempt that failed in {@code stage}; null for nothing, and where it is this vantage's own trouble. */
    static @Nullable ConnectFailure failure(@Nullable Connecting last, Stage stage, Cause cause) {
        if (last == null || stage != Stage.CONNECT) {
            return null;
        }
        return switch (cause) {
            case TIMEOUT_CONNECT, REFUSED, UNREACHABLE ->
                new ConnectFailure(List.of(last.to), last.begunNanos, last.mostNanos);
            default -> null;
        };
    }
}
