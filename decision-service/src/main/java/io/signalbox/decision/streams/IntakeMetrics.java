package io.signalbox.decision.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.name.VantageName;
import io.signalbox.decision.core.evidence.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Metrics and limits of the records that all tasks of this instance read. Thread-safe. */
public final class IntakeMetrics {

    /** Maximum bytes of a value: the records that result from one record must fit into one record each. */
    static final int LARGEST = 64 * 1024;

    private static final Logger LOG = Logger.getLogger(IntakeMetrics.class);
    private static final double MILLIS = 1_000.0;

    private final MeterRegistry metrics;
    private final Counter observations;
    private final Counter described;
    private final AtomicLong lagMillis = new AtomicLong();
    private final Map<Backlog.LeftOut, Counter> leftOut = new EnumMap<>(Backlog.LeftOut.class);
    /** The partitions whose observations are not all counted. */
    private final Set<TopicPartition> shedding = ConcurrentHashMap.newKeySet();

    public IntakeMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        observations = metrics.counter("signalbox_observations");
        described = metrics.counter("signalbox_observations_of_other_descriptions");
        for (Backlog.LeftOut why : Backlog.LeftOut.values()) {
            leftOut.put(
                    why,
                    metrics.counter(
                            "signalbox_observations_left_out", "why", why.name().toLowerCase(Locale.ROOT)));
        }
        metrics.gauge("signalbox_observations_shedding_partitions", shedding, Set::size);
        // While the lag exceeds a probe's interval, nothing turns DOWN: the reader or the broker's clock is behind.
        metrics.gauge("signalbox_observation_lag_seconds", lagMillis, millis -> millis.get() / MILLIS);
    }

    void leftOut(Backlog.LeftOut why) {
        Objects.requireNonNull(leftOut.get(why)).increment();
    }

    void shedding(TopicPartition partition, boolean sheds) {
        if (sheds ? shedding.add(partition) : shedding.remove(partition)) {
            LOG.warnf(
                    sheds
                            ? "more observations than this instance can count, some are left out partition=%s"
                            : "all observations are counted again partition=%s",
                    partition);
        }
    }

    /** The partitions of which only a part is counted; of all others everything is. */
    public Set<TopicPartition> shedding() {
        return Set.copyOf(shedding);
    }

    /** @throws UnreadableException when the value is larger than {@link #LARGEST}; null, for no value, is accepted */
    static void requireSize(byte @Nullable [] value) throws UnreadableException {
        if (value != null && value.length > LARGEST) {
            throw new UnreadableException("value: expected at most " + LARGEST + " bytes, got " + value.length, null);
        }
    }

    void observed(Instant appended, Instant now) {
        observations.increment();
        lagMillis.set(Duration.between(appended, now).toMillis());
    }

    /** Counts a sign that several probers use the same vantage name. */
    void alternating(VantageName vantage) {
        metrics.counter("signalbox_vantage_alternating_runs", "vantage", vantage.value())
                .increment();
    }

    /** Counts an observation whose prober used another description of the site than the current topology. */
    void describedOtherwise() {
        described.increment();
    }
}
