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
 * Shows whether the tasks of this instance commit their work to Kafka. Stream threads write it, metrics and health read it.
 *
 * <p>Kafka Streams does not report commits. But it commits every second, and a failed commit ends the run of its task. So the
 * writes of a tick are committed when the same run ticks again {@link #COMMITTED} later.
 */
public final class Heartbeat {

    /** Two commit intervals. */
    static final Duration COMMITTED = Duration.ofSeconds(2);

    /** An instance is not ready when one of its tasks has made no progress for this long. */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private static final Duration WHILE = Duration.ofMinutes(1);
    private static final int MANY = 2;
    private static final double MILLIS = 1_000.0;

    private final MeterRegistry metrics;
    private final CellName cell;
    private final Map<String, Pulse> tasks = new ConcurrentHashMap<>();
    /** The newest failures of each stage's threads. */
    private final Map<String, ConcurrentLinkedDeque<Instant>> failures = new ConcurrentHashMap<>();

    private @Nullable AtomicLong decided;

    public Heartbeat(MeterRegistry metrics, CellName cell) {
        this.metrics = metrics;
        this.cell = cell;
    }

    /** The progress of one run of a task. */
    final class Pulse {
        private final String task;
        private volatile Instant progress;
        private @Nullable Instant mark;

        private Pulse(String task, Instant now) {
            this.task = task;
            this.progress = now;
        }

        /** @return whether this tick has to write something that needs a commit */
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

    /** Records a committed tick of stage 2. The metric is absent before the first one. */
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

    /** Records the failure of a stream thread of a stage. */
    public void failed(String stage, Instant now) {
        var known = failures.computeIfAbsent(stage, _ -> new ConcurrentLinkedDeque<>());
        known.add(now);
        while (known.size() > MANY) {
            known.poll();
        }
    }

    /** The problems of this instance; empty when it works, or when it has no tasks. */
    public List<String> troubles(Instant now) {
        var troubles = new ArrayList<String>();
        tasks.values().stream()
                .filter(pulse -> pulse.progress().plus(LONGEST_SILENCE).isBefore(now))
                .map(pulse -> pulse.task + " has made no progress since " + pulse.progress())
                .sorted()
                .forEach(troubles::add);
        failures.forEach((stage, known) -> {
            Instant first = known.peek();
            if (known.size() >= MANY && first != null && first.plus(WHILE).isAfter(now)) {
                troubles.add("stream threads of " + stage + " keep failing, since " + first);
            }
        });
        return troubles;
    }
}
