package io.signalbox.probe.kafka;

import io.signalbox.contract.topology.Cell;
import io.signalbox.kafka.CellAccess;
import io.signalbox.kafka.KafkaClients;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Creates a cell's consumer, without group and committed offsets. */
@FunctionalInterface
public interface ConsumerFactory {

    /** @param clientId identifies this prober in the broker's logs and quotas */
    Consumer<byte[], byte[]> consumer(Cell cell, String clientId);

    /** @param credentials the folder of this prober's credentials */
    static ConsumerFactory kafka(Path credentials) {
        return (cell, clientId) ->
                new KafkaClients(CellAccess.of(cell, credentials), cell.bootstrap()).consumer(settings(clientId));
    }

    private static Map<String, Object> settings(String clientId) {
        return Map.of(
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
    }
}
