package io.signalbox.probe.wire;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.Inet4Address;
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
        SocketChannel socket(InetAddress to) {
            // The default is an IPv6 socket that also speaks IPv4, which costs more.
            return to instanceof Inet4Address ? new EpollSocketChannel(InternetProtocolFamily.IPv4) : socket();
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
        SocketChannel socket(InetAddress to) {
            return socket();
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

    /** A socket that can connect to this address. */
    abstract SocketChannel socket(InetAddress to);

    /** A socket for any address. */
    abstract SocketChannel socket();

    abstract DatagramChannel datagram();
}
