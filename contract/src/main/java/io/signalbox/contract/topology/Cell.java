package io.signalbox.contract.topology;

import io.signalbox.contract.name.CellName;

/**
 * One Kafka, decision and actuator stack.
 *
 * @param bootstrap Kafka's {@code host:port[,host:port]}
 * @param security of the connections to these brokers; secrets are never part of the topology
 */
public record Cell(CellName name, String bootstrap, KafkaSecurity security) {

    /** A cell whose Kafka is open. */
    public Cell(CellName name, String bootstrap) {
        this(name, bootstrap, KafkaSecurity.PLAINTEXT);
    }
}
