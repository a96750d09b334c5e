package io.signalbox.bench.probe;

import io.signalbox.contract.Observation;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What fails, and whether it is found in time and nothing else is. Thread-safe. */
final class Outages implements Verdicts.Listener {

    /** So long a vantage is sick after a disturbance of its own. */
    private static final Duration SICK_AFTERWARDS = Duration.ofSeconds(1);

    private final Duration bound;
    private final Map<Target, Outage> under = new HashMap<>();
    private final Map<Target, Long> unknownSince = new HashMap<>();
    private final Set<Target> up = new HashSet<>();
    /** How long those took that had to be found in time. */
    private final List<Long> took = new ArrayList<>();

    private TroubleRecord record = new TroubleRecord("none");
    private Set<Target.Group> muted = Set.of();
    private long strayUnknown;
    private int outages;
    private int found;
    private int late;
    private int falseDown;

    /** One outage. */
    private static final class Outage {
        private final Harm harm;
        private final long began;
        private final @Nullable TroubleRecord inside;
        private long ends;
        /** From when on it must be found. */
        private long counts;

        private boolean muted;
        private boolean found;
        private boolean recovered;
        private long recoveredNanos;

        private Outage(Harm harm, long began, long ends, @Nullable TroubleRecord inside) {
            this.harm = harm;
            this.began = began;
            this.ends = ends;
            this.counts = began;
            this.inside = inside;
        }
    }

    /** @param bound within which an outage must be found */
    Outages(Duration bound) {
        this.bound = bound;
    }

    /** At random. @return whether it may begin */
    synchronized boolean begin(Target target, Harm harm, long lastsNanos) {
        if (under.containsKey(target) || !up.contains(target)) {
            return false;
        }
        long now = System.nanoTime();
        put(target, new Outage(harm, now, now + lastsNanos, null));
        return true;
    }

    /** As part of the trouble; goes on until that is over and it had its time to be found. */
    synchronized void beginInside(Target target, Harm harm) {
        put(target, new Outage(harm, System.nanoTime(), Long.MAX_VALUE, record));
        record.outage();
    }

    private void put(Target target, Outage outage) {
        outage.muted = muted.contains(target.group());
        under.put(target, outage);
        outages++;
    }

    synchronized void enter(TroubleRecord trouble, Set<Target.Group> nowMuted) {
        record = trouble;
        record.begin(System.nanoTime());
        muted = nowMuted;
        under.forEach((target, outage) -> outage.muted |= nowMuted.contains(target.group()) && !outage.found);
    }

    synchronized void leave() {
        long now = System.nanoTime();
        record.end(now);
        muted = Set.of();
        long grace = now + SICK_AFTERWARDS.plus(bound).plusSeconds(1).toNanos();
        for (Outage outage : under.values()) {
            if (outage.muted) {
                outage.muted = false;
                outage.counts = now + SICK_AFTERWARDS.toNanos();
                outage.ends = Math.max(outage.ends, grace);
            }
            if (outage.inside == record) {
                outage.ends = grace;
            }
        }
    }

    synchronized void conclude(Map<String, Long> counters, String remark) {
        record.conclude(counters, remark);
    }

    /** What is to be healed now. What was not found in time is counted when it ends. */
    synchronized List<Target> due() {
        long now = System.nanoTime();
        under.values().removeIf(outage -> outage.recovered && now - outage.recoveredNanos > bound.toNanos());
        var due = new ArrayList<Target>();
        under.forEach((target, outage) -> {
            if (!outage.recovered && !outage.muted && now >= outage.ends) {
                if (!outage.found) {
                    late++;
                    say(target, "was " + outage.harm + " and was not found");
                }
                outage.recovered = true;
                outage.recoveredNanos = now;
                due.add(target);
            }
        });
        return due;
    }

    synchronized int up() {
        return up.size();
    }

    @Override
    public synchronized void verdict(ServiceName service, Verdict verdict) {
        Target target = Target.of(service.value());
        long now = System.nanoTime();
        switch (verdict) {
            case UP -> {
                known(target, now);
                up.add(target);
            }
            case DOWN -> {
                known(target, now);
                up.remove(target);
                down(target, now);
            }
            case UNKNOWN -> {
                if (up.remove(target) && !under.containsKey(target)) {
                    unknownSince.put(target, now);
                }
            }
        }
    }

    /** What failed is judged by when it is found; here it is about those that only could not be judged. */
    private void known(Target target, long now) {
        Long since = unknownSince.remove(target);
        if (under.containsKey(target)) {
            return;
        }
        if (since != null && record.covers(since, bound)) {
            record.unknown(since, now);
        } else if (since != null) {
            strayUnknown = Math.max(strayUnknown, now - since);
        }
    }

    private void down(Target target, long now) {
        Outage outage = under.get(target);
        if (outage == null) {
            falseDown++;
            say(target, "is taken for DOWN, and nothing is wrong with it");
        } else if (!outage.found) {
            outage.found = true;
            if (outage.inside != null) {
                outage.inside.found(now - outage.began);
            }
            found++;
            if (!outage.muted) {
                inTime(target, outage, now - outage.counts);
            }
        }
    }

    private void inTime(Target target, Outage outage, long tookNanos) {
        took.add(tookNanos);
        if (tookNanos > bound.toNanos()) {
            late++;
            say(target, "was " + outage.harm + " and was found after " + tookNanos / 1_000_000 + " ms");
        }
    }

    private void say(Target target, String what) {
        System.out.println(target.service() + " " + what + "; last trouble: " + record.name()
                + (record.goesOn() ? ", goes on" : ", over"));
    }

    @Override
    public synchronized void observed(Observation observation) {
        if (record.goesOn()
                && !under.containsKey(Target.of(observation.service().value()))) {
            record.observed(observation);
        }
    }

    /**
     * How it all came out.
     *
     * @param strayUnknownMillis the longest time that a target was UNKNOWN without any trouble
     */
    record Summary(
            int outages,
            int found,
            int late,
            int falseDown,
            long strayUnknownMillis,
            long middleMillis,
            long lastMillis) {

        boolean asItShouldBe() {
            return outages > 0 && found == outages && late == 0 && falseDown == 0;
        }
    }

    synchronized Summary summary() {
        Collections.sort(took);
        return new Summary(
                outages,
                found,
                late,
                falseDown,
                strayUnknown / 1_000_000,
                took.isEmpty() ? 0 : took.get(took.size() / 2) / 1_000_000,
                took.isEmpty() ? 0 : took.getLast() / 1_000_000);
    }
}
