package io.signalbox.decision.simulation;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;

/** A cell reads its observations seconds to minutes late, and a site changes meanwhile. */
final class Lag implements Act {

    /** By how much results look newer than now when the broker's clock is ahead: by more than an interval, by less than freshness. */
    private static final int AHEAD = 4_700;

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        boolean moved = stage.chance().in(0.5) && stage.drivesAway(service);
        SimulatedCell cell = stage.chance().pick(stage.cells());
        if (stage.chance().in(0.3)) {
            hidden(stage, cell, stage.watched(service), service);
            return;
        }
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

    /** The broker's clock hides how late the cell reads: that a site had failed is read when it has long worked again. */
    private static void hidden(Stage stage, SimulatedCell cell, SiteName failing, Service service) {
        int late = stage.chance().between(40_000, 100_000);
        stage.tell(cell.name() + " reads its observations " + late + " ms late, by a clock that hides it");
        cell.decision().readLate(late);
        cell.broker().jump(late + AHEAD);
        stage.pass(late);
        stage.breaks(service, failing);
        stage.pass(stage.chance().between(15_000, 20_000));
        stage.recovers(service, failing);
        stage.pass(late + 10_000);
        stage.tell(cell.name() + " catches up, and the clock is right again");
        cell.broker().jump(-late - AHEAD);
        cell.decision().readLate(0);
        stage.shows("observations were read late");
        stage.pass(stage.chance().between(20_000, 60_000));
    }
}
