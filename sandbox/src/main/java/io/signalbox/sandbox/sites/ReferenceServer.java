package io.signalbox.sandbox.sites;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** A reference endpoint: accepts connections, so that a vantage can check its own network. Thread-safe. */
public final class ReferenceServer implements AutoCloseable {

    private final TcpListener listener;

    private ReferenceServer(String address, int port) {
        this.listener = new TcpListener(address, port, ReferenceServer::listen);
    }

    public static ReferenceServer start(String address, int port) {
        var reference = new ReferenceServer(address, port);
        reference.listener.open();
        return reference;
    }

    /** {@code host:port}, as in the topology. */
    public String target() {
        return listener.address().getAddress().getHostAddress() + ":"
                + listener.address().getPort();
    }

    /** Drops all packets from this source. */
    public void block(String sourceAddress) {
        listener.block(sourceAddress);
    }

    public void unblock(String sourceAddress) {
        listener.unblock(sourceAddress);
    }

    @Override
    public void close() {
        listener.close();
    }

    private static void listen(SocketChannel connection) {
        try {
            var _ = Channels.newInputStream(connection).transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // Either side closed the connection.
            return;
        }
    }
}
