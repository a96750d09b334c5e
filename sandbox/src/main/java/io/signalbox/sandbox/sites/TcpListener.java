package io.signalbox.sandbox.sites;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP listener on one loopback address. It can be closed and opened again on the same port, and can drop the packets
 * of all or some sources. Each connection is handled on a virtual thread of its own. Thread-safe.
 */
final class TcpListener implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    private final InetSocketAddress address;
    private final Consumer<SocketChannel> handler;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
    private final Set<Inet4Address> blocked = new HashSet<>();
    private boolean blackhole;
    /** True if a packet filter is attached, which has to be removed later. */
    private boolean filtered;

    private @Nullable ServerSocketChannel channel;
    private @Nullable Thread acceptor;

    /** @param handler the connection is closed when it returns */
    TcpListener(String host, int port, Consumer<SocketChannel> handler) {
        this.address = new InetSocketAddress(ipv4(host), port);
        this.handler = handler;
    }

    InetSocketAddress address() {
        return address;
    }

    private static Inet4Address ipv4(String host) {
        try {
            return (Inet4Address) InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host + " is not an IPv4 address", e);
        }
    }

    /** Does nothing when the listener is open. */
    synchronized void open() {
        if (channel != null) {
            return;
        }
        try {
            var opened = ServerSocketChannel.open(StandardProtocolFamily.INET);
            opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            opened.bind(address, BACKLOG);
            channel = opened;
            filtered = false;
            applyFilter(opened);
            acceptor = Thread.ofVirtual().name("listener " + address).start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(address + " cannot be bound", e);
        }
    }

    /** When this returns, connections are refused and open ones are closed. */
    @Override
    public synchronized void close() {
        if (channel != null && acceptor != null) {
            try {
                channel.close();
                // The kernel's socket keeps listening until the last thread has left it.
                acceptor.join();
                channel = null;
            } catch (IOException e) {
                throw new UncheckedIOException(address + " cannot be closed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while closing " + address, e);
            }
        }
        disconnect();
    }

    /** Closes the connections that are open. */
    void disconnect() {
        connections.forEach(TcpListener::close);
    }

    /** Drops the packets of all sources. */
    synchronized void blackhole(boolean on) {
        if (blackhole != on) {
            blackhole = on;
            applyFilter();
        }
    }

    /** Drops the packets of this source. */
    synchronized void block(String source) {
        if (blocked.add(ipv4(source))) {
            applyFilter();
        }
    }

    synchronized void unblock(String source) {
        if (blocked.remove(ipv4(source))) {
            applyFilter();
        }
    }

    private void applyFilter() {
        if (channel != null) {
            applyFilter(channel);
        }
    }

    private void applyFilter(ServerSocketChannel listener) {
        if (blackhole) {
            PacketFilter.swallowAll(listener);
        } else if (!blocked.isEmpty() || filtered) {
            PacketFilter.swallowFrom(blocked, listener);
        }
        filtered = blackhole || !blocked.isEmpty();
    }

    private void accept(ServerSocketChannel listener) {
        while (listener.isOpen()) {
            try {
                var connection = listener.accept();
                connections.add(connection);
                Thread.ofVirtual().name("connection to " + address).start(() -> handle(connection));
            } catch (IOException _) {
                // The listener was closed, or the connection was reset before it was accepted. The loop's condition
                // tells which.
                continue;
            }
        }
    }

    private void handle(SocketChannel connection) {
        try {
            handler.accept(connection);
        } finally {
            connections.remove(connection);
            close(connection);
        }
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a connection cannot be closed", e);
        }
    }
}
