package io.signalbox.probe.check;

import io.netty.channel.EventLoop;

/** Runs the probes of one check. Made once per check. */
@FunctionalInterface
public interface Checker extends AutoCloseable {

    /** Starts one probe on {@code loop}, where the listener is called exactly once, in time. */
    void begin(EventLoop loop, CheckResult.Listener listener);

    /** The check has ended. A running probe need not report a result. */
    @Override
    default void close() {}
}
