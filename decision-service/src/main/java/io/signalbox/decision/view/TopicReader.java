package io.signalbox.decision.view;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.contract.Topics;
import io.signalbox.kafka.KafkaClients;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the states and the end of the journal into the views while this instance runs. It uses no consumer group: every instance
 * reads all records. After an error, it continues at the same position.
 */
@ApplicationScoped
public class TopicReader {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final TopicPartition JOURNAL = new TopicPartition(Topics.JOURNAL, 0);
    private static final List<TopicPartition> PARTITIONS = List.of(new TopicPartition(Topics.STATES, 0), JOURNAL);

    private final Views views;
    private final StoredFleet storedFleet;
    private final KafkaClients clients;
    private final Map<String, Object> kafka;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private String told = "";
    private volatile boolean stopped;
    private volatile @Nullable Consumer<String, byte[]> reading;

    @Inject
    TopicReader(
            Views views,
            StoredFleet storedFleet,
            KafkaClients clients,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.views = views;
        this.storedFleet = storedFleet;
        this.clients = clients;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().name("views").daemon().start(this::untilStopped);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        Consumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void untilStopped() {
        while (!stopped) {
            try (var consumer = clients.keyedConsumer(settings())) {
                reading = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("the views are not read any more");
            } catch (RuntimeException e) {
                tell(String.valueOf(e));
                pause();
            } finally {
                reading = null;
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        if (next.isEmpty()) {
            begin(consumer);
        }
        consumer.assign(PARTITIONS);
        next.forEach(consumer::seek);
        while (!stopped) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(WAIT)) {
                take(record);
                told = "";
            }
            for (TopicPartition partition : PARTITIONS) {
                long position = consumer.position(partition);
                next.put(partition, position);
                views.catchUp().readTo(partition.topic(), position);
            }
        }
    }

    private void begin(Consumer<String, byte[]> consumer) {
        var begins = new HashMap<>(consumer.beginningOffsets(PARTITIONS));
        Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS);
        long journal = journalStart(consumer, at(begins), at(ends));
        begins.put(JOURNAL, journal);
        views.begin(journal);
        views.catchUp().begin(byTopic(begins), byTopic(ends));
        next.putAll(begins);
    }

    /** When the stored fleet state is unreadable, it is rebuilt from the whole journal. */
    private long journalStart(Consumer<String, byte[]> consumer, long begin, long end) {
        long start = JournalStart.of(begin, end, known(consumer), views.journalOfAll());
        if (start == 0) {
            return start;
        }
        try {
            views.fleet(new StoredFleetReader(storedFleet).read(consumer));
            return start;
        } catch (IllegalStateException | AuthorizationException e) {
            LOG.warnf("state of all services not readable, the whole journal is read reason=%s", e.getMessage());
            return begin;
        }
    }

    private static @Nullable Long known(Consumer<String, byte[]> consumer) {
        long since = JournalStart.knownSince(Instant.now()).toEpochMilli();
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(JOURNAL, since)).get(JOURNAL);
        return found == null ? null : found.offset();
    }

    private static long at(Map<TopicPartition, Long> offsets) {
        return offsets.getOrDefault(JOURNAL, 0L);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topics.STATES)) {
            views.state(record);
        } else {
            views.entry(record);
        }
    }

    private static Map<String, Long> byTopic(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(offset -> offset.getKey().topic(), Map.Entry::getValue));
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return settings;
    }

    /** Once until records are read again: this is tried every second. */
    private void tell(String reason) {
        if (!reason.equals(told)) {
            told = reason;
            LOG.warnf("views not read, trying again reason=%s", reason);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
