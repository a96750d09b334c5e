package io.signalbox.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Creates the Kafka clients that the services do not get from Quarkus. Nothing else may create one, so that none is without the
 * security of its cell.
 */
public final class KafkaClients {

    private static final String BOOTSTRAP = "bootstrap.servers";

    private final Map<String, Object> connection = new HashMap<>();

    /** @param bootstrap the cell's brokers */
    public KafkaClients(CellAccess access, String bootstrap) {
        connection.put(BOOTSTRAP, bootstrap);
        connection.putAll(ClientProperties.of(access));
    }

    public Producer<byte[], byte[]> producer(Map<String, ?> settings) {
        return new KafkaProducer<>(with(settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    public Consumer<byte[], byte[]> consumer(Map<String, ?> settings) {
        return new KafkaConsumer<>(with(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer of records with text keys. */
    public Consumer<String, byte[]> keyedConsumer(Map<String, ?> settings) {
        return new KafkaConsumer<>(with(settings), new StringDeserializer(), new ByteArrayDeserializer());
    }

    public Admin admin(Map<String, ?> settings) {
        return Admin.create(with(settings));
    }

    private Map<String, Object> with(Map<String, ?> settings) {
        var all = new HashMap<String, Object>(settings);
        all.putAll(connection);
        return all;
    }
}
