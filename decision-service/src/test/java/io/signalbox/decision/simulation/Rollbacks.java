package io.signalbox.decision.simulation;

import io.signalbox.contract.topology.Service;

/** The provider loses a fence, or shows one that was there before; persons see to it, and then the active site fails. */
final class Rollbacks implements Act {

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        if (stage.active(service) == null) {
            return;
        }
        stage.drivesAway(service);
        stage.pass(stage.chance().between(1_000, 60_000));
        if (stage.chance().in(0.5)) {
            stage.provider().forget(service);
            stage.shows("a fence was deleted");
        } else if (stage.provider().rollBack(service, stage.chance())) {
            stage.shows("a fence was rolled back");
        }
        stage.pass(stage.chance().between(5_000, 120_000));
    }
}
