package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.probe.core.StartQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** Starts the probes of one event loop. Runs on that loop. */
final class ProbeStarts {

    private static final Logger LOG = Logger.getLogger(ProbeStarts.class);

    private final EventLoop loop;
    private final StartQueue queue = new StartQueue(System.nanoTime());
    private final LongAdder leftOut = new LongAdder();
    private boolean planned;
    private boolean isShort;

    ProbeStarts(EventLoop loop) {
        this.loop = loop;
    }

    /** Starts a probe that is due, at once or behind others. */
    void request(StartQueue.Start start) {
        queue.request(start, System.nanoTime());
        planNext();
        logChange();
    }

    /** A timer, and not a task: the loop reads answers and looks for due probes before it runs it. */
    private void planNext() {
        if (queue.waits() && !planned) {
            planned = true;
            var _ = loop.schedule(this::beginNext, 0, TimeUnit.NANOSECONDS);
        }
    }

    private void beginNext() {
        planned = false;
        try {
            queue.beginNext(System.nanoTime());
        } finally {
            planNext();
        }
        logChange();
    }

    private void logChange() {
        boolean nowShort = share() < 1;
        if (nowShort && !isShort) {
            LOG.warnf(
                    "processor short loop=%s share=%.2f", Thread.currentThread().getName(), share());
        } else if (!nowShort && isShort) {
            LOG.infof("processor sufficient loop=%s", Thread.currentThread().getName());
        }
        isShort = nowShort;
    }

    /** The share of the settled checks' starts that run. For any thread. */
    double share() {
        return queue.share();
    }

    void countLeftOut() {
        leftOut.increment();
    }

    /** The number of starts that were left out because the processor was short. For any thread. */
    long leftOut() {
        return leftOut.sum();
    }
}
