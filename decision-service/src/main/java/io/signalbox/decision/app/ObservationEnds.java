package io.signalbox.decision.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.contract.Topics;
import io.signalbox.decision.streams.LogEnds;
import io.signalbox.decision.streams.StoredPartitions;
import io.signalbox.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Asks Kafka four times a second for the ends of the observation topics. While Kafka does not answer, no check counts as silent. */
@ApplicationScoped
public class ObservationEnds implements LogEnds {

    private static final Logger LOG = Logger.getLogger(ObservationEnds.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** The answers of ten seconds. A task that is further behind does not need older ones. */
    private static final int KEPT = 40;

    private static final String TIMEOUT_MILLIS = "2000";

    private final KafkaClients kafka;
    private final String group;
    private final Deque<StoredEnds> answers = new ConcurrentLinkedDeque<>();
    private volatile Map<TopicPartition, Long> committed = Map.of();
    private volatile Map<String, Integer> counts = Map.of();
    private volatile boolean stopped;

    /**
     * @param at the time before the request: everything stored by then is below the ends
     *
     * @param ends of the existing topics
     */
    private record StoredEnds(Instant at, Map<TopicPartition, Long> ends) {}

    @Inject
    ObservationEnds(
            KafkaClients kafka, @ConfigProperty(name = "quarkus.kafka-streams.application-id") String applicationId) {
        this.kafka = kafka;
        this.group = StoredPartitions.stageOne(applicationId);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("observation-ends").start(this::ask);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    @Override
    public Instant readTo(TopicPartition partition, long next, Instant now) {
        long position = Math.max(next, committed.getOrDefault(partition, 0L));
        for (StoredEnds answer : answers) {
            Long end = answer.ends().get(partition);
            if (end == null || end <= position) {
                return answer.at().isBefore(now) ? answer.at() : now;
            }
        }
        return Instant.MIN;
    }

    @Override
    public int partitions(String topic) {
        return counts.getOrDefault(topic, 0);
    }

    private void ask() {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS);
        boolean failing = false;
        try (Admin admin = kafka.admin(settings)) {
            while (!stopped) {
                try {
                    ask(admin);
                    failing = false;
                    Thread.sleep(EVERY);
                } catch (ExecutionException e) {
                    if (!failing) {
                        LOG.warnf(
                                "Kafka does not tell the ends of the observation topics, so no check counts as silent reason=%s",
                                e.getCause());
                    }
                    failing = true;
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Admin admin) throws ExecutionException, InterruptedException {
        Instant at = Instant.now();
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        var topics = admin.listTopics().names().get().stream()
                .filter(Topics::hasObservations)
                .toList();
        var found = new HashMap<String, Integer>();
        admin.describeTopics(topics).allTopicNames().get().forEach((topic, described) -> {
            found.put(topic, described.partitions().size());
            described
                    .partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        });
        counts = found;
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        var positions = new HashMap<TopicPartition, Long>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        positions.put(partition, offset.offset());
                    }
                });
        committed = positions;
        answers.addFirst(new StoredEnds(at, ends));
        if (answers.size() > KEPT) {
            answers.removeLast();
        }
    }
}
