package io.signalbox.sandbox;

import io.signalbox.contract.name.CellName;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.process.ServiceProcess;
import java.util.List;

/** One Kafka with the deciding and acting services on it. */
public record Cell(CellName name, Broker broker, List<ServiceProcess> decisions, List<ServiceProcess> actuators) {

    public Cell {
        decisions = List.copyOf(decisions);
        actuators = List.copyOf(actuators);
    }

    public ServiceProcess decision() {
        return decisions.getFirst();
    }

    public ServiceProcess actuator() {
        return actuators.getFirst();
    }
}
