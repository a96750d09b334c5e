package io.signalbox.bench.stream;

import io.signalbox.bench.Percentile;
import io.signalbox.bench.TemporaryFolders;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * {@code make bench-fleet}: ten thousand services with three sites each, seen from three vantages. Measures the rate of observations
 * that decision-service keeps up with, beside that of a thousand services in the same run; at that rate, the time from the deciding
 * observation to the command; then the heap, the start after a kill, and the answers of the API. The exit code is 1 if the cell does
 * not come up or a lost site leads to no command.
 */
public final class FleetBench {

    private static final int SERVICES = Integer.getInteger("signalbox.bench.services", 10_000);
    private static final int FEW_SERVICES = 1_000;
    private static final int SITES = 3;
    private static final String JVM = "-Xmx" + System.getProperty("signalbox.bench.heap", "1g");
    private static final double GENTLE_RATE = 30_000;
    private static final int LOST = 100;
    private static final Duration BETWEEN_LOSSES = Duration.ofMillis(200);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration DECISION_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SHOW = Duration.ofSeconds(5);
    private static final int ANSWERS = 20;
    private static final double NANOS = 1e9;
    private static final double MEBI = 1_048_576;

    private final LoadedCell cell;
    private final CellWatch watch;

    private FleetBench(LoadedCell cell, CellWatch watch) {
        this.cell = cell;
        this.watch = watch;
    }

    /** @param millis the median @param bytes of the body */
    private record TimedResponse(long millis, int bytes) {}

    public static void main(String[] arguments) {
        Path directory = TemporaryFolders.create("signalbox-fleet-");
        try {
            double stream = stream(directory.resolve("stream"));
            fleet(directory.resolve("fleet"), stream);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage() + "; logs are in " + directory);
            System.exit(1);
        }
        TemporaryFolders.delete(directory);
        // Kafka clients leave threads behind that end later.
        System.exit(0);
    }

    private static double stream(Path directory) {
        System.out.printf("%,d services%n", FEW_SERVICES);
        try (var cell = new LoadedCell(directory, FEW_SERVICES);
                var watch = new CellWatch(cell.bootstrap())) {
            new FleetBench(cell, watch).comeUp();
            return new RateSearch(cell).run().sustained();
        }
    }

    private static void fleet(Path directory, double stream) {
        long begin = System.nanoTime();
        try (var cell = new LoadedCell(directory, SERVICES, SITES, JVM);
                var watch = new CellWatch(cell.bootstrap())) {
            System.out.printf("%,d services, %,d checks, ready after %.1f s%n", SERVICES, cell.checks(), since(begin));
            new FleetBench(cell, watch).measure(stream);
        }
    }

    private void measure(double stream) {
        double up = comeUp();
        double sustained = new RateSearch(cell).run().sustained();
        List<Long> decided = decide(sustained);
        cell.offer(GENTLE_RATE);
        LockSupport.parkNanos(SETTLE.toNanos());
        long heap = cell.liveHeap();
        TimedResponse list = answers("/api/v1/services?limit=100");
        TimedResponse filtered = answers("/api/v1/services?limit=100&verdict=DOWN");
        TimedResponse metrics = answers("/q/metrics");
        double restart = restart();
        System.out.printf(
                "RESULT bench-fleet sustained_per_s=%.0f decided_p99_ms=%d heap_mib=%.0f restart_s=%.1f list_ms=%d"
                        + " metrics_ms=%d ratio_stream=%.2f stream_per_s=%.0f decided_p50_ms=%d services=%d checks=%d"
                        + " heap_bytes_per_service=%d known_s=%.1f list_bytes=%d filtered_ms=%d metrics_bytes=%d%n",
                sustained,
                Percentile.of(decided, 99, Long::longValue),
                heap / MEBI,
                restart,
                list.millis(),
                metrics.millis(),
                sustained / stream,
                stream,
                Percentile.of(decided, 50, Long::longValue),
                SERVICES,
                cell.checks(),
                heap / SERVICES,
                up,
                list.bytes(),
                filtered.millis(),
                metrics.bytes());
    }

    /** Returns when the verdict of every site is known. @return after how many seconds */
    private double comeUp() {
        cell.offer(GENTLE_RATE);
        return await(() -> watch.known() == cell.sites(), LIMIT, "sites known");
    }

    /** Loses the active sites of some services, one after the other. @return the milliseconds to each one's command */
    private List<Long> decide(double rate) {
        System.out.printf("%d services lose their active site, at %,.0f observations/s%n", LOST, rate);
        cell.offer(rate);
        LockSupport.parkNanos(SETTLE.toNanos());
        List<ServiceName> dying = cell.topology().services().stream()
                .map(Service::name)
                .filter(name -> watch.commandedAt(name) < 0)
                .limit(LOST)
                .toList();
        for (ServiceName service : dying) {
            cell.lose(service, cell.active());
            LockSupport.parkNanos(BETWEEN_LOSSES.toNanos());
        }
        await(
                () -> dying.stream()
                        .allMatch(service -> watch.commandedAt(service) >= 0 && cell.decidedAt(service) >= 0),
                DECISION_LIMIT,
                "decisions");
        var times = new ArrayList<Long>();
        dying.forEach(service -> times.add(watch.commandedAt(service) - cell.decidedAt(service)));
        return times;
    }

    private double restart() {
        System.out.println("the service is killed and starts again");
        long begin = System.nanoTime();
        cell.kill();
        watch.awaitWatermarks();
        cell.start();
        System.out.printf("  ready after %.1f s%n", since(begin));
        await(() -> watch.known() == cell.sites(), LIMIT, "sites confirmed");
        return since(begin);
    }

    private TimedResponse answers(String path) {
        var times = new ArrayList<Long>();
        int bytes = 0;
        for (int n = 0; n < ANSWERS; n++) {
            long begin = System.nanoTime();
            bytes = cell.get(path);
            times.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
        }
        return new TimedResponse(Percentile.of(times, 50, Long::longValue), bytes);
    }

    /** @return after how many seconds */
    private double await(BooleanSupplier reached, Duration limit, String what) {
        long begin = System.nanoTime();
        long shown = begin;
        while (!reached.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - begin > limit.toNanos()) {
                throw new IllegalStateException("%s: not after %d s; %,d of %,d sites are known"
                        .formatted(what, limit.toSeconds(), watch.known(), cell.sites()));
            }
            if (now - shown > SHOW.toNanos()) {
                shown = now;
                System.out.printf(
                        "  %s: after %.0f s %,d of %,d sites are known, %,d UNKNOWN verdicts%n",
                        what, since(begin), watch.known(), cell.sites(), watch.unknownVerdicts());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        System.out.printf("  %s: after %.1f s%n", what, since(begin));
        return since(begin);
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / NANOS;
    }
}
