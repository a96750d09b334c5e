package io.signalbox.probe.alarm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final String region;
    private final AlarmSource source;
    private final Map<String, Integer> wanted = new HashMap<>();
    private List<Consumer<Optional<Reading>>> waiting = new ArrayList<>();
    private @Nullable Reading last;
    private boolean reading;
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
     * Tells a reading that began after {@code toldNanos} and is no older than an interval, made for the purpose where there is
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
        if (reading) {
            waiting.add(told);
            return Optional.empty();
        }
        Reading known = last;
        if (known != null && System.nanoTime() - known.startedNanos() < intervalNanos * ALMOST) {
            boolean isNew = known.startedNanos() - toldNanos > 0;
            return Optional.of(isNew ? Optional.of(known) : Optional.empty());
        }
        waiting.add(told);
        reading = true;
        Set<String> names = Set.copyOf(wanted.keySet());
        Thread.ofVirtual().name("alarms-" + region).start(() -> read(names));
        return Optional.empty();
    }

    private void read(Set<String> names) {
        long startedNanos = System.nanoTime();
        Reading now;
        try {
            now = new Reading.States(startedNanos, source.states(region, names));
        } catch (AlarmSource.TroubleException | RuntimeException e) {
            now = new Reading.Trouble(startedNanos, String.valueOf(e.getMessage()));
        }
        List<Consumer<Optional<Reading>>> askers;
        synchronized (this) {
            last = now;
            reading = false;
            askers = waiting;
            waiting = new ArrayList<>();
            say(now);
        }
        var read = Optional.of(now);
        askers.forEach(asker -> asker.accept(read));
    }

    private void say(Reading now) {
        String trouble = now instanceof Reading.Trouble(long _, String why) ? why : "";
        if (!trouble.isEmpty() && said.isEmpty()) {
            LOG.warnf("alarms unreadable region=%s reason=\"%s\"", region, trouble);
        } else if (trouble.isEmpty() && !said.isEmpty()) {
            LOG.infof("alarms readable region=%s", region);
        }
        said = trouble;
    }
}
