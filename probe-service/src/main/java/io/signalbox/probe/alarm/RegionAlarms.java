package io.signalbox.probe.alarm;

import io.signalbox.contract.topology.rules.AlarmLoad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads all requested alarms of a region together, when a check needs a new reading. Thread-safe. */
final class RegionAlarms {

    private static final Logger LOG = Logger.getLogger(RegionAlarms.class);
    /** Timers are inexact: a check must not find the last reading a moment too new. */
    private static final double ALMOST = 0.9;
    /** In intervals, or in durations of a reading. */
    private static final int LONGEST_AGE = 2;

    private final String region;
    private final AlarmSource source;
    private final Map<String, Integer> wanted = new HashMap<>();
    private List<Consumer<Optional<AlarmReading>>> waiting = new ArrayList<>();
    private @Nullable AlarmReading last;
    private boolean reading;
    private int readings;
    private long tookNanos;
    private String lastProblem = "";

    RegionAlarms(String region, AlarmSource source) {
        this.region = region;
        this.source = source;
    }

    synchronized void want(String alarm) {
        wanted.merge(alarm, 1, Integer::sum);
    }

    synchronized void forget(String alarm) {
        wanted.computeIfPresent(alarm, (_, holders) -> holders == 1 ? null : holders - 1);
    }

    /**
     * Reports a reading that started after {@code toldNanos} and is at most two intervals old. Starts one if needed.
     * Reports nothing (empty) if the last reading is known and the next is not due.
     *
     * @param told called on any thread
     */
    void ask(long toldNanos, long intervalNanos, Consumer<Optional<AlarmReading>> told) {
        answer(toldNanos, intervalNanos, told).ifPresent(told);
    }

    /** Empty if the reading is reported later. */
    private synchronized Optional<Optional<AlarmReading>> answer(
            long toldNanos, long intervalNanos, Consumer<Optional<AlarmReading>> told) {
        AlarmReading known = last;
        long ageNanos = known == null ? Long.MAX_VALUE : System.nanoTime() - known.startedNanos();
        boolean due = ageNanos >= intervalNanos * ALMOST;
        if (due && !reading) {
            reading = true;
            List<String> names = inTurn();
            Thread.ofVirtual().name("alarms-" + region).start(() -> read(names));
        }
        // A reading that takes longer than the checks wait is reported to their next probe.
        if (known != null
                && known.startedNanos() - toldNanos > 0
                && ageNanos < Math.max(intervalNanos, tookNanos) * LONGEST_AGE) {
            return Optional.of(Optional.of(known));
        }
        if (!reading) {
            return Optional.of(Optional.empty());
        }
        waiting.add(told);
        return Optional.empty();
    }

    /** Each reading starts with other alarms, so that an exhausted quota does not always omit the same ones. */
    private List<String> inTurn() {
        List<String> names = new ArrayList<>(wanted.keySet());
        Collections.sort(names);
        if (!names.isEmpty()) {
            Collections.rotate(names, -(readings++ * AlarmLoad.AT_ONCE % names.size()));
        }
        return names;
    }

    private void read(List<String> names) {
        long startedNanos = System.nanoTime();
        AlarmReading now;
        try {
            AlarmSource.AlarmStates answer = source.states(region, names);
            now = new AlarmReading.States(startedNanos, answer.states(), answer.problem());
        } catch (AlarmSource.ReadException | RuntimeException e) {
            now = new AlarmReading.Failed(startedNanos, String.valueOf(e.getMessage()));
        }
        List<Consumer<Optional<AlarmReading>>> askers;
        synchronized (this) {
            last = now;
            tookNanos = System.nanoTime() - startedNanos;
            reading = false;
            askers = waiting;
            waiting = new ArrayList<>();
            logChange(now);
        }
        var read = Optional.of(now);
        askers.forEach(asker -> asker.accept(read));
    }

    private void logChange(AlarmReading now) {
        String problem =
                switch (now) {
                    case AlarmReading.Failed(long _, String why) -> why;
                    case AlarmReading.States states -> states.problem();
                };
        if (!problem.isEmpty() && lastProblem.isEmpty()) {
            LOG.warnf("alarms unreadable region=%s reason=\"%s\"", region, problem);
        } else if (problem.isEmpty() && !lastProblem.isEmpty()) {
            LOG.infof("alarms readable region=%s", region);
        }
        lastProblem = problem;
    }
}
