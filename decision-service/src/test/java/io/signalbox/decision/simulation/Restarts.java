package io.signalbox.decision.simulation;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import java.util.List;

/** A return is pending, or a plan under way, when all that decides is gone, or its Kafka; it comes back to another world. */
final class Restarts implements Act {

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        if (stage.chance().in(0.25)) {
            inThePlan(stage, service);
            return;
        }
        boolean moved = stage.chance().in(0.8) && stage.drivesAway(service);
        stage.pass(stage.chance().between(500, 20_000));
        List<SimulatedCell> lost =
                stage.chance().in(0.8) ? stage.cells() : List.of(stage.chance().pick(stage.cells()));
        boolean brokers = stage.chance().in(0.4);
        stage.tell((brokers ? "no Kafka in " : "no decision-service in ") + lost.size() + " cells");
        lost.forEach(cell -> away(cell, brokers));
        stage.pass(stage.chance().between(0, 30_000));
        SiteName changed = moved && stage.chance().in(0.7) ? stage.home(service) : stage.watched(service);
        boolean back = stage.chance().in(0.3);
        stage.breaks(service, changed);
        stage.pass(stage.chance().between(20_000, 180_000));
        if (back) {
            stage.recovers(service, changed);
            stage.pass(stage.chance().between(0, 60_000));
        }
        lost.forEach(cell -> back(cell, brokers));
        stage.shows(brokers ? "a site changed while there was no Kafka" : "a site changed while nobody decided");
        stage.pass(stage.chance().between(20_000, 60_000));
    }

    /** A plan is under way when all that decides is gone, and where it leads to dies meanwhile. */
    private static void inThePlan(Stage stage, Service service) {
        SiteName active = stage.active(service);
        stage.provider().unavailable = true;
        stage.breaks(service, active == null ? stage.home(service) : active);
        stage.pass(stage.chance().between(6_000, 20_000));
        stage.cells().forEach(cell -> cell.decision().stop());
        service.sites().forEach(site -> stage.breaks(service, site.name()));
        stage.pass(stage.chance().between(30_000, 60_000));
        stage.provider().heal();
        stage.cells().forEach(cell -> cell.decision().start());
        stage.shows("all sites died in a plan while nobody decided");
        stage.pass(stage.chance().between(20_000, 60_000));
    }

    private static void away(SimulatedCell cell, boolean broker) {
        if (broker) {
            cell.kafka(false);
        } else {
            cell.decision().stop();
        }
    }

    private static void back(SimulatedCell cell, boolean broker) {
        if (broker) {
            cell.kafka(true);
        } else {
            cell.decision().start();
        }
    }
}
