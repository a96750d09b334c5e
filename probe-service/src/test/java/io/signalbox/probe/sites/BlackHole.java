package io.signalbox.probe.sites;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port that swallows packets: Linux drops requests for connections while the queue of the accepted is full. */
public final class BlackHole implements AutoCloseable {

    private static final int MORE_THAN_THE_QUEUE = 8;

    private final ServerSocket full;
    private final List<SocketChannel> waiting = new ArrayList<>();

    public BlackHole() throws IOException {
        this(InetAddress.getLoopbackAddress(), 0);
    }

    /** @param port 0 for one that is free */
    public BlackHole(InetAddress address, int port) throws IOException {
        full = new ServerSocket(port, 1, address);
        for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
            var channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(address, port()));
            waiting.add(channel);
        }
    }

    /** A server at the port of a black hole that has been closed. */
    public static ServerSocket open(int port) throws IOException {
        return new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    }

    public int port() {
        return full.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : waiting) {
            channel.close();
        }
        full.close();
    }
}
