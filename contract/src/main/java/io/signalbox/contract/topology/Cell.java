package io.signalbox.contract.topology;

import io.signalbox.contract.name.CellName;

/** One Kafka, decision and actuator stack. @param bootstrap Kafka's {@code host:port[,host:port]} */
public record Cell(CellName name, String bootstrap) {}
