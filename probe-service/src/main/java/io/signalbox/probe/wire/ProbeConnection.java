package io.signalbox.probe.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The connection of one attempt, and its channel handler: opens, secures, writes and closes. */
abstract class ProbeConnection extends ChannelInboundHandlerAdapter {

    final NetworkStack network;
    final ProbeTarget target;
    final InetSocketAddress to;
    private @Nullable Channel channel;

    ProbeConnection(NetworkStack network, ProbeTarget target, InetSocketAddress to) {
        this.network = network;
        this.target = target;
        this.to = to;
    }

    /** Starts to connect; {@link #connected} follows. */
    final void open(EventLoop loop) {
        var socket = network.connection(to.getAddress(), target.speaksFirst());
        channel = socket;
        TlsSettings security = target.security();
        socket.pipeline().addLast(ReadTimer.INSTANCE);
        if (security != null && target.secureFromTheStart()) {
            socket.pipeline().addLast(security.handler(network.tls(), target.protocol()));
        }
        socket.pipeline().addLast(this);
        var _ = loop.register(socket);
        var _ = socket.connect(to, network.source()).addListener(this::connected);
    }

    /** The connection is open or has failed. */
    abstract void connected(Future<?> connection);

    /** Starts TLS on a plaintext connection. */
    final void secure(TlsSettings security) {
        addBefore(security.handler(network.tls(), target.protocol()));
    }

    public final void send(byte[] bytes) {
        var open = Objects.requireNonNull(channel, "send() before the connection is open");
        ChannelFuture _ =
                open.writeAndFlush(open.alloc().directBuffer(bytes.length).writeBytes(bytes), open.voidPromise());
    }

    public final void addCodec(ChannelHandler codec) {
        addBefore(codec);
    }

    private void addBefore(ChannelHandler handler) {
        var pipeline = Objects.requireNonNull(channel, "addCodec() or secure() before the connection is open")
                .pipeline();
        pipeline.addBefore(pipeline.context(this).name(), null, handler);
    }

    /** The listener of the attempt's steps. */
    public abstract AttemptListener listener();

    public final @Nullable String applicationProtocol() {
        var tls = channel == null ? null : channel.pipeline().get(SslHandler.class);
        return tls == null ? null : tls.engine().getApplicationProtocol();
    }

    /** The error that broke the connection; null if it is open, or was never opened. */
    final @Nullable Throwable loss() {
        return channel == null ? null : ConnectionLoss.of(channel);
    }

    final void close() {
        if (channel != null) {
            // Bypasses the pipeline: TLS would first send close_notify and wait for it.
            channel.unsafe().close(channel.voidPromise());
        }
    }
}
