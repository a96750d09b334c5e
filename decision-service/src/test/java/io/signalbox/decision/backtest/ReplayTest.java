package io.signalbox.decision.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Topics;
import io.signalbox.contract.name.VantageName;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.CellTopics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twelve partitions of very different lengths; the times of the records grow by a millisecond each, all over. */
class ReplayTest {

    /** Far more than one lane holds. */
    private static final int RECORDS = 30_000;

    private static final Instant BEGIN = Instant.now().minusSeconds(3_600);

    @TempDir
    static Path directory;

    private static final VantageName EAST = new VantageName("us-east-1");

    private static Broker broker;

    @BeforeAll
    static void produce() throws Exception {
        broker = Broker.start(directory.resolve("kafka"));
        broker.awaitReady();
        CellTopics.create(broker, EAST);
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrap(), "linger.ms", "20");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (int number = 0; number < RECORDS; number++) {
                // Nearly all in partition 0 first, then in 7; a few in the others.
                int partition = number % 100 == 0 ? number / 100 % 6 : number < RECORDS / 2 ? 0 : 7;
                long time = BEGIN.plusMillis(number).toEpochMilli();
                sent.add(producer.send(
                        new ProducerRecord<>(Topics.observations(EAST), partition, time, "orders", new byte[] {1})));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void handsOnEverythingInTheOrderOfTime() {
        List<ConsumerRecord<String, byte[]>> all = replay(0, RECORDS, RECORDS);
        assertThat(all).hasSize(RECORDS);
        assertThat(all).isSortedAccordingTo((one, other) -> Long.compare(one.timestamp(), other.timestamp()));
        Set<Integer> partitions = new TreeSet<>();
        all.forEach(record -> partitions.add(record.partition()));
        assertThat(partitions).containsExactly(0, 1, 2, 3, 4, 5, 7);
    }

    @Test
    void beginsAndEndsWhereItIsTold() {
        List<ConsumerRecord<String, byte[]>> some = replay(10_000, 20_000, RECORDS);
        assertThat(some).hasSize(10_000);
        assertThat(some.getFirst().timestamp())
                .isEqualTo(BEGIN.plusMillis(10_000).toEpochMilli());
        assertThat(some.getLast().timestamp())
                .isEqualTo(BEGIN.plusMillis(19_999).toEpochMilli());
    }

    @Test
    void endsAtOnceWhereThereIsNothing() {
        assertThat(replay(RECORDS + 10, RECORDS + 20, RECORDS)).isEmpty();
    }

    @Test
    void stopsWhenItIsCancelled() {
        assertThat(replay(0, RECORDS, 5_000)).hasSize(5_000);
    }

    /** @param most after how many it is cancelled */
    private static List<ConsumerRecord<String, byte[]>> replay(int from, int to, int most) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        var settings = Backtests.settings(Map.of("bootstrap.servers", broker.bootstrap()));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            new Replay(consumer)
                    .run(
                            BEGIN.plusMillis(from),
                            BEGIN.plusMillis(to),
                            (record, share) -> {
                                assertThat(share).isBetween(0.0, 1.0);
                                records.add(record);
                            },
                            () -> records.size() >= most);
        }
        return records;
    }
}
