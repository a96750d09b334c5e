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

/** What event loops and sockets are made of. Both must be of one kind. */
public enum Transport {
    /** Linux's own, with fewer layers between. */
    EPOLL {
        @Override
        public EventLoopGroup loops(int count, ThreadFactory threads) {
            return new EpollEventLoopGroup(count, threads);
        }

        @Override
        SocketChannel socket(InetAddress to) {
            // Without saying so it is a socket for IPv6 that speaks IPv4 too, which costs more.
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
    /** Java's, which is everywhere. */
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

    /** The better of those that work here. Asked anew each time: a native executable is not built where it runs. */
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    public abstract EventLoopGroup loops(int count, ThreadFactory threads);

    /** One that can be connected to this address. */
    abstract SocketChannel socket(InetAddress to);

    /** One for whichever address. */
    abstract SocketChannel socket();

    abstract DatagramChannel datagram();
}
