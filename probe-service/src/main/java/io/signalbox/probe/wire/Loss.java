package io.signalbox.probe.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** What has broken a connection, where it was noticed by a write: that is told to whoever wrote, perhaps a codec, and to nobody else. */
final class Loss {

    private Loss() {}

    /** Null for a connection that stands, or has ended without a write that failed. */
    static @Nullable Throwable of(Channel channel) {
        if (channel.isOpen()) {
            return null;
        }
        // A write to a closed channel is refused with the reason why it was closed.
        var promise = channel.newPromise();
        channel.unsafe().write(Unpooled.EMPTY_BUFFER, promise);
        Throwable refusal = promise.cause();
        return refusal == null ? null : refusal.getCause();
    }
}
