package io.signalbox.probe.kafka;

import io.signalbox.contract.topology.Cell;
import org.apache.kafka.clients.producer.Producer;

/** Creates a cell's producer. The topology names the cells, so they cannot be configured as channels. */
@FunctionalInterface
public interface ProducerFactory {

    /** @param clientId identifies this prober in the broker's logs and quotas */
    Producer<byte[], byte[]> producer(Cell cell, String clientId);
}
