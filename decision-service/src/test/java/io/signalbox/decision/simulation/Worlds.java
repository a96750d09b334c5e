package io.signalbox.decision.simulation;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs worlds, which share nothing, on as many threads as there are processors, and tells how each went in the order of their
 * seeds.
 */
final class Worlds {

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    /** Worlds that are begun before an earlier one is told of, so that one that takes long keeps no processor idle. */
    private static final int AHEAD = 50 * THREADS;

    private final AtomicLong processorNanos = new AtomicLong();

    /** How one world went. @param story null when a rule was broken, which {@code violation} tells */
    record Told(
            long seed,
            World.@Nullable Story story,
            @Nullable Violation violation) {}

    /** @param listener told of one world after the other, by the caller's thread */
    void run(long first, long seeds, Consumer<Told> listener) {
        Deque<Future<Told>> begun = new ArrayDeque<>();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (long at = first; at < first + seeds; at++) {
                long seed = at;
                begun.add(pool.submit(() -> tell(seed)));
                if (begun.size() == AHEAD) {
                    listener.accept(result(begun.remove()));
                }
            }
            while (!begun.isEmpty()) {
                listener.accept(result(begun.remove()));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** For how long processors have run worlds so far. */
    double processorSeconds() {
        return processorNanos.get() / 1e9;
    }

    private Told tell(long seed) {
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try {
            return new Told(seed, World.run(seed), null);
        } catch (Violation violation) {
            return new Told(seed, null, violation);
        } finally {
            processorNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began);
        }
    }

    private static Told result(Future<Told> begun) {
        try {
            return begun.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
