package io.signalbox.decision.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.evidence.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
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
    private static final String REJECTED = "signalbox_rejected";
    private static final String LAST = "signalbox_vantage_last_observation_timestamp_seconds";
    private static final String VANTAGE = "vantage";
    private static final List<String> READ =
            List.of(Topics.VERDICTS, Topics.DIRECTIVES, Topics.OUTCOMES, Topics.STATES, Topics.JOURNAL);

    private final MeterRegistry metrics;
    private final Counter observations;
    private final Counter described;
    private final AtomicLong lagMillis = new AtomicLong();
    private final Map<Backlog.LeftOut, Counter> leftOut = new EnumMap<>(Backlog.LeftOut.class);
    /** The partitions whose observations are not all counted. */
    private final Set<TopicPartition> shedding = ConcurrentHashMap.newKeySet();

    private final Map<VantageName, LastObservation> last = new ConcurrentHashMap<>();
    private volatile OptionalLong intervalMillis = OptionalLong.empty();

    /** The newest observation of one vantage. Stream threads write it at the same time; either of two such values is new enough. */
    private static final class LastObservation {
        private volatile long appendedMillis;

        void append(long millis) {
            if (millis > appendedMillis) {
                appendedMillis = millis;
            }
        }

        double seconds() {
            return appendedMillis / MILLIS;
        }
    }

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
        // Without a check there is no interval, and no observation to wait for.
        metrics.gauge("signalbox_observation_interval_seconds", this, IntakeMetrics::intervalSeconds);
        // From 0 on: otherwise Prometheus does not see the first rejection as an increase.
        READ.forEach(this::rejections);
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

    /** Follows a topology. The last observation of each of its vantages is 0 until one is counted. */
    synchronized void follow(Topology topology) {
        intervalMillis = shortestInterval(topology);
        List<VantageName> vantages = topology.vantages();
        for (VantageName known : Set.copyOf(last.keySet())) {
            if (!vantages.contains(known)) {
                last.remove(known);
                metrics.remove(metrics.get(LAST).tag(VANTAGE, known.value()).meter());
            }
        }
        for (VantageName vantage : vantages) {
            rejections(Topics.observations(vantage));
            last.computeIfAbsent(vantage, this::lastOf);
        }
    }

    private static OptionalLong shortestInterval(Topology topology) {
        return topology.services().stream()
                .flatMap(service -> service.sites().stream())
                .flatMap(site -> site.probes().stream())
                .mapToLong(probe -> probe.interval().toMillis())
                .min();
    }

    private double intervalSeconds() {
        OptionalLong interval = intervalMillis;
        return interval.isPresent() ? interval.getAsLong() / MILLIS : Double.NaN;
    }

    private Counter rejections(String topic) {
        return metrics.counter(REJECTED, "topic", topic);
    }

    private LastObservation lastOf(VantageName vantage) {
        var observation = new LastObservation();
        Gauge.builder(LAST, observation, LastObservation::seconds)
                .tag(VANTAGE, vantage.value())
                .register(metrics);
        return observation;
    }

    /** Records that an observation of this vantage counts. */
    void counted(VantageName vantage, Instant appended) {
        LastObservation known = last.get(vantage);
        if (known != null) {
            known.append(appended.toEpochMilli());
        }
    }

    void observed(Instant appended, Instant now) {
        observations.increment();
        lagMillis.set(Duration.between(appended, now).toMillis());
    }

    /** Counts a sign that several probers use the same vantage name. */
    void alternating(VantageName vantage) {
        metrics.counter("signalbox_vantage_alternating_runs", VANTAGE, vantage.value())
                .increment();
    }

    /** Counts an observation whose prober used another description of the site than the current topology. */
    void describedOtherwise() {
        described.increment();
    }
}
