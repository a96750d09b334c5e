package io.signalbox.bench.probe;

import io.signalbox.bench.TemporaryFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code make bench-scale}: many checks from one prober beside its targets and broker: how late probes start, whether
 * any is missed, and the memory per check. Then with a tenth of the targets failing, and then ten times as many checks
 * at a tenth of the rate.
 */
public final class ScaleBench {

    private static final int CHECKS = Integer.getInteger("signalbox.bench.checks", 5_000);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("signalbox.bench.seconds", 300));
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** The scrape interval of a usual Prometheus. */
    private static final Duration SCRAPE = Duration.ofSeconds(15);

    /** The time window of the prober's percentiles (Micrometer's default). */
    private static final Duration LATELY = Duration.ofMinutes(2);

    private static final int FEW = 10;
    private static final int MANY = 10;
    private static final int TROUBLED = 10;

    private ScaleBench() {}

    /**
     * One run.
     *
     * @param lateP99Millis the highest value that the prober reported
     * @param missed probes that should have started in that time but did not
     * @param heapBytes after the warm-up, and {@code heapBytesAtEnd} at the end
     */
    private record Outcome(double lateP99Millis, long missed, long heapBytes, long heapBytesAtEnd, double perSecond) {}

    public static void main(String[] arguments) {
        Duration second = Duration.ofSeconds(1);
        long empty = heap(new HttpChecks(FEW, second, 0));
        Outcome well = run("all is well", new HttpChecks(CHECKS, second, 0), TIME);
        Outcome troubled = run("a tenth in trouble", new HttpChecks(CHECKS, second, TROUBLED), TIME);
        Outcome wide = run(
                "ten times as many, ten times as slow",
                new HttpChecks(CHECKS * MANY, second.multipliedBy(MANY), 0),
                TIME);
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

    /** The live heap of a prober with these checks after the warm-up. */
    private static long heap(HttpChecks checks) {
        Path directory = TemporaryFolders.create("signalbox-scale-");
        long heap;
        try (var prober = new ProberSetup(directory, checks)) {
            LockSupport.parkNanos(WARM_UP.toNanos());
            heap = prober.heap();
        }
        TemporaryFolders.delete(directory);
        return heap;
    }

    private static Outcome run(String what, HttpChecks checks, Duration time) {
        Path directory = TemporaryFolders.create("signalbox-scale-");
        Outcome outcome;
        try (var prober = new ProberSetup(directory, checks)) {
            LockSupport.parkNanos(WARM_UP.toNanos());
            long heap = prober.heap();
            // Waits until the pause of the heap measurement has left the percentiles.
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
        TemporaryFolders.delete(directory);
        return outcome;
    }

    private static Outcome measure(ProberSetup prober, HttpChecks checks, Duration time, long heap) {
        ProberReading begin = prober.read();
        double late = 0;
        long end = System.nanoTime() + time.toNanos();
        ProberReading last = begin;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Math.min(SCRAPE.toNanos(), end - System.nanoTime()));
            last = prober.read();
            late = Math.max(late, last.lateP99Millis());
        }
        double seconds = (last.nanos() - begin.nanos()) / 1e9;
        long started = last.started() - begin.started();
        // Probes start while a reading is taken: that many may be missing or extra at either end.
        long expected = (long) (seconds * checks.count() / checks.interval().toMillis() * 1_000);
        long missed = Math.max(last.skipped() - begin.skipped(), expected - started - checks.count() / 10);
        return new Outcome(late, Math.max(0, missed), heap, prober.heap(), started / seconds);
    }
}
