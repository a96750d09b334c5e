package io.signalbox.bench.probe;

import io.signalbox.bench.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code make soak-probes}: for half an hour targets fail at random, in random ways, while thousands of others do not. One trouble
 * after the other comes as well, of the prober itself or of what lies around it. Each outage must be found in time, also within a
 * trouble, and nothing else may be taken for DOWN.
 */
public final class SoakBench {

    /** An interval, three timeouts, and a second for the way through Kafka on a busy machine. */
    static final Duration BOUND = Duration.ofMillis(1_000 + 3 * 500 + 1_000);

    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("signalbox.bench.minutes", 30));
    private static final int PLAIN = Integer.getInteger("signalbox.bench.checks", 1_000);
    private static final int SHARED = Integer.getInteger("signalbox.bench.shared", 1_000);
    private static final int FEW = 10;
    private static final List<Harm> HARMS = List.of(Harm.SILENT, Harm.DYING, Harm.FAILING, Harm.SWALLOWING);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(400);
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    /** A trouble, and how long after its beginning targets fail within it. */
    private static final Duration TROUBLE = Duration.ofSeconds(20);

    private static final Duration UNTIL_OUTAGE = Duration.ofSeconds(2);
    /** Until what failed within it has recovered, and a while in which all is well. */
    private static final Duration SETTLED = BOUND.multipliedBy(3);

    private final Random random = new Random(Long.getLong("signalbox.bench.seed", 1));
    private final Outages outages = new Outages(BOUND);
    private final Map<String, TroubleRecord> records = new LinkedHashMap<>();
    private final SoakWorld world;
    private final long began = System.nanoTime();

    private SoakBench(SoakWorld world) {
        this.world = world;
    }

    public static void main(String[] arguments) {
        OwnNetwork.require();
        Path directory = Folders.temporary("signalbox-soak-");
        boolean well;
        try (var world = new SoakWorld(directory, PLAIN, SHARED, FEW)) {
            LockSupport.parkNanos(WARM_UP.toNanos());
            var bench = new SoakBench(world);
            bench.run();
            well = bench.tell();
        }
        if (well) {
            Folders.erase(directory);
        }
        System.exit(well ? 0 : 1);
    }

    private void run() {
        var troubles = new Troubles(world, random).all();
        try (var _ = new Verdicts(world.prober().bootstrap(), world.prober().topology(), outages)) {
            awaitAllUp();
            long end = System.nanoTime() + TIME.toNanos();
            for (int i = 0; i < troubles.size() || System.nanoTime() - end < 0; i++) {
                undergo(troubles.get(i % troubles.size()));
            }
            live(LONGEST.plus(BOUND), Trouble.NOTHING_ELSE, false);
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

    private void undergo(Trouble trouble) {
        Counters before = world.prober().counters();
        outages.enter(records.computeIfAbsent(trouble.name(), TroubleRecord::new), trouble.muted());
        trouble.course().begin();
        live(UNTIL_OUTAGE, trouble.course(), true);
        trouble.inside().forEach(outages::beginInside);
        trouble.inside().forEach(world::harm);
        live(TROUBLE.minus(UNTIL_OUTAGE), trouble.course(), true);
        trouble.course().end();
        outages.leave();
        live(SETTLED, Trouble.NOTHING_ELSE, true);
        outages.conclude(
                world.prober().counters().since(before), trouble.course().remark());
        System.out.printf(
                "%5d s  %s%n",
                (System.nanoTime() - began) / 1_000_000_000,
                Objects.requireNonNull(records.get(trouble.name())).last());
    }

    private void live(Duration time, Trouble.Course course, boolean damaging) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            course.meanwhile();
            outages.due().forEach(world::heal);
            if (damaging) {
                damage();
            }
            // Keeps the connection to the targets in use: there may be no port for another.
            long _ = world.prober().answered();
        }
    }

    private void damage() {
        var target = new Target(Target.Group.PLAIN, random.nextInt(Troubles.OWN_TARGETS, PLAIN));
        Harm harm = HARMS.get(random.nextInt(HARMS.size()));
        long lasts = BOUND.toNanos() + random.nextLong(LONGEST.minus(BOUND).toNanos());
        if (outages.begin(target, harm, lasts)) {
            world.harm(target, harm);
        }
    }

    /** @return whether all is as it should be */
    private boolean tell() {
        System.out.println(TroubleRecord.heading());
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
                        .mapToDouble(TroubleRecord::undecidedSeconds)
                        .sum(),
                records.values().stream().mapToDouble(TroubleRecord::seconds).sum(),
                records.values().stream()
                        .mapToLong(TroubleRecord::slowestRecoveryMillis)
                        .max()
                        .orElse(0),
                summary.strayUnknownMillis(),
                summary.middleMillis(),
                summary.lastMillis(),
                BOUND.toMillis());
        return summary.asItShouldBe() && records.values().stream().allMatch(record -> record.asItShouldBe(BOUND));
    }
}
