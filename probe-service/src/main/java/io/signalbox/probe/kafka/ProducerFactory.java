package io.signalbox.probe.kafka;

import io.signalbox.contract.topology.Cell;
import io.signalbox.kafka.CellAccess;
import io.signalbox.kafka.KafkaClients;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.Producer;

/** Creates a cell's producer. The topology names the cells, so they cannot be configured as channels. */
@FunctionalInterface
public interface ProducerFactory {

    /** @param clientId identifies this prober in the broker's logs and quotas */
    Producer<byte[], byte[]> producer(Cell cell, String clientId);

    /** @param credentials the folder of this prober's credentials */
    static ProducerFactory kafka(Path credentials) {
        return (cell, clientId) -> new KafkaClients(CellAccess.of(cell, credentials), cell.bootstrap())
                .producer(ProducerSettings.of(clientId));
    }
}
