package io.signalbox.bench.probe;

import io.signalbox.bench.Folders;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * {@code make soak-probes}: for half an hour targets fail at random, in random ways, while thousands of others do not; each outage
 * must be found in time, and nothing else may be taken for DOWN.
 */
public final class SoakBench {

    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("signalbox.bench.minutes", 30));
    private static final Checks CHECKS =
            new Checks(Integer.getInteger("signalbox.bench.checks", 2_000), Duration.ofSeconds(1), 0);
    private static final List<Manner> TROUBLES = List.of(Manner.SILENT, Manner.DYING, Manner.FAILING);

    /** An interval, three timeouts, and a second for the way through Kafka on a busy machine. */
    private static final Duration BOUND = Duration.ofMillis(1_000 + 3 * 500 + 1_000);

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(400);
    private static final Duration WARM_UP = Duration.ofSeconds(90);

    private final Random random = new Random(Long.getLong("signalbox.bench.seed", 1));
    private final Map<Integer, Outage> under = new HashMap<>();
    private final List<Long> found = new ArrayList<>();
    private final Set<String> up = new HashSet<>();
    private int outages;
    private int late;
    private int falseDown;

    /** @param recovered when it was well again; null while it is not */
    private static final class Outage {
        private final Manner manner;
        private final long began;
        private final long ends;
        private boolean found;
        private @Nullable Long recovered;

        private Outage(Manner manner, long began, long ends) {
            this.manner = manner;
            this.began = began;
            this.ends = ends;
        }
    }

    private SoakBench() {}

    public static void main(String[] arguments) {
        Path directory = Folders.temporary("signalbox-soak-");
        var bench = new SoakBench();
        try (var prober = new LoneProber(directory, CHECKS)) {
            LockSupport.parkNanos(WARM_UP.toNanos());
            bench.run(prober);
        }
        Folders.erase(directory);
        System.exit(bench.tell() ? 0 : 1);
    }

    private void run(LoneProber prober) {
        List<String> addresses = CHECKS.addresses();
        try (var _ = new Verdicts(prober.bootstrap(), prober.topology(), this::heard)) {
            awaitAllUp();
            long end = System.nanoTime() + TIME.toNanos();
            while (System.nanoTime() - end < 0) {
                LockSupport.parkNanos(BETWEEN.toNanos());
                repair(prober, addresses);
                damage(prober, addresses);
            }
            LockSupport.parkNanos(LONGEST.plus(BOUND).toNanos());
        }
    }

    private void awaitAllUp() {
        long end = System.nanoTime() + WARM_UP.toNanos();
        while (up() < CHECKS.count()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("only " + up() + " of " + CHECKS.count() + " targets are UP");
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private synchronized int up() {
        return up.size();
    }

    private void damage(LoneProber prober, List<String> addresses) {
        int index = random.nextInt(addresses.size());
        Manner manner = TROUBLES.get(random.nextInt(TROUBLES.size()));
        long lasts = BOUND.toNanos() + random.nextLong(LONGEST.minus(BOUND).toNanos());
        synchronized (this) {
            if (under.containsKey(index) || !up.contains(Checks.service(index))) {
                return;
            }
            long now = System.nanoTime();
            under.put(index, new Outage(manner, now, now + lasts));
            outages++;
        }
        prober.become(addresses.get(index), manner);
    }

    /** What was not found within its bound is counted when it ends. */
    private void repair(LoneProber prober, List<String> addresses) {
        long now = System.nanoTime();
        for (Integer index : due(now)) {
            prober.become(addresses.get(index), Manner.WELL);
        }
        synchronized (this) {
            under.values().removeIf(outage -> outage.recovered != null && now - outage.recovered > BOUND.toNanos());
        }
    }

    private synchronized List<Integer> due(long now) {
        var due = new ArrayList<Integer>();
        under.forEach((index, outage) -> {
            if (outage.recovered == null && outage.ends - now <= 0) {
                if (!outage.found) {
                    late++;
                    System.out.println(Checks.service(index) + " was " + outage.manner + " and was not found");
                }
                outage.recovered = now;
                due.add(index);
            }
        });
        return due;
    }

    private synchronized void heard(ServiceName service, Verdict verdict) {
        String name = service.value();
        if (verdict == Verdict.UP) {
            up.add(name);
            return;
        }
        up.remove(name);
        if (verdict != Verdict.DOWN) {
            return;
        }
        Outage outage = under.get(Integer.parseInt(name.substring(1)));
        if (outage == null) {
            falseDown++;
            System.out.println(name + " is taken for DOWN, and nothing is wrong with it");
        } else if (!outage.found) {
            outage.found = true;
            long took = System.nanoTime() - outage.began;
            found.add(took);
            if (took > BOUND.toNanos()) {
                late++;
                System.out.printf("%s was %s and was found after %d ms%n", name, outage.manner, took / 1_000_000);
            }
        }
    }

    /** @return whether all is as it should be */
    private synchronized boolean tell() {
        Collections.sort(found);
        long last = found.isEmpty() ? 0 : found.getLast();
        long middle = found.isEmpty() ? 0 : found.get(found.size() / 2);
        System.out.printf(
                "RESULT soak-probes minutes=%d checks=%d outages=%d found=%d late=%d false_down=%d found_p50_ms=%d"
                        + " found_max_ms=%d bound_ms=%d%n",
                TIME.toMinutes(),
                CHECKS.count(),
                outages,
                found.size(),
                late,
                falseDown,
                middle / 1_000_000,
                last / 1_000_000,
                BOUND.toMillis());
        return late == 0 && falseDown == 0 && outages > 0 && found.size() == outages;
    }
}
