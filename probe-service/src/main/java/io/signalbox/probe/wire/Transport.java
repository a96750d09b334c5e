package io.signalbox.probe.wire;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.signalbox.probe.socket.EpollProbeChannel;
import java.net.InetAddress;
import java.util.concurrent.ThreadFactory;

/** The implementation of event loops and sockets. Both must be of one kind. */
public enum Transport {
    /** Linux epoll, with fewer layers in between. */
    EPOLL {
        @Override
        public EventLoopGroup loops(int count, ThreadFactory threads) {
            return new EpollEventLoopGroup(count, threads);
        }

        @Override
        Channel probe(InetAddress to, boolean speaksFirst, RecvByteBufAllocator reads) {
            return new EpollProbeChannel(to, speaksFirst, reads);
        }

        @Override
        SocketChannel socket() {
            return new EpollSocketChannel();
        }

        @Override
        DatagramChannel datagram() {
            return new EpollDatagramChannel();
        }
    },
    /** Java NIO, available everywhere. */
    NIO {
        @Override
        public EventLoopGroup loops(int count, ThreadFactory threads) {
            return new NioEventLoopGroup(count, threads);
        }

        @Override
        Channel probe(InetAddress to, boolean speaksFirst, RecvByteBufAllocator reads) {
            var channel = new NioSocketChannel();
            channel.config().setSoLinger(0).setConnectTimeoutMillis(0).setRecvByteBufAllocator(reads);
            return channel;
        }

        @Override
        SocketChannel socket() {
            return new NioSocketChannel();
        }

        @Override
        DatagramChannel datagram() {
            return new NioDatagramChannel();
        }
    };

    /** The best that is available. Evaluated on each call: a native executable does not run where it was built. */
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    public abstract EventLoopGroup loops(int count, ThreadFactory threads);

    /**
     * The connection of one probe to an address of this family. It closes with RST: thousands of probes per second must
     * not leave ports in TIME_WAIT.
     *
     * @param speaksFirst whether the probe sends as soon as the connection is open
     */
    abstract Channel probe(InetAddress to, boolean speaksFirst, RecvByteBufAllocator reads);

    /** A connection to any address. */
    abstract SocketChannel socket();

    abstract DatagramChannel datagram();
}
