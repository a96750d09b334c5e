package io.signalbox.probe.wire;

import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for work on a reply that is too long for an event loop. They are few and their queue is bounded, so that
 * servers that cause much work use no more than these threads. Thread-safe.
 */
final class Workers implements AutoCloseable {

    private static final int WAITING = 1_000;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    /** One thread for two processors. */
    Workers() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), WAITING);
    }

    /** @param waiting most tasks that wait for a thread */
    Workers(int threads, int waiting) {
        pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), Workers::thread);
        pool.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().name("probe-worker").daemon().unstarted(work);
    }

    /** @throws RejectedExecutionException if too much work waits already */
    Future<?> submit(Runnable work) {
        return pool.submit(work);
    }

    @Override
    public void close() {
        var _ = pool.shutdownNow();
    }
}
