package io.signalbox.sandbox.watch;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Watermark;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the records on the topics from the beginning and as they arrive. Closing it stops reading. */
public final class TopicWatch implements AutoCloseable {

    private static final Set<String> READ = Set.of(Topics.VERDICTS, Topics.JOURNAL, Topics.OUTCOMES);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Codec<Observation> OBSERVATION = Codec.of(Observation.class);
    private static final Codec<SiteVerdict> VERDICT = Codec.of(SiteVerdict.class);
    private static final Codec<JournalEntry> JOURNAL = Codec.of(JournalEntry.class);
    private static final Codec<Outcome> OUTCOME = Codec.of(Outcome.class);

    private final String bootstrap;
    private final Consumer<Seen> onValue;
    private final ConcurrentLinkedQueue<Seen> values = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    /** A value from a topic. @param appended when Kafka stored it */
    public record Seen(Instant appended, Object value) {}

    private TopicWatch(String bootstrap, Consumer<Seen> onValue) {
        this.bootstrap = bootstrap;
        this.onValue = onValue;
        this.thread = Thread.ofPlatform().daemon().name("topic-watch").unstarted(this::run);
    }

    /**
     * The topics must exist.
     *
     * @param onValue called on the watch's thread with every {@link Observation}, {@link SiteVerdict}, {@link
     *     JournalEntry} and {@link Outcome}
     */
    public static TopicWatch start(String bootstrap, Consumer<Seen> onValue) {
        var watch = new TopicWatch(bootstrap, onValue);
        watch.thread.start();
        return watch;
    }

    /** All values of one type read so far, in order within a partition. */
    public <T> List<T> all(Class<T> kind) {
        return values.stream()
                .map(Seen::value)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private void run() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "fetch.max.wait.ms",
                20,
                "reconnect.backoff.max.ms",
                200);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> READ.contains(topic.getKey()) || Topics.hasObservations(topic.getKey()))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(POLL).forEach(this::read);
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (Watermark.isKey(record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8))) {
            return;
        }
        try {
            Object value =
                    switch (record.topic()) {
                        case Topics.VERDICTS -> VERDICT.read(record.value());
                        case Topics.JOURNAL -> JOURNAL.read(record.value());
                        case Topics.OUTCOMES -> OUTCOME.read(record.value());
                        default -> OBSERVATION.read(record.value());
                    };
            var seen = new Seen(Instant.ofEpochMilli(record.timestamp()), value);
            values.add(seen);
            onValue.accept(seen);
        } catch (UnreadableException e) {
            throw new IllegalStateException(record.topic() + " has a record that cannot be read", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while closing the watch", e);
        }
    }
}
