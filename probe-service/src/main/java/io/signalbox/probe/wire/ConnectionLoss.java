package io.signalbox.probe.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Finds the error that broke a connection during a write. Netty reports it only to the writer, which may be a codec.
 */
final class ConnectionLoss {

    private ConnectionLoss() {}

    /** Null if the connection is open, or ended without a failed write. */
    static @Nullable Throwable of(Channel channel) {
        if (channel.isOpen()) {
            return null;
        }
        // Netty rejects a write to a closed channel with the reason for its closing.
        var promise = channel.newPromise();
        channel.unsafe().write(Unpooled.EMPTY_BUFFER, promise);
        Throwable refusal = promise.cause();
        return refusal == null ? null : refusal.getCause();
    }
}
