package io.signalbox.sandbox.sites;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** Something that a vantage with a working network can always reach: it accepts connections. Thread-safe. */
public final class Reference implements AutoCloseable {

    private final Listener listener;

    private Reference(String address, int port) {
        this.listener = new Listener(address, port, Reference::listen);
    }

    public static Reference start(String address, int port) {
        var reference = new Reference(address, port);
        reference.listener.open();
        return reference;
    }

    /** {@code host:port}, as the topology has it. */
    public String target() {
        return listener.address().getAddress().getHostAddress() + ":"
                + listener.address().getPort();
    }

    /** Nothing from this source arrives any more. */
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
            // Cut by either side: over.
            return;
        }
    }
}
