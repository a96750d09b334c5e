package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;

/** What a check does each time: one way to find something out, made once per check. */
@FunctionalInterface
public interface Inquiry extends AutoCloseable {

    /** Begins to find out, on {@code loop}, where the listener is told exactly once and in time. */
    void begin(EventLoop loop, Finding.Listener listener);

    /** The check is over; what has begun may end untold. */
    @Override
    default void close() {}
}
