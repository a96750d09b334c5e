package io.signalbox.bench.stream;

import io.signalbox.bench.TemporaryFolders;
import io.signalbox.contract.name.ServiceName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * {@code make bench-overload}: for a minute, twice the observations that decision-service can take; in the middle of it, the active
 * site of one service dies. Then the load halves. Afterwards a cell starts for the first time while other processes take three
 * quarters of all processors. The exit code is 1 if another service moves, if that one does not, if sites are unknown ten seconds
 * after the load has halved, or if the cell does not come up.
 */
public final class OverloadBench {

    private static final int SERVICES = Integer.getInteger("signalbox.bench.services", 1_000);
    private static final double GENTLE_RATE = 20_000;
    private static final double TOO_MUCH = 2;
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(120);
    private static final Duration COLD_LIMIT = Duration.ofSeconds(180);
    private static final Duration OVERLOADED = Duration.ofSeconds(60);
    private static final Duration BEFORE_THE_LOSS = Duration.ofSeconds(20);
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    /** The bench waits this long for a recovery, to print how late it is. */
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SHOW = Duration.ofSeconds(5);
    private static final double NANOS = 1e9;
    private static final int DUE_MOVES = 1;

    private OverloadBench() {}

    /** @param recoveredSeconds negative when it has not recovered */
    private record Overload(double recoveredSeconds, int wrongMoves, int doneMoves, long unknownVerdicts) {
        boolean passed() {
            return recoveredSeconds >= 0
                    && recoveredSeconds <= RECOVERY.toSeconds()
                    && wrongMoves == 0
                    && doneMoves == DUE_MOVES;
        }
    }

    /** @param seconds negative when it did not come up */
    private record ColdStart(double seconds, double backgroundShare) {}

    public static void main(String[] arguments) {
        Path directory = TemporaryFolders.create("signalbox-overload-");
        boolean passed = false;
        try {
            Overload overload = overload(directory.resolve("overload"));
            ColdStart cold = coldStart(directory.resolve("cold"));
            passed = overload.passed() && cold.seconds() >= 0;
            print(overload, cold);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
        if (!passed) {
            System.err.println("logs are in " + directory);
            System.exit(1);
        }
        TemporaryFolders.delete(directory);
        // Kafka clients leave threads behind that end later.
        System.exit(0);
    }

    private static Overload overload(Path directory) {
        try (var cell = new LoadedCell(directory, SERVICES);
                var watch = new CellWatch(cell.bootstrap())) {
            System.out.printf("%,d services, %,d checks%n", SERVICES, cell.checks());
            cell.offer(GENTLE_RATE);
            double up = await(() -> watch.known() == cell.sites(), WARM_UP_LIMIT, "sites known", watch);
            if (up < 0) {
                throw new IllegalStateException("not all sites are known after %d s: %d of %d"
                        .formatted(WARM_UP_LIMIT.toSeconds(), watch.known(), cell.sites()));
            }
            System.out.printf("all %,d sites are known after %.0f s%n", cell.sites(), up);
            double rate = TOO_MUCH * new RateSearch(cell).run().sustained();
            cell.offer(GENTLE_RATE);
            await(() -> watch.known() == cell.sites(), WARM_UP_LIMIT, "sites known before the overload", watch);
            return overload(cell, watch, rate);
        }
    }

    private static Overload overload(LoadedCell cell, CellWatch watch, double rate) {
        Set<ServiceName> before = watch.moved();
        long unknown = watch.unknownVerdicts();
        ServiceName dying = cell.topology().services().getFirst().name();
        System.out.printf("%,.0f observations/s for %d s%n", rate, OVERLOADED.toSeconds());
        cell.offer(rate);
        show(BEFORE_THE_LOSS, cell, watch);
        System.out.println("the active site of " + dying + " dies");
        cell.lose(dying, cell.active());
        show(OVERLOADED.minus(BEFORE_THE_LOSS), cell, watch);
        cell.offer(rate / TOO_MUCH);
        System.out.printf("%,.0f observations/s%n", rate / TOO_MUCH);
        double recovered = await(() -> watch.known() == cell.sites(), RECOVERY_LIMIT, "sites known", watch);
        int wrong = (int) watch.moved().stream()
                .filter(service -> !service.equals(dying) && !before.contains(service))
                .count();
        boolean moved = !cell.active().equals(watch.active(dying));
        return new Overload(recovered, wrong, moved ? 1 : 0, watch.unknownVerdicts() - unknown);
    }

    private static ColdStart coldStart(Path directory) {
        System.out.println("a cold start beside other work");
        try (var background = BackgroundLoad.start()) {
            long begin = System.nanoTime();
            try (var cell = new LoadedCell(directory, SERVICES);
                    var watch = new CellWatch(cell.bootstrap())) {
                cell.offer(cell.checks());
                double up = await(() -> watch.known() == cell.sites(), COLD_LIMIT, "sites known", watch);
                double share = background.used().toNanos()
                        / (double) (System.nanoTime() - begin)
                        / Runtime.getRuntime().availableProcessors();
                System.out.printf("%d of %d sites are known%n", watch.known(), cell.sites());
                return new ColdStart(up, share);
            }
        }
    }

    private static void show(Duration time, LoadedCell cell, CellWatch watch) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(Math.min(SHOW.toNanos(), end - System.nanoTime()));
            System.out.printf(
                    "  %,d of %,d sites known, %,d UNKNOWN verdicts, %d services moved, %.1f s behind%n",
                    watch.known(),
                    cell.sites(),
                    watch.unknownVerdicts(),
                    watch.moved().size(),
                    cell.read().behindSeconds());
        }
    }

    /** @return after how many seconds; negative when it was not reached */
    private static double await(BooleanSupplier reached, Duration limit, String what, CellWatch watch) {
        long begin = System.nanoTime();
        long shown = begin;
        while (!reached.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - begin > limit.toNanos()) {
                return -1;
            }
            if (now - shown > SHOW.toNanos()) {
                shown = now;
                System.out.printf(
                        "  %s: %,d after %.0f s, %,d UNKNOWN verdicts%n",
                        what, watch.known(), (now - begin) / NANOS, watch.unknownVerdicts());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return (System.nanoTime() - begin) / NANOS;
    }

    private static void print(Overload overload, ColdStart cold) {
        System.out.printf(
                "RESULT bench-overload recovered_s=%.1f wrong_moves=%d due_moves=%d done_moves=%d unknown_verdicts=%d"
                        + " cold_start_s=%.1f background_share=%.2f%n",
                overload.recoveredSeconds(),
                overload.wrongMoves(),
                DUE_MOVES,
                overload.doneMoves(),
                overload.unknownVerdicts(),
                cold.seconds(),
                cold.backgroundShare());
    }
}
