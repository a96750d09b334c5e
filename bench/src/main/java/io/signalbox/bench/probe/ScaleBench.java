package io.signalbox.bench.probe;

import io.signalbox.bench.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code make bench-scale}: many checks from one prober, beside its targets and its broker: how late probes begin, whether any is
 * missed, and what a check costs in memory. Then with a tenth of the targets in trouble, and then ten times as many checks at a
 * tenth of the rate.
 */
public final class ScaleBench {

    private static final int CHECKS = Integer.getInteger("signalbox.bench.checks", 5_000);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("signalbox.bench.seconds", 300));
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** As Prometheus would. */
    private static final Duration SCRAPE = Duration.ofSeconds(15);

    /** So far back reach the percentiles that a prober tells (Micrometer's default). */
    private static final Duration LATELY = Duration.ofMinutes(2);

    private static final int FEW = 10;
    private static final int MANY = 10;
    private static final int TROUBLED = 10;

    private ScaleBench() {}

    /**
     * One run.
     *
     * @param lateP99Millis the highest of all that the prober told
     * @param missed probes that should have begun in that time and did not
     * @param heapBytes once it ran steadily, and again at the end
     */
    private record Outcome(double lateP99Millis, long missed, long heapBytes, long heapBytesAtEnd, double perSecond) {}

    public static void main(String[] arguments) {
        Duration second = Duration.ofSeconds(1);
        long empty = heap(new Checks(FEW, second, 0));
        Outcome well = run("all is well", new Checks(CHECKS, second, 0), TIME);
        Outcome troubled = run("a tenth in trouble", new Checks(CHECKS, second, TROUBLED), TIME);
        Outcome wide = run(
                "ten times as many, ten times as slow", new Checks(CHECKS * MANY, second.multipliedBy(MANY), 0), TIME);
        System.out.printf(
                "RESULT bench-scale late_p99_ms=%.1f missed=%d heap_bytes_per_check=%d checks=%d seconds=%d"
                        + " heap_growth_percent=%.1f troubled_late_p99_ms=%.1f troubled_missed=%d wide_checks=%d"
                        + " wide_late_p99_ms=%.1f wide_missed=%d wide_heap_bytes_per_check=%d%n",
                well.lateP99Millis(),
                well.missed(),
                (well.heapBytes() - empty) / (CHECKS - FEW),
                CHECKS,
                TIME.toSeconds(),
                100.0 * (well.heapBytesAtEnd() - well.heapBytes()) / well.heapBytes(),
                troubled.lateP99Millis(),
                troubled.missed(),
                CHECKS * MANY,
                wide.lateP99Millis(),
                wide.missed(),
                (wide.heapBytes() - empty) / (CHECKS * MANY - FEW));
        System.exit(0);
    }

    /** Bytes that a prober of these checks has in use once it runs steadily. */
    private static long heap(Checks checks) {
        Path directory = Folders.temporary("signalbox-scale-");
        long heap;
        try (var prober = new LoneProber(directory, checks)) {
            LockSupport.parkNanos(WARM_UP.toNanos());
            heap = prober.heap();
        }
        Folders.erase(directory);
        return heap;
    }

    private static Outcome run(String what, Checks checks, Duration time) {
        Path directory = Folders.temporary("signalbox-scale-");
        Outcome outcome;
        try (var prober = new LoneProber(directory, checks)) {
            LockSupport.parkNanos(WARM_UP.toNanos());
            long heap = prober.heap();
            // Until what the measuring of the heap has held up counts no longer.
            LockSupport.parkNanos(LATELY.toNanos());
            outcome = measure(prober, checks, time, heap);
            System.out.printf(
                    "%s: %,d checks every %s: %.0f probes/s, p99 of the lateness %.1f ms, %d missed, heap %,d KiB and"
                            + " %,d KiB at the end%n",
                    what,
                    checks.count(),
                    checks.interval().toString().substring(2),
                    outcome.perSecond(),
                    outcome.lateP99Millis(),
                    outcome.missed(),
                    outcome.heapBytes() / 1_024,
                    outcome.heapBytesAtEnd() / 1_024);
        }
        Folders.erase(directory);
        return outcome;
    }

    private static Outcome measure(LoneProber prober, Checks checks, Duration time, long heap) {
        Reading begin = prober.read();
        double late = 0;
        long end = System.nanoTime() + time.toNanos();
        Reading last = begin;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Math.min(SCRAPE.toNanos(), end - System.nanoTime()));
            last = prober.read();
            late = Math.max(late, last.lateP99Millis());
        }
        double seconds = (last.nanos() - begin.nanos()) / 1e9;
        long started = last.started() - begin.started();
        // A reading takes a moment, in which probes begin: that many may be missing or too many at either end.
        long expected = (long) (seconds * checks.count() / checks.interval().toMillis() * 1_000);
        long missed = Math.max(last.skipped() - begin.skipped(), expected - started - checks.count() / 10);
        return new Outcome(late, Math.max(0, missed), heap, prober.heap(), started / seconds);
    }
}
