package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.topology.Service;

/** A decision-service starts without its stores, or with its place in the orders lost; old orders must not be carried out. */
final class LostStores implements Act {

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        SimulatedCell cell = stage.chance().pick(stage.cells());
        stage.operators()
                .order(cell, service.name(), new Directive.Override(stage.watched(service), null, false, false));
        stage.pass(stage.chance().between(5_000, 40_000));
        stage.operators().takeBack();
        stage.pass(stage.chance().between(20_000, 90_000));
        cell.decision().crash();
        boolean offsets = stage.chance().in(0.5);
        if (offsets) {
            cell.decision().losesItsPlace();
            stage.shows("all orders are read anew");
        } else {
            cell.decision().losesItsStores();
            stage.shows("the stores are lost");
        }
        stage.pass(stage.chance().between(500, 20_000));
        cell.decision().start();
        if (!offsets) {
            // A release that the fence does not say yet is lost with them: whoever gave it sees that, and gives it
            // again.
            stage.pass(stage.chance().between(3_000, 10_000));
            stage.operators().takeBack();
        }
        stage.pass(stage.chance().between(10_000, 60_000));
        stage.drivesAway(service);
    }
}
