package io.signalbox.probe.wire;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The connection of an attempt, whose handler it is: how it is opened, secured and closed, and what is sent over it. */
abstract class Line extends ChannelInboundHandlerAdapter {

    final Network network;
    final Target target;
    final InetSocketAddress to;
    private @Nullable SocketChannel channel;

    Line(Network network, Target target, InetSocketAddress to) {
        this.network = network;
        this.target = target;
        this.to = to;
    }

    /** Begins to connect; {@link #connected} is told. */
    final void open(EventLoop loop) {
        var socket = network.socket(to.getAddress());
        channel = socket;
        Security security = target.security();
        if (security != null && target.secureFromTheStart()) {
            socket.pipeline().addLast(security.handler(network, target.protocol()));
        }
        socket.pipeline().addLast(this);
        var _ = loop.register(socket);
        var _ = socket.connect(to, network.source()).addListener(this::connected);
    }

    /** Whether it could connect is known. */
    abstract void connected(Future<?> connection);

    /** Begins TLS on a connection that was plain so far. */
    final void secure(Security security) {
        var open = Objects.requireNonNull(channel, "secure before the connection stands");
        open.pipeline().addFirst(security.handler(network, target.protocol()));
    }

    /** Sends bytes. For the dialogue, once opened. */
    public final void send(byte[] bytes) {
        var open = Objects.requireNonNull(channel, "send before the connection stands");
        ChannelFuture _ =
                open.writeAndFlush(open.alloc().directBuffer(bytes.length).writeBytes(bytes), open.voidPromise());
    }

    /** Puts a codec between the connection and the dialogue, which hears of no bytes then. For the dialogue, once opened. */
    public final void speak(ChannelHandler codec) {
        var pipeline = Objects.requireNonNull(channel, "speak before the connection stands")
                .pipeline();
        pipeline.addBefore(pipeline.context(this).name(), null, codec);
    }

    /** What the other side chose by ALPN; empty for nothing, null without TLS. */
    public final @Nullable String applicationProtocol() {
        var tls = channel == null ? null : channel.pipeline().get(SslHandler.class);
        return tls == null ? null : tls.engine().getApplicationProtocol();
    }

    /** What has broken the connection; null for one that stands, or that never was. */
    final @Nullable Throwable loss() {
        return channel == null ? null : Loss.of(channel);
    }

    final void close() {
        if (channel != null) {
            // Past the pipeline: TLS would first say goodbye and wait for its sending.
            channel.unsafe().close(channel.voidPromise());
        }
    }
}
