package io.signalbox.decision.simulation;

import io.signalbox.contract.SiteName;
import io.signalbox.contract.topology.Service;

/** A cell reads its observations seconds to minutes late, and a site changes meanwhile. */
final class Lag implements Act {

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        boolean moved = stage.chance().in(0.5) && stage.drivesAway(service);
        SimulatedCell cell = stage.chance().pick(stage.cells());
        int late = stage.chance().between(2_000, 120_000);
        stage.tell(cell.name() + " reads its observations " + late + " ms late");
        cell.decision().readLate(late);
        stage.pass(stage.chance().between(0, 20_000));
        SiteName changed = moved ? stage.home(service) : stage.watched(service);
        stage.breaks(service, changed);
        stage.pass(stage.chance().between(20_000, 90_000));
        if (stage.chance().in(0.5)) {
            stage.recovers(service, changed);
        }
        stage.tell(cell.name() + " catches up");
        cell.decision().readLate(0);
        stage.shows("observations were read late");
        stage.pass(stage.chance().between(20_000, 60_000));
    }
}
