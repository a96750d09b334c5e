package io.signalbox.decision.simulation;

import io.signalbox.contract.topology.Service;

/** Transactions are lost, and tasks are revived with what they once scheduled; then the active site fails. */
final class Revivals implements Act {

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        for (int times = stage.chance().between(1, 3); times > 0; times--) {
            stage.chance().pick(stage.cells()).decision().revives();
            stage.shows("a task was revived");
            stage.pass(stage.chance().between(1_000, 20_000));
        }
        stage.drivesAway(service);
        stage.pass(stage.chance().between(5_000, 40_000));
    }
}
