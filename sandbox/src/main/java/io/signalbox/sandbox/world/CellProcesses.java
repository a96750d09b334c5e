package io.signalbox.sandbox.world;

import io.signalbox.contract.name.CellName;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.process.ServiceProcess;
import java.util.List;

/** One cell: its Kafka broker and the decision-services and actuator-services that use it. */
public record CellProcesses(
        CellName name, Broker broker, List<ServiceProcess> decisions, List<ServiceProcess> actuators) {

    public CellProcesses {
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
