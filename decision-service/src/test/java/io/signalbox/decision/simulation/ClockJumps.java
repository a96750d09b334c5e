package io.signalbox.decision.simulation;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;

/** One clock is minutes wrong for a while, and a site changes meanwhile. */
final class ClockJumps implements Act {

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        boolean moved = stage.chance().in(0.5) && stage.drivesAway(service);
        SimulatedCell cell = stage.chance().pick(stage.cells());
        boolean broker = stage.chance().in(0.5);
        int jump = stage.chance().between(5_000, 300_000) * (stage.chance().in(0.5) ? 1 : -1);
        stage.tell("the clock of " + cell.name() + (broker ? "'s broker" : "'s decision-service") + " jumps by " + jump
                + " ms");
        jump(cell, broker, jump);
        stage.pass(stage.chance().between(0, 20_000));
        SiteName changed = moved ? stage.home(service) : stage.watched(service);
        stage.breaks(service, changed);
        stage.pass(stage.chance().between(10_000, 60_000));
        stage.tell("the clock is right again");
        jump(cell, broker, -jump);
        stage.shows(broker ? "a broker's clock jumped" : "a decision-service's clock jumped");
        stage.pass(stage.chance().between(20_000, 60_000));
    }

    private static void jump(SimulatedCell cell, boolean broker, int by) {
        if (broker) {
            cell.broker().jump(by);
        } else {
            cell.decision().jump(by);
        }
    }
}
