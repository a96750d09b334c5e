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

    private final ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<SocketChannel> waiting = new ArrayList<>();

    public BlackHole() throws IOException {
        for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
            var channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            waiting.add(channel);
        }
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
