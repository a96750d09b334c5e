package io.signalbox.probe.wire;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.check.ConnectFailure;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that is being opened. @param mostNanos how long it may take */
record PendingConnect(InetSocketAddress to, long begunNanos, long mostNanos) {

    /** @param leftNanos what is left of the attempt's time */
    static PendingConnect begin(InetSocketAddress to, @Nullable StageTimeouts limits, long leftNanos) {
        long most = limits == null || limits.connect() == 0 ? leftNanos : Math.min(limits.connect(), leftNanos);
        return new PendingConnect(to, System.nanoTime(), most);
    }

    /**
     * The failure that other checks can use; null if the attempt failed in another stage, or because of this vantage.
     */
    static @Nullable ConnectFailure failure(@Nullable PendingConnect last, AttemptStage stage, Cause cause) {
        if (last == null || stage != AttemptStage.CONNECT) {
            return null;
        }
        return switch (cause) {
            case TIMEOUT_CONNECT, REFUSED, UNREACHABLE ->
                new ConnectFailure(List.of(last.to), last.begunNanos, last.mostNanos);
            default -> null;
        };
    }
}
