package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A stopwatch that reports when a stage exceeds its timeout. */
final class LimitedStopwatch extends StageStopwatch {

    private final StageTimeouts limits;
    private final EventLoop loop;
    private final LongConsumer tooLong;
    private @Nullable ScheduledFuture<?> alarm;

    /** @param tooLong called with the exceeded limit in nanoseconds, during that stage */
    LimitedStopwatch(StageTimeouts limits, EventLoop loop, LongConsumer tooLong) {
        this.limits = limits;
        this.loop = loop;
        this.tooLong = tooLong;
    }

    @Override
    void enter(AttemptStage next) {
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
