package io.signalbox.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

    @Test
    void keepsWhatItWasToldOverSigkillAndStandsStillWhilePaused(@TempDir Path directory) throws Exception {
        try (var broker = Broker.start(directory)) {
            broker.awaitReady();
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
            send(broker, "before");

            broker.kill();
            assertThat(broker.running()).isFalse();
            broker.start();
            broker.awaitReady();
            send(broker, "after");
            assertThat(read(broker, 2)).containsExactly("before", "after");

            broker.pause();
            assertThat(broker.running()).isTrue();
            broker.resume();
            send(broker, "resumed");
            assertThat(read(broker, 3)).containsExactly("before", "after", "resumed");

            broker.stop();
            assertThat(broker.running()).isFalse();
        }
    }

    private static void send(Broker broker, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(Broker broker, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrap(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("kept", 0)));
            var values = new java.util.ArrayList<String>();
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() - end < 0) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
