package io.signalbox.probe.kafka;

import io.signalbox.contract.topology.Cell;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Creates a cell's consumer, without group and committed offsets. */
@FunctionalInterface
public interface ConsumerFactory {

    /** @param clientId identifies this prober in the broker's logs and quotas */
    Consumer<byte[], byte[]> consumer(Cell cell, String clientId);

    static Consumer<byte[], byte[]> kafka(Cell cell, String clientId) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cell.bootstrap(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                clientId,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2_000,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                1_500);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
