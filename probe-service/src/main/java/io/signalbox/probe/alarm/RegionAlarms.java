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

/**
 * All alarms of one region that checks ask for, read together: whoever needs a new reading first has it made for all.
 * Thread-safe.
 */
final class RegionAlarms {

    private static final Logger LOG = Logger.getLogger(RegionAlarms.class);
    /** Timers are not exact, and the next start of a check must not find the last reading a hair too new. */
    private static final double ALMOST = 0.9;
    /** In intervals, or in the time that a reading takes. */
    private static final int LONGEST_AGE = 2;

    private final String region;
    private final AlarmSource source;
    private final Map<String, Integer> wanted = new HashMap<>();
    private List<Consumer<Optional<Reading>>> waiting = new ArrayList<>();
    private @Nullable Reading last;
    private boolean reading;
    private int readings;
    private long tookNanos;
    private String said = "";

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
     * Tells a reading that began after {@code toldNanos} and is no older than two intervals, made for the purpose where there is
     * none; empty when the last one is known already and it is too early for the next.
     *
     * @param told on any thread
     */
    void ask(long toldNanos, long intervalNanos, Consumer<Optional<Reading>> told) {
        answer(toldNanos, intervalNanos, told).ifPresent(told);
    }

    /** Empty for later. */
    private synchronized Optional<Optional<Reading>> answer(
            long toldNanos, long intervalNanos, Consumer<Optional<Reading>> told) {
        Reading known = last;
        long ageNanos = known == null ? Long.MAX_VALUE : System.nanoTime() - known.startedNanos();
        boolean due = ageNanos >= intervalNanos * ALMOST;
        if (due && !reading) {
            reading = true;
            List<String> names = inTurn();
            Thread.ofVirtual().name("alarms-" + region).start(() -> read(names));
        }
        // A reading that takes longer than the checks wait is told at the next look.
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

    /** Each reading begins with others, so that a quota that runs out does not always leave out the same. */
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
        Reading now;
        try {
            AlarmSource.Answer answer = source.states(region, names);
            now = new Reading.States(startedNanos, answer.states(), answer.trouble());
        } catch (AlarmSource.TroubleException | RuntimeException e) {
            now = new Reading.Trouble(startedNanos, String.valueOf(e.getMessage()));
        }
        List<Consumer<Optional<Reading>>> askers;
        synchronized (this) {
            last = now;
            tookNanos = System.nanoTime() - startedNanos;
            reading = false;
            askers = waiting;
            waiting = new ArrayList<>();
            say(now);
        }
        var read = Optional.of(now);
        askers.forEach(asker -> asker.accept(read));
    }

    private void say(Reading now) {
        String trouble =
                switch (now) {
                    case Reading.Trouble(long _, String why) -> why;
                    case Reading.States states -> states.trouble();
                };
        if (!trouble.isEmpty() && said.isEmpty()) {
            LOG.warnf("alarms unreadable region=%s reason=\"%s\"", region, trouble);
        } else if (trouble.isEmpty() && !said.isEmpty()) {
            LOG.infof("alarms readable region=%s", region);
        }
        said = trouble;
    }
}
