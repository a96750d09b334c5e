package io.signalbox.bench.failover;

import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The times at which Kafka stored each failed observation, by site. */
final class FailureTimes implements AutoCloseable {

    private static final Codec<Observation> OBSERVATIONS = Codec.of(Observation.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<SiteName, NavigableSet<Instant>> bySite = new ConcurrentHashMap<>();
    private final Thread reader = Thread.ofPlatform().name("failures").daemon().unstarted(this::read);

    FailureTimes(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "allow.auto.create.topics", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        Set<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                .filter(topic -> Topics.hasObservations(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toSet());
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        reader.start();
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::note);
            }
        } catch (WakeupException _) {
            // The reader was closed.
        }
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        try {
            Observation observation = OBSERVATIONS.read(record.value());
            if (observation.result() instanceof ProbeResult.Failed) {
                bySite.computeIfAbsent(observation.site(), _ -> new ConcurrentSkipListSet<>())
                        .add(Instant.ofEpochMilli(record.timestamp()));
            }
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last failed observation of a site until a verdict's time: the one that decided. */
    Instant lastUntil(SiteName site, Instant verdict) {
        NavigableSet<Instant> failures = bySite.get(site);
        Instant last = failures == null ? null : failures.floor(verdict);
        if (last == null) {
            throw new IllegalStateException("no failed observation of " + site + " until " + verdict);
        }
        return last;
    }

    @Override
    public void close() {
        consumer.wakeup();
    }
}
