package io.signalbox.probe.check;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A connection that failed. Checks that wait to connect to the same place need not try again.
 *
 * @param to all addresses that were tried
 * @param begunNanos when the first connection was started, on the monotonic clock
 * @param limitNanos how long the connection was allowed to take
 */
public record ConnectFailure(List<InetSocketAddress> to, long begunNanos, long limitNanos) {

    public ConnectFailure {
        to = List.copyOf(to);
    }

    /**
     * Whether a waiting probe would have failed in the same way.
     *
     * @param dueNanos when that probe was due: an earlier attempt says nothing about it
     * @param mostNanos how long that probe would wait for the connection
     */
    public boolean predicts(long dueNanos, long mostNanos) {
        return begunNanos - dueNanos >= 0 && mostNanos <= limitNanos;
    }
}
