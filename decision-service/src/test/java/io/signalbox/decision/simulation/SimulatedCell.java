package io.signalbox.decision.simulation;

import io.signalbox.contract.name.CellName;

/** One cell: its Kafka, what decides and what acts. */
record SimulatedCell(CellName name, Broker broker, DecisionService decision, Actuator actuator) {

    /** True if all of it lives. */
    boolean works() {
        return broker.up() && decision.lives() && actuator.lives();
    }

    void kafka(boolean up) {
        broker.up(up);
        if (up) {
            decision.wake();
            actuator.wake();
        }
    }

    void heal() {
        kafka(true);
        decision.start();
        actuator.start();
    }
}
