package io.signalbox.probe.socket;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.AbstractEpollStreamChannel;
import io.netty.channel.epoll.EpollChannelConfig;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.epoll.Native;
import io.netty.channel.socket.InternetProtocolFamily;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one probe over epoll. It makes ten system calls for a request and its response, where Netty's
 * {@code EpollSocketChannel} makes sixteen: it registers once for all events and lets the kernel remove the
 * registration, and it neither asks for addresses nor for options that nobody reads. It closes with RST: thousands of
 * probes per second must not leave ports in TIME_WAIT.
 */
public final class EpollProbeChannel extends AbstractEpollStreamChannel {

    /** From linux/in.h and linux/tcp.h. */
    private static final int IPPROTO_TCP = 6;

    private static final int TCP_QUICKACK = 12;

    private final EpollChannelConfig config;
    private @Nullable InetSocketAddress remote;
    private Delay delay = Delay.NOTHING_SENT;

    /** How the kernel delays small segments (Nagle's algorithm, RFC 896). It never delays the first write. */
    private enum Delay {
        NOTHING_SENT,
        DELAYED,
        OFF
    }

    /**
     * @param to an address of the family to connect to
     * @param speaksFirst whether the probe sends as soon as the connection is open: the request then carries the
     *     acknowledgement of the handshake, which saves a packet
     */
    public EpollProbeChannel(InetAddress to, boolean speaksFirst, RecvByteBufAllocator reads) {
        super(open(to, speaksFirst), false);
        config = new EpollChannelConfig(this, reads) {};
        config.setConnectTimeoutMillis(0);
    }

    private static LinuxSocket open(InetAddress to, boolean speaksFirst) {
        // The default is an IPv6 socket that also speaks IPv4, which costs more.
        var socket = to instanceof Inet4Address
                ? LinuxSocket.newSocketStream(InternetProtocolFamily.IPv4)
                : LinuxSocket.newSocketStream();
        try {
            socket.setSoLinger(0);
            if (speaksFirst) {
                socket.setIntOpt(IPPROTO_TCP, TCP_QUICKACK, 0);
            }
            return socket;
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    @Override
    public EpollChannelConfig config() {
        return config;
    }

    /** Registers for all events at once. They are edge-triggered, so one that nobody waits for costs nothing. */
    @Override
    protected void doRegister() throws Exception {
        flags |= Native.EPOLLIN | Native.EPOLLOUT;
        super.doRegister();
        // To Netty this flag means that a write is pending.
        flags &= ~Native.EPOLLOUT;
    }

    @Override
    public ChannelFuture connect(SocketAddress to, @Nullable SocketAddress from) {
        return super.connect(new Destination((InetSocketAddress) to), from);
    }

    @Override
    protected boolean doConnect(SocketAddress to, @Nullable SocketAddress from) throws Exception {
        if (from != null) {
            socket.bind(from);
        }
        remote = to instanceof Destination wrapped ? wrapped.address : (InetSocketAddress) to;
        boolean begun = false;
        try {
            boolean connected = socket.connect(remote);
            begun = true;
            return connected;
        } finally {
            if (!begun) {
                doClose();
            }
        }
    }

    /** An address that Netty does not compare with the socket's own when the connection is open. */
    private static final class Destination extends SocketAddress {

        private static final long serialVersionUID = 1L;

        private final InetSocketAddress address;

        Destination(InetSocketAddress address) {
            this.address = address;
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** Most probes write once. Those that write again must not wait for the server's acknowledgement. */
    @Override
    protected void doWrite(ChannelOutboundBuffer pending) throws Exception {
        switch (delay) {
            case NOTHING_SENT -> delay = Delay.DELAYED;
            case DELAYED -> {
                socket.setTcpNoDelay(true);
                delay = Delay.OFF;
            }
            case OFF -> {
                // Already off.
            }
        }
        super.doWrite(pending);
    }

    @Override
    protected void doClose() throws Exception {
        try {
            // The kernel removes the registration of a closed socket. Netty asks for that only if it is open.
            socket.close();
        } finally {
            super.doClose();
        }
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return isOpen() ? socket.localAddress() : null;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return remote;
    }
}
