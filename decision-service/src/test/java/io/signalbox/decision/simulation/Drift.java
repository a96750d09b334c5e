package io.signalbox.decision.simulation;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;

/**
 * Another hand changes the traffic records, and the active site fails before they are put back; or it fails first, so that a switch
 * may meet what nobody has seen yet.
 */
final class Drift implements Act {

    private static final long LONG_ENOUGH = 90_000;

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        SiteName active = stage.active(service);
        if (active == null || SignalStore.isBeside(service)) {
            return;
        }
        if (stage.chance().in(0.5)) {
            stage.provider().drift(service);
            stage.shows("another writer changed the records");
            stage.pass(stage.chance().between(2_000, 20_000));
            stage.drivesAway(service);
        } else {
            stage.breaks(service, active);
            if (!stage.until(() -> !stage.isAt(service, active), stage.chance().between(500, 10_000))) {
                stage.provider().drift(service);
                stage.shows("another writer changed the records while a site failed");
                stage.until(() -> !stage.isAt(service, active), LONG_ENOUGH);
            }
            stage.recovers(service, active);
        }
        stage.provider().undrift(service);
        stage.pass(stage.chance().between(2_000, 20_000));
    }
}
