package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.signalbox.probe.wire.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event loops of all probes, separate from those of the HTTP server. */
public final class EventLoops implements AutoCloseable {

    private static final int CLOSE_SECONDS = 5;

    private final EventLoopGroup group;
    private final List<EventLoop> loops = new ArrayList<>();

    public EventLoops(int count) {
        group = Transport.best().loops(count, new DefaultThreadFactory("probe", true));
        for (EventExecutor executor : group) {
            loops.add((EventLoop) executor);
        }
    }

    List<EventLoop> all() {
        return List.copyOf(loops);
    }

    EventLoop first() {
        return loops.getFirst();
    }

    EventLoop next() {
        return group.next();
    }

    @Override
    public void close() {
        var _ = group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
