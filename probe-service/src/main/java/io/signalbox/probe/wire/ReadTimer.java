package io.signalbox.probe.wire;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

/** Measures how long each read of a connection holds the event loop: TLS, codec and dialogue together. */
@ChannelHandler.Sharable
final class ReadTimer extends ChannelInboundHandlerAdapter {

    static final ReadTimer INSTANCE = new ReadTimer();

    /** The longest time for which one read may hold an event loop. All other checks of the loop wait meanwhile. */
    private static final long LIMIT_NANOS = Duration.ofMillis(10).toNanos();

    private ReadTimer() {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var connection = (ProbeConnection) context.pipeline().last();
        long startedNanos = System.nanoTime();
        context.fireChannelRead(message);
        long tookNanos = tooLong(startedNanos);
        if (tookNanos > 0) {
            connection.listener().heldLoop(tookNanos);
        }
    }

    /** For how long a read that ends now has blocked the event loop; 0 if it was short enough. */
    static long tooLong(long startedNanos) {
        long tookNanos = System.nanoTime() - startedNanos;
        return tookNanos > LIMIT_NANOS ? tookNanos : 0;
    }
}
