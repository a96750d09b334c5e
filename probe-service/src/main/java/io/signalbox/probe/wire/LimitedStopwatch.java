package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A stopwatch that says when a stage lasts for longer than it may. */
final class LimitedStopwatch extends Stopwatch {

    private final Limits limits;
    private final EventLoop loop;
    private final LongConsumer tooLong;
    private @Nullable ScheduledFuture<?> alarm;

    /** @param tooLong told the limit in nanoseconds, in the stage that has outlasted it */
    LimitedStopwatch(Limits limits, EventLoop loop, LongConsumer tooLong) {
        this.limits = limits;
        this.loop = loop;
        this.tooLong = tooLong;
    }

    @Override
    void enter(Stage next) {
        super.enter(next);
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        long limit = limits.of(next);
        if (limit > 0) {
            alarm = loop.schedule(() -> tooLong.accept(limit), limit, TimeUnit.NANOSECONDS);
        }
    }
}
