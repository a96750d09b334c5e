package io.signalbox.sandbox.sites;

import java.nio.channels.SocketChannel;
import java.util.function.Supplier;

/** The messages between a site and its clients. Thread-safe. */
public interface Conversation extends AutoCloseable {

    /**
     * Returns when the connection is over; it is closed then.
     *
     * @param mode the behaviour of the site at the moment
     */
    void hold(SocketChannel connection, Supplier<SiteMode> mode);

    @Override
    void close();
}
