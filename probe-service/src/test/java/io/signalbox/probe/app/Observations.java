package io.signalbox.probe.app;

import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.name.VantageName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what has reached the broker, from the beginning. */
final class Observations implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Codec<Observation> codec = Codec.of(Observation.class);
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Read> seen = new ArrayList<>();

    /** @param appendMillis the broker's time */
    record Read(String key, long appendMillis, Observation observation) {}

    static final String TOPIC = Topics.observations(new VantageName("eu-west-1"));

    Observations(String bootstrap) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "test-" + System.nanoTime(),
                "auto.offset.reset",
                "earliest");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(TOPIC));
    }

    /** The first that is so, among all that came and come. */
    Read await(Predicate<Read> wanted) throws UnreadableException {
        long end = System.nanoTime() + LIMIT.toNanos();
        int from = 0;
        while (System.nanoTime() - end < 0) {
            for (; from < seen.size(); from++) {
                if (wanted.test(seen.get(from))) {
                    return seen.get(from);
                }
            }
            poll();
        }
        throw new AssertionError("not seen among " + seen.size() + " observations");
    }

    private void poll() throws UnreadableException {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            seen.add(new Read(record.key(), record.timestamp(), codec.read(record.value())));
        }
    }

    List<Read> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
