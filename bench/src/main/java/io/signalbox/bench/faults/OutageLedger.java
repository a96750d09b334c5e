package io.signalbox.bench.faults;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records every injected outage: whether it is detected in time, and whether any other target is reported DOWN.
 * Thread-safe.
 */
final class OutageLedger implements VerdictReader.Listener {

    /** The time for which a vantage reports itself unhealthy after a disturbance of its own. */
    private static final Duration SICK_AFTERWARDS = Duration.ofSeconds(1);

    private final Duration bound;
    private final Map<SoakTarget, Outage> under = new HashMap<>();
    private final Map<SoakTarget, Long> unknownSince = new HashMap<>();
    private final Set<SoakTarget> up = new HashSet<>();
    /** Detection times of the outages that must be detected in time, in nanoseconds. */
    private final List<Long> took = new ArrayList<>();

    private DisturbanceRecord record = new DisturbanceRecord("none");
    private Set<SoakTarget.Group> muted = Set.of();
    private long strayUnknown;
    private int outages;
    private int found;
    private int late;
    private int falseDown;

    private static final class Outage {
        private final FailureKind kind;
        private final long began;
        private final @Nullable DisturbanceRecord inside;
        private long ends;
        /** The detection time counts from here. */
        private long counts;

        private boolean muted;
        private boolean found;
        private boolean recovered;
        private long recoveredNanos;

        private Outage(FailureKind kind, long began, long ends, @Nullable DisturbanceRecord inside) {
            this.kind = kind;
            this.began = began;
            this.ends = ends;
            this.counts = began;
            this.inside = inside;
        }
    }

    /** @param bound the maximum detection time */
    OutageLedger(Duration bound) {
        this.bound = bound;
    }

    /** Begins a random outage. @return whether it may begin */
    synchronized boolean begin(SoakTarget target, FailureKind kind, long lastsNanos) {
        if (under.containsKey(target) || !up.contains(target)) {
            return false;
        }
        long now = System.nanoTime();
        put(target, new Outage(kind, now, now + lastsNanos, null));
        return true;
    }

    /**
     * Begins an outage of the current disturbance; it lasts until the disturbance is over and detection had its time.
     */
    synchronized void beginInside(SoakTarget target, FailureKind kind) {
        put(target, new Outage(kind, System.nanoTime(), Long.MAX_VALUE, record));
        record.outage();
    }

    private void put(SoakTarget target, Outage outage) {
        outage.muted = muted.contains(target.group());
        under.put(target, outage);
        outages++;
    }

    synchronized void enter(DisturbanceRecord disturbance, Set<SoakTarget.Group> nowMuted) {
        record = disturbance;
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

    /** The targets to heal now. An outage that was not detected is counted when it ends. */
    synchronized List<SoakTarget> due() {
        long now = System.nanoTime();
        under.values().removeIf(outage -> outage.recovered && now - outage.recoveredNanos > bound.toNanos());
        var due = new ArrayList<SoakTarget>();
        under.forEach((target, outage) -> {
            if (!outage.recovered && !outage.muted && now >= outage.ends) {
                if (!outage.found) {
                    late++;
                    say(target, "was " + outage.kind + " and was not detected");
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
        SoakTarget target = SoakTarget.of(service.value());
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

    /** Failed targets are judged by their detection time; this is about targets that were only UNKNOWN. */
    private void known(SoakTarget target, long now) {
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

    private void down(SoakTarget target, long now) {
        Outage outage = under.get(target);
        if (outage == null) {
            falseDown++;
            say(target, "is reported DOWN without an outage");
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

    private void inTime(SoakTarget target, Outage outage, long tookNanos) {
        took.add(tookNanos);
        if (tookNanos > bound.toNanos()) {
            late++;
            say(target, "was " + outage.kind + " and was detected after " + tookNanos / 1_000_000 + " ms");
        }
    }

    private void say(SoakTarget target, String what) {
        System.out.println(target.service() + " " + what + "; last disturbance: " + record.name()
                + (record.goesOn() ? ", goes on" : ", over"));
    }

    @Override
    public synchronized void observed(Observation observation) {
        if (record.goesOn()
                && !under.containsKey(SoakTarget.of(observation.service().value()))) {
            record.observed(observation);
        }
    }

    /** The overall result. @param strayUnknownMillis the longest UNKNOWN of a target without any disturbance */
    record Summary(
            int outages,
            int found,
            int late,
            int falseDown,
            long strayUnknownMillis,
            long middleMillis,
            long lastMillis) {

        boolean passed() {
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
