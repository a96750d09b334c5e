package io.signalbox.bench.probe;

import io.signalbox.bench.TemporaryFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code make bench-scale}: many checks from one prober beside its targets and broker: how late probes start, whether
 * any is missed, and the memory per check. Then with a tenth of the targets failing, and if asked many more checks every
 * ten seconds.
 */
public final class ScaleBench {

    private static final int CHECKS = Integer.getInteger("signalbox.bench.checks", 10_000);
    /** Every ten seconds; 0 for none. */
    private static final int WIDE = Integer.getInteger("signalbox.bench.wide", 0);

    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("signalbox.bench.minutes", 1));
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** The scrape interval of a usual Prometheus. */
    private static final Duration SCRAPE = Duration.ofSeconds(15);

    /** The time window of the prober's percentiles. */
    private static final Duration LATELY = Duration.ofSeconds(45);

    private static final int FEW = 10;
    private static final int TROUBLED = 10;

    private ScaleBench() {}

    /**
     * One run.
     *
     * @param lateP99Millis the highest value that the prober reported, of settled checks and of those in doubt
     * @param missed probes that should have started in that time but did not
     */
    private record Outcome(
            double lateP99Millis, double inDoubtLateP99Millis, long missed, long heapBytes, double perSecond) {}

    public static void main(String[] arguments) {
        long empty = heap(new HttpChecks(FEW, SECOND, 0));
        Outcome well = run("all is well", new HttpChecks(CHECKS, SECOND, 0));
        Outcome troubled = run("a tenth in trouble", new HttpChecks(CHECKS, SECOND, TROUBLED));
        String wide = WIDE == 0 ? "" : wide(empty);
        System.out.printf(
                "RESULT bench-scale late_p99_ms=%.1f missed=%d heap_bytes_per_check=%d checks=%d seconds=%d"
                        + " troubled_late_p99_ms=%.1f troubled_in_doubt_late_p99_ms=%.1f troubled_missed=%d%s%n",
                well.lateP99Millis(),
                well.missed(),
                (well.heapBytes() - empty) / (CHECKS - FEW),
                CHECKS,
                TIME.toSeconds(),
                troubled.lateP99Millis(),
                troubled.inDoubtLateP99Millis(),
                troubled.missed(),
                wide);
        System.exit(0);
    }

    private static String wide(long empty) {
        Outcome wide = run("many every ten seconds", new HttpChecks(WIDE, SECOND.multipliedBy(10), 0));
        return " wide_checks=%d wide_late_p99_ms=%.1f wide_missed=%d wide_heap_bytes_per_check=%d"
                .formatted(WIDE, wide.lateP99Millis(), wide.missed(), (wide.heapBytes() - empty) / (WIDE - FEW));
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

    private static Outcome run(String what, HttpChecks checks) {
        Path directory = TemporaryFolders.create("signalbox-scale-");
        Outcome outcome;
        try (var prober = new ProberSetup(directory, checks)) {
            // The percentiles must not cover the warm-up.
            LockSupport.parkNanos(WARM_UP.plus(LATELY).toNanos());
            outcome = measure(prober, checks);
            System.out.printf(
                    "%s: %,d checks every %s: %.0f probes/s, p99 of the lateness %.1f ms, in doubt %.1f ms, %d missed,"
                            + " heap %,d KiB%n",
                    what,
                    checks.count(),
                    checks.interval().toString().substring(2),
                    outcome.perSecond(),
                    outcome.lateP99Millis(),
                    outcome.inDoubtLateP99Millis(),
                    outcome.missed(),
                    outcome.heapBytes() / 1_024);
        }
        TemporaryFolders.delete(directory);
        return outcome;
    }

    private static Outcome measure(ProberSetup prober, HttpChecks checks) {
        ProberReading begin = prober.read();
        double late = 0;
        double inDoubtLate = 0;
        long end = System.nanoTime() + TIME.toNanos();
        ProberReading last = begin;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Math.min(SCRAPE.toNanos(), end - System.nanoTime()));
            last = prober.read();
            late = Math.max(late, last.lateP99Millis());
            inDoubtLate = Math.max(inDoubtLate, last.inDoubtLateP99Millis());
        }
        double seconds = (last.nanos() - begin.nanos()) / 1e9;
        long started = last.started() - begin.started();
        // Probes start while a reading is taken: that many may be missing or extra at either end.
        long expected = (long) (seconds * checks.count() / checks.interval().toMillis() * 1_000);
        long known = last.skipped() - begin.skipped() + last.leftOut() - begin.leftOut();
        long missed = Math.max(known, expected - started - checks.count() / 10);
        return new Outcome(late, inDoubtLate, Math.max(0, missed), prober.heap(), started / seconds);
    }
}
