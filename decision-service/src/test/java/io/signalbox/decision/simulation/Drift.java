package io.signalbox.decision.simulation;

import io.signalbox.contract.topology.Service;

/** Another hand changes the traffic records, and the active site fails before they are put back. */
final class Drift implements Act {

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        if (stage.active(service) == null || SignalStore.isBeside(service)) {
            return;
        }
        stage.provider().drift(service);
        stage.shows("another hand changed the records");
        stage.pass(stage.chance().between(2_000, 20_000));
        stage.drivesAway(service);
        stage.provider().undrift(service);
        stage.pass(stage.chance().between(2_000, 20_000));
    }
}
