package io.signalbox.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpollProbeChannelTest {

    private static final int LARGE = 8 * 1_024 * 1_024;

    private final StringBuffer received = new StringBuffer();
    private EventLoopGroup loops;
    private ServerSocket server;

    @BeforeEach
    void begin() throws IOException {
        assumeTrue(Epoll.isAvailable());
        loops = new EpollEventLoopGroup(1);
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        if (server != null) {
            server.close();
            var _ = loops.shutdownGracefully();
        }
    }

    private EpollProbeChannel connect(boolean speaksFirst) throws Exception {
        var channel = register(speaksFirst);
        channel.connect(server.getLocalSocketAddress(), (SocketAddress) null).get();
        return channel;
    }

    private EpollProbeChannel register(boolean speaksFirst) throws Exception {
        var channel = new EpollProbeChannel(server.getInetAddress(), speaksFirst, new FixedRecvByteBufAllocator(4_096));
        channel.pipeline().addLast(new SimpleChannelInboundHandler<ByteBuf>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
                received.append(bytes.toString(StandardCharsets.US_ASCII));
            }
        });
        loops.register(channel).get();
        return channel;
    }

    @Test
    void asksAndIsAnswered() throws Exception {
        var channel = connect(true);
        try (var accepted = server.accept()) {
            channel.writeAndFlush(text("hello")).get();
            assertThat(accepted.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
            accepted.getOutputStream().write("world".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> received.toString().equals("world"));
        }
        await().until(() -> !channel.isOpen());
    }

    @Test
    void readsFromAServerThatSpeaksFirst() throws Exception {
        var channel = connect(false);
        try (var accepted = server.accept()) {
            accepted.getOutputStream().write("220 ready".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> received.toString().equals("220 ready"));
        }
        channel.close().get();
    }

    @Test
    void writesAllToAServerThatReadsLate() throws Exception {
        var channel = connect(true);
        try (var accepted = server.accept()) {
            var first = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[LARGE]));
            var second = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[LARGE]));
            assertThat(accepted.getInputStream().readNBytes(2 * LARGE)).hasSize(2 * LARGE);
            assertThat(first.get()).isNull();
            assertThat(second.get()).isNull();
            accepted.getOutputStream().write('x');
            await().until(() -> received.toString().equals("x"));
        }
        channel.close().get();
    }

    @Test
    void writesAfterTheFirstAreNotDelayed() throws Exception {
        var channel = connect(true);
        var socket = (Socket) channel.fd();
        channel.writeAndFlush(text("one")).get();
        assertThat(socket.isTcpNoDelay()).isFalse();
        channel.writeAndFlush(text("two")).get();
        assertThat(socket.isTcpNoDelay()).isTrue();
        channel.close().get();
    }

    @Test
    void closesWithAReset() throws Exception {
        var channel = connect(true);
        try (var accepted = server.accept()) {
            channel.writeAndFlush(text("hello")).get();
            assertThat(accepted.getInputStream().readNBytes(5)).hasSize(5);
            channel.close().get();
            assertThatThrownBy(() -> accepted.getInputStream().read()).hasMessageContaining("reset");
        }
    }

    @Test
    void knowsItsAddressesWhileItIsOpen() throws Exception {
        var channel = connect(true);
        assertThat(channel.remoteAddress()).isEqualTo(server.getLocalSocketAddress());
        try (var accepted = server.accept()) {
            assertThat(((InetSocketAddress) channel.localAddress()).getPort()).isEqualTo(accepted.getPort());
        }
        channel.close().get();
    }

    @Test
    void usesTheSourceAddress() throws Exception {
        var channel = register(true);
        channel.connect(server.getLocalSocketAddress(), new InetSocketAddress("127.0.0.9", 0))
                .get();
        try (var accepted = server.accept()) {
            assertThat(accepted.getInetAddress().getHostAddress()).isEqualTo("127.0.0.9");
        }
        channel.close().get();
    }

    @Test
    void aRefusedConnectionFailsAndIsClosed() throws Exception {
        var channel = register(true);
        var to = server.getLocalSocketAddress();
        server.close();

        assertThatThrownBy(() -> channel.connect(to, (SocketAddress) null).get())
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("refused")
                .hasMessageContaining(to.toString());
        await().until(() -> !channel.isOpen());
    }

    @Test
    void manyConnectionsInARowLeaveNoDescriptorOpen() throws Exception {
        for (int i = 0; i < 200; i++) {
            var channel = connect(true);
            channel.close().get();
        }
        assertThat(loops.iterator().next().submit(() -> 1).get()).isEqualTo(1);
        assertThat(((SingleThreadEventLoop) loops.iterator().next()).registeredChannels())
                .isZero();
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
