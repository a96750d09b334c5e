package io.signalbox.bench.faults;

import io.signalbox.bench.TemporaryFolders;
import io.signalbox.bench.probe.ProberCounters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code make soak-probes}: for half an hour random targets fail in random ways, among thousands that do not. Meanwhile
 * one disturbance after the other affects the prober or its surroundings. Each outage must be detected in time, also
 * during a disturbance, and no other target may be reported DOWN.
 */
public final class SoakBench {

    /** An interval, three timeouts, and a second for Kafka on a busy machine. */
    static final Duration BOUND = Duration.ofMillis(1_000 + 3 * 500 + 1_000);

    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("signalbox.bench.minutes", 30));
    private static final int PLAIN = Integer.getInteger("signalbox.bench.checks", 1_000);
    private static final int SHARED = Integer.getInteger("signalbox.bench.shared", 1_000);
    private static final int FEW = 10;
    private static final List<FailureKind> FAILURE_KINDS =
            List.of(FailureKind.SILENT, FailureKind.RESETTING, FailureKind.FAILING, FailureKind.DROPPING);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(400);
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    /** The length of a disturbance, and when targets begin to fail within it. */
    private static final Duration DISTURBANCE = Duration.ofSeconds(20);

    private static final Duration UNTIL_OUTAGE = Duration.ofSeconds(2);
    /** Until failed targets have recovered, and a while without failures. */
    private static final Duration SETTLED = BOUND.multipliedBy(3);

    private final Random random = new Random(Long.getLong("signalbox.bench.seed", 1));
    private final OutageLedger outages = new OutageLedger(BOUND);
    private final Map<String, DisturbanceRecord> records = new LinkedHashMap<>();
    private final SoakWorld world;
    private final long began = System.nanoTime();

    private SoakBench(SoakWorld world) {
        this.world = world;
    }

    public static void main(String[] arguments) {
        IsolatedNetwork.require();
        Path directory = TemporaryFolders.create("signalbox-soak-");
        boolean well;
        try (var world = new SoakWorld(directory, PLAIN, SHARED, FEW)) {
            LockSupport.parkNanos(WARM_UP.toNanos());
            var bench = new SoakBench(world);
            bench.run();
            well = bench.print();
        }
        if (well) {
            TemporaryFolders.delete(directory);
        }
        System.exit(well ? 0 : 1);
    }

    private void run() {
        var disturbances = new Disturbances(world, random).all();
        try (var _ =
                new VerdictReader(world.prober().bootstrap(), world.prober().topology(), outages)) {
            awaitAllUp();
            long end = System.nanoTime() + TIME.toNanos();
            for (int i = 0; i < disturbances.size() || System.nanoTime() - end < 0; i++) {
                disturb(disturbances.get(i % disturbances.size()));
            }
            observe(LONGEST.plus(BOUND), Disturbance.NOTHING_ELSE, false);
        }
    }

    private void awaitAllUp() {
        long end = System.nanoTime() + WARM_UP.toNanos();
        while (outages.up() < world.checks().count()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "only " + outages.up() + " of " + world.checks().count() + " targets are UP");
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private void disturb(Disturbance disturbance) {
        ProberCounters before = world.prober().counters();
        outages.enter(records.computeIfAbsent(disturbance.name(), DisturbanceRecord::new), disturbance.muted());
        disturbance.course().begin();
        observe(UNTIL_OUTAGE, disturbance.course(), true);
        disturbance.inside().forEach(outages::beginInside);
        disturbance.inside().forEach(world::inject);
        observe(DISTURBANCE.minus(UNTIL_OUTAGE), disturbance.course(), true);
        disturbance.course().end();
        outages.leave();
        observe(SETTLED, Disturbance.NOTHING_ELSE, true);
        outages.conclude(
                world.prober().counters().since(before), disturbance.course().remark());
        System.out.printf(
                "%5d s  %s%n",
                (System.nanoTime() - began) / 1_000_000_000,
                Objects.requireNonNull(records.get(disturbance.name())).last());
    }

    private void observe(Duration time, Disturbance.Course course, boolean failing) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            course.meanwhile();
            outages.due().forEach(world::heal);
            if (failing) {
                failAtRandom();
            }
            // Keeps the control connection in use: there may be no local port for a new one.
            long _ = world.prober().answered();
        }
    }

    private void failAtRandom() {
        var target = new SoakTarget(SoakTarget.Group.PLAIN, random.nextInt(Disturbances.OWN_TARGETS, PLAIN));
        FailureKind kind = FAILURE_KINDS.get(random.nextInt(FAILURE_KINDS.size()));
        long lasts = BOUND.toNanos() + random.nextLong(LONGEST.minus(BOUND).toNanos());
        if (outages.begin(target, kind, lasts)) {
            world.inject(target, kind);
        }
    }

    /** @return whether every requirement is met */
    private boolean print() {
        System.out.println(DisturbanceRecord.heading());
        records.values().forEach(record -> System.out.println(record.row()));
        var summary = outages.summary();
        System.out.printf(
                "RESULT soak-probes minutes=%d checks=%d outages=%d found=%d late=%d false_down=%d undecided=%.0f"
                        + " trouble_seconds=%.0f undecided_after_ms=%d stray_unknown_ms=%d found_p50_ms=%d found_max_ms=%d bound_ms=%d%n",
                TIME.toMinutes(),
                world.checks().count(),
                summary.outages(),
                summary.found(),
                summary.late(),
                summary.falseDown(),
                records.values().stream()
                        .mapToDouble(DisturbanceRecord::undecidedSeconds)
                        .sum(),
                records.values().stream()
                        .mapToDouble(DisturbanceRecord::seconds)
                        .sum(),
                records.values().stream()
                        .mapToLong(DisturbanceRecord::slowestRecoveryMillis)
                        .max()
                        .orElse(0),
                summary.strayUnknownMillis(),
                summary.middleMillis(),
                summary.lastMillis(),
                BOUND.toMillis());
        return summary.passed() && records.values().stream().allMatch(record -> record.passed(BOUND));
    }
}
