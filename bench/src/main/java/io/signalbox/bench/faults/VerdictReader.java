package io.signalbox.bench.faults;

import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.evidence.ShadowedEvidence;
import io.signalbox.decision.core.evidence.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Derives verdicts from a prober's observations with decision-service's core, and reports each change. */
final class VerdictReader implements AutoCloseable {

    private static final Codec<Observation> OBSERVATIONS = Codec.of(Observation.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Listener listener;
    private final Map<ServiceName, ShadowedEvidence> evidence = new HashMap<>();
    private final Thread reader = Thread.ofPlatform().name("verdicts").daemon().unstarted(this::read);

    /** Called on one thread. */
    interface Listener {

        void verdict(ServiceName service, Verdict verdict);

        void observed(Observation observation);
    }

    VerdictReader(String bootstrap, Topology topology, Listener listener) {
        this.listener = listener;
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
        Instant now = Instant.now();
        for (Service service : topology.services()) {
            evidence.put(service.name(), new ShadowedEvidence(topology, service, List.of(), now));
        }
        reader.start();
    }

    private void read() {
        try (consumer) {
            Instant ticked = Instant.now();
            while (true) {
                consumer.poll(POLL).forEach(this::count);
                Instant now = Instant.now();
                if (Duration.between(ticked, now).compareTo(Duration.ofSeconds(1)) > 0) {
                    ticked = now;
                    evidence.values().forEach(counted -> report(counted.tick(now, Silence.upTo(now))));
                }
            }
        } catch (WakeupException _) {
            // The reader was closed.
        }
    }

    private void count(ConsumerRecord<String, byte[]> record) {
        try {
            Observation observation = OBSERVATIONS.read(record.value());
            listener.observed(observation);
            ShadowedEvidence counted = evidence.get(observation.service());
            if (counted != null) {
                report(counted.accept(observation, Instant.ofEpochMilli(record.timestamp()), Instant.now()));
            }
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }

    private void report(List<SiteVerdict> changes) {
        changes.forEach(change -> listener.verdict(change.service(), change.verdict()));
    }

    @Override
    public void close() {
        consumer.wakeup();
    }
}
