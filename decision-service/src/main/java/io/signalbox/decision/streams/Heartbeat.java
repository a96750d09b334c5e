package io.signalbox.decision.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.signalbox.contract.name.CellName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether the tasks of this instance make progress that Kafka takes. Stream threads write it, metrics and health read it.
 *
 * <p>Kafka Streams does not say when it has committed. But a commit that fails ends the life of its task, and commits are made every
 * second: what a tick has written is committed when the same life ticks again {@link #COMMITTED} later.
 */
public final class Heartbeat {

    /** Two commit intervals. */
    static final Duration COMMITTED = Duration.ofSeconds(2);

    /** Without progress for so long an instance that has tasks is not ready. */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private static final Duration WHILE = Duration.ofMinutes(1);
    private static final int MANY = 2;
    private static final double MILLIS = 1_000.0;

    private final MeterRegistry metrics;
    private final CellName cell;
    private final Map<String, Pulse> tasks = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<Instant> failures = new ConcurrentLinkedDeque<>();
    private @Nullable AtomicLong decided;

    public Heartbeat(MeterRegistry metrics, CellName cell) {
        this.metrics = metrics;
        this.cell = cell;
    }

    /** One life of a task. */
    final class Pulse {
        private final String task;
        private volatile Instant progress;
        private @Nullable Instant mark;

        private Pulse(String task, Instant now) {
            this.task = task;
            this.progress = now;
        }

        /** @return whether the tick is to leave a mark, that is, to write something that has to be committed */
        boolean tick(Instant now) {
            Instant marked = mark;
            if (marked != null && now.isBefore(marked.plus(COMMITTED))) {
                return false;
            }
            mark = now;
            if (marked != null) {
                progress = marked;
            }
            return true;
        }

        Instant progress() {
            return progress;
        }

        void end() {
            tasks.remove(task, this);
        }
    }

    Pulse begin(String task, Instant now) {
        var pulse = new Pulse(task, now);
        tasks.put(task, pulse);
        return pulse;
    }

    /** A tick of the second stage is known to be committed. The metric is absent before the first. */
    synchronized void decided(Instant at) {
        if (decided == null) {
            decided = new AtomicLong(at.toEpochMilli());
            metrics.gauge(
                    "signalbox_decision_heartbeat_timestamp_seconds",
                    Tags.of("cell", cell.value()),
                    decided,
                    millis -> millis.get() / MILLIS);
        }
        decided.set(at.toEpochMilli());
    }

    /** A stream thread has failed. */
    public void failed(Instant now) {
        failures.add(now);
        while (failures.size() > MANY) {
            failures.poll();
        }
    }

    /** Why this instance does not do its part; empty when it does, or when it has no part now. */
    public List<String> troubles(Instant now) {
        var troubles = new ArrayList<String>();
        tasks.values().stream()
                .filter(pulse -> pulse.progress().plus(LONGEST_SILENCE).isBefore(now))
                .map(pulse -> pulse.task + " has made no progress since " + pulse.progress())
                .sorted()
                .forEach(troubles::add);
        Instant first = failures.peek();
        if (failures.size() >= MANY && first != null && first.plus(WHILE).isAfter(now)) {
            troubles.add("stream threads keep failing, since " + first);
        }
        return troubles;
    }
}
