package io.signalbox.probe.kafka;

import io.signalbox.contract.topology.Cell;
import org.apache.kafka.clients.producer.Producer;

/** Makes the producer of a cell: the cells are known only from the topology, so no channel can be configured for them. */
@FunctionalInterface
public interface ProducerFactory {

    /** @param clientId as the broker's logs and quotas name this prober */
    Producer<byte[], byte[]> producer(Cell cell, String clientId);
}
