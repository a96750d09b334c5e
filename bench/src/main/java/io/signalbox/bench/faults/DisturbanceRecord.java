package io.signalbox.bench.faults;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The results of one disturbance over all its repetitions. Guarded by the lock of {@link OutageLedger}. */
final class DisturbanceRecord {

    private final String name;
    private final Map<String, Long> told = new TreeMap<>();
    private final Map<String, Long> counted = new TreeMap<>();
    private int times;
    private long lasted;
    private long undecided;
    private long longestUnknown;
    private long longestAfter;
    private long slowestRecovery;
    private long beganNanos;
    private long endedNanos;
    private int outages;
    private int found;
    private long slowest;
    private String remark = "";

    DisturbanceRecord(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void begin(long now) {
        times++;
        beganNanos = now;
        endedNanos = Long.MAX_VALUE;
        longestUnknown = 0;
        longestAfter = 0;
    }

    void end(long now) {
        endedNanos = now;
        lasted += now - beganNanos;
    }

    boolean goesOn() {
        return endedNanos == Long.MAX_VALUE;
    }

    /** Called when the effects of the disturbance are over. */
    void conclude(Map<String, Long> counters, String said) {
        counters.forEach((what, count) -> counted.merge(what, count, Long::sum));
        undecided += longestUnknown;
        slowestRecovery = Math.max(slowestRecovery, longestAfter);
        remark = said;
    }

    /** The result of the last repetition. */
    String last() {
        return "%-45s %5.1f s, UNKNOWN for at most %4.1f s of it and %3.1f s after it, %d of %d outages found so far"
                .formatted(
                        name,
                        (endedNanos - beganNanos) / 1e9,
                        longestUnknown / 1e9,
                        longestAfter / 1e9,
                        found,
                        outages);
    }

    /** True if an event at that time is due to the disturbance. @param settled how long effects last after the end */
    boolean covers(long sinceNanos, Duration settled) {
        return sinceNanos >= beganNanos && (goesOn() || sinceNanos <= endedNanos + settled.toNanos());
    }

    /** Counts an observation of a target without an outage. */
    void observed(Observation observation) {
        String what =
                switch (observation.result()) {
                    case ProbeResult.Passed _ -> "passed";
                    case ProbeResult.Failed failed -> failed.cause().toString();
                };
        told.merge(observation.vantageHealth().healthy() ? what : what + " (sick)", 1L, Long::sum);
    }

    /** A target without an outage was UNKNOWN in this time. */
    void unknown(long sinceNanos, long untilNanos) {
        longestUnknown = Math.max(longestUnknown, Math.min(untilNanos, endedNanos) - sinceNanos);
        longestAfter = Math.max(longestAfter, untilNanos - Math.max(sinceNanos, endedNanos));
    }

    void outage() {
        outages++;
    }

    void found(long tookNanos) {
        found++;
        slowest = Math.max(slowest, tookNanos);
    }

    /** @param bound of the time until a check has a verdict again after the disturbance */
    boolean passed(Duration bound) {
        return slowestRecovery <= bound.toNanos() && found == outages;
    }

    /** The longest time that a check was UNKNOWN after the end of the disturbance. */
    long slowestRecoveryMillis() {
        return slowestRecovery / 1_000_000;
    }

    double seconds() {
        return lasted / 1e9;
    }

    double undecidedSeconds() {
        return undecided / 1e9;
    }

    static String heading() {
        return """
            | disturbance | times | seconds | results of the other checks | other counters | longest UNKNOWN in it, seconds | after it, ms | outages inside, found | slowest ms |
            |---|---|---|---|---|---|---|---|---|\
            """;
    }

    String row() {
        return "| %s | %d | %.0f | %s | %s | %.1f | %d | %d, %d | %d |"
                .formatted(
                        remark.isEmpty() ? name : name + " (" + remark + ")",
                        times,
                        seconds(),
                        text(told),
                        text(counted),
                        undecidedSeconds(),
                        slowestRecoveryMillis(),
                        outages,
                        found,
                        slowest / 1_000_000);
    }

    private static String text(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
