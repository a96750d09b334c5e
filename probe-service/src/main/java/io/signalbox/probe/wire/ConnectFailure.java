package io.signalbox.probe.wire;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A connection that did not come about, which others that wait to go to the same place need not try again.
 *
 * @param to all addresses that were tried
 * @param begunNanos when it began to connect, on the monotonic clock
 * @param limitNanos how long it might have taken at most
 */
public record ConnectFailure(List<InetSocketAddress> to, long begunNanos, long limitNanos) {

    public ConnectFailure {
        to = List.copyOf(to);
    }

    /**
     * Whether a probe that waits would have failed in the same way.
     *
     * @param dueNanos when it was due: what began earlier says nothing of it
     * @param mostNanos how long it would wait for the connection
     */
    public boolean foretells(long dueNanos, long mostNanos) {
        return begunNanos - dueNanos >= 0 && mostNanos <= limitNanos;
    }
}
