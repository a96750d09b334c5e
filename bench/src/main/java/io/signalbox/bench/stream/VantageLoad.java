package io.signalbox.bench.stream;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends one vantage's observations at a given rate, all checks in turn. */
final class VantageLoad implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(2);
    /** Backlog above this is dropped, so that the rate stays as requested. */
    private static final double MOST_OWED_SECONDS = 0.25;

    private static final Duration END_LIMIT = Duration.ofSeconds(2);
    private static final double NANOS = 1e9;

    private final String topic;
    private final List<CheckMessages> checks;
    private final LongAdder accepted;
    private final Producer<byte[], byte[]> producer;
    private final Thread thread;
    private volatile double perSecond;
    private volatile @Nullable SiteName lost;
    private final Set<LostSite> lostOfOne = ConcurrentHashMap.newKeySet();
    /** When the broker stored the failure that makes a lost site DOWN at this vantage, in milliseconds of the wall clock. */
    private final Map<ServiceName, Long> decidedAt = new ConcurrentHashMap<>();

    private volatile boolean closed;
    private int next;

    private record LostSite(ServiceName service, SiteName site) {}

    /** @param accepted counts what the broker has taken */
    VantageLoad(String bootstrap, String topic, List<CheckMessages> checks, LongAdder accepted) {
        this.topic = topic;
        this.checks = checks;
        this.accepted = accepted;
        this.producer = new KafkaProducer<>(settings(bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        this.thread = Thread.ofPlatform().name("load").daemon().start(this::work);
    }

    /** The producer settings of probe-service, except that a slow broker slows the load down instead of losing it. */
    private static Map<String, Object> settings(String bootstrap) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                8 * 1_024 * 1_024,
                ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                List.of(),
                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false);
    }

    void rate(double observationsPerSecond) {
        perSecond = observationsPerSecond;
    }

    /** From now on all checks of this site fail. */
    void lose(SiteName site) {
        lost = site;
    }

    /** From now on this site of this service fails. */
    void lose(ServiceName service, SiteName site) {
        lostOfOne.add(new LostSite(service, site));
    }

    /** When the broker stored the failure of a lost site that is the last of {@code fall}; null until then. */
    @Nullable
    Long decidedAt(ServiceName service) {
        return decidedAt.get(service);
    }

    private boolean isLost(CheckMessages check) {
        return check.site().equals(lost)
                || !lostOfOne.isEmpty() && lostOfOne.contains(new LostSite(check.service(), check.site()));
    }

    private void work() {
        double owed = 0;
        long last = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(this, PACE.toNanos());
            long now = System.nanoTime();
            double rate = perSecond;
            owed = Math.min(owed + rate * (now - last) / NANOS, rate * MOST_OWED_SECONDS);
            last = now;
            for (; owed >= 1; owed--) {
                send(checks.get(next));
                next = (next + 1) % checks.size();
            }
        }
    }

    private void send(CheckMessages check) {
        boolean isLost = isLost(check);
        var record = new ProducerRecord<>(topic, check.key(), check.next(isLost));
        boolean deciding = isLost && check.failuresInRow() == ServiceTopology.FALL;
        var _ = producer.send(record, (stored, error) -> {
            // Observations that the broker did not store lower the offered rate.
            if (error == null) {
                accepted.increment();
                if (deciding) {
                    decidedAt.put(check.service(), stored.timestamp());
                }
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(END_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(END_LIMIT);
    }
}
