package io.signalbox.bench.failover;

import io.signalbox.sandbox.kafka.Broker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Warms a broker up before measurements: the first transactions of a new process are slow. */
final class BrokerWarmUp {

    private static final String TOPIC = "warm-up";
    private static final int PARTITIONS = 4;
    private static final byte[] VALUE = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);

    private BrokerWarmUp() {}

    /** Commits transactions of several records and offsets, and reads each back, as the administrator of the broker. */
    static void transactions(Broker broker, int count) {
        Map<String, Object> client = broker.administrator();
        create(client);
        var partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(TOPIC, number))
                .toList();
        var bytes = new ByteArraySerializer();
        var read = new ByteArrayDeserializer();
        try (var producer = new KafkaProducer<>(with(client, "transactional.id", TOPIC), bytes, bytes);
                var consumer = new KafkaConsumer<>(with(client, "isolation.level", "read_committed"), read, read)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            producer.initTransactions();
            for (int number = 0; number < count; number++) {
                producer.beginTransaction();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    var _ = producer.send(new ProducerRecord<>(TOPIC, partition, null, VALUE));
                }
                producer.sendOffsetsToTransaction(
                        Map.of(partitions.getFirst(), new OffsetAndMetadata(number)), new ConsumerGroupMetadata(TOPIC));
                producer.commitTransaction();
                for (int left = PARTITIONS; left > 0; ) {
                    left -= consumer.poll(Duration.ofSeconds(10)).count();
                }
            }
        }
    }

    private static Map<String, Object> with(Map<String, Object> client, String key, String value) {
        var all = new HashMap<>(client);
        all.put(key, value);
        return all;
    }

    private static void create(Map<String, Object> client) {
        try (var admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create the warm-up topic", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while warming up", e);
        }
    }
}
