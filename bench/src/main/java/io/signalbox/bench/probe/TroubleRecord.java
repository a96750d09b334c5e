package io.signalbox.bench.probe;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of one trouble, over all the times that it came. Guarded by the ledger that keeps it. */
final class TroubleRecord {

    private final String name;
    private final Map<String, Long> told = new TreeMap<>();
    private final Map<String, Long> counted = new TreeMap<>();
    private int times;
    private long lasted;
    private long undecided;
    private long longestUnknown;
    private long beganNanos;
    private long endedNanos;
    private boolean tooLong;
    private int outages;
    private int found;
    private long slowest;
    private String remark = "";

    TroubleRecord(String name) {
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
    }

    void end(long now) {
        endedNanos = now;
        lasted += now - beganNanos;
    }

    boolean goesOn() {
        return endedNanos == Long.MAX_VALUE;
    }

    /** Once everything has settled. */
    void conclude(Map<String, Long> counters, String said) {
        counters.forEach((what, count) -> counted.merge(what, count, Long::sum));
        undecided += longestUnknown;
        tooLong |= longestUnknown > endedNanos - beganNanos;
        remark = said;
    }

    /** What became of it the last time. */
    String last() {
        return "%-45s %5.1f s, UNKNOWN for at most %5.1f s%s, %d of %d outages found so far"
                .formatted(
                        name,
                        (endedNanos - beganNanos) / 1e9,
                        longestUnknown / 1e9,
                        longestUnknown > endedNanos - beganNanos ? ": LONGER THAN THE TROUBLE" : "",
                        found,
                        outages);
    }

    /** Whether what began then is due to it. @param settled how long after its end */
    boolean covers(long sinceNanos, Duration settled) {
        return sinceNanos >= beganNanos && (goesOn() || sinceNanos <= endedNanos + settled.toNanos());
    }

    /** Of a target with which nothing is wrong. */
    void observed(Observation observation) {
        String what =
                switch (observation.result()) {
                    case ProbeResult.Passed _ -> "passed";
                    case ProbeResult.Failed failed -> failed.cause().toString();
                };
        told.merge(observation.vantageHealth().healthy() ? what : what + " (sick)", 1L, Long::sum);
    }

    void unknown(long nanos) {
        longestUnknown = Math.max(longestUnknown, nanos);
    }

    void outage() {
        outages++;
    }

    void found(long tookNanos) {
        found++;
        slowest = Math.max(slowest, tookNanos);
    }

    boolean asItShouldBe() {
        return !tooLong && found == outages;
    }

    double seconds() {
        return lasted / 1e9;
    }

    double undecidedSeconds() {
        return undecided / 1e9;
    }

    static String heading() {
        return """
            | trouble | times | seconds | the other checks are told as | beside results | longest UNKNOWN, seconds | outages inside, found | slowest ms |
            |---|---|---|---|---|---|---|---|\
            """;
    }

    String row() {
        return "| %s | %d | %.0f | %s | %s | %.1f | %d, %d | %d |"
                .formatted(
                        remark.isEmpty() ? name : name + " (" + remark + ")",
                        times,
                        seconds(),
                        text(told),
                        text(counted),
                        undecidedSeconds(),
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
