package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;

/** The provider's API is away for longer than a plan may take, while a region is lost. */
final class Outages implements Act {

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        SiteName region = stage.home(service);
        stage.tell("the provider is away");
        stage.provider().unavailable = true;
        stage.pass(stage.chance().between(0, 10_000));
        for (Service each : stage.topology().services()) {
            stage.breaks(each, region);
        }
        if (stage.chance().in(0.3)) {
            ordersAndTakesBack(stage, service);
        } else {
            stage.pass(stage.chance().between(110_000, 300_000));
        }
        boolean frozen = stage.chance().in(0.3);
        if (frozen) {
            stage.cells().forEach(cell -> stage.operators().order(cell, null, new Directive.Freeze(null, null)));
            stage.pass(5_000);
        }
        stage.tell("the provider is back");
        stage.provider().heal();
        stage.shows("the provider was away past a deadline");
        stage.pass(stage.chance().between(30_000, 150_000));
        if (frozen) {
            stage.operators().takeBack();
            stage.pass(stage.chance().between(10_000, 60_000));
        }
    }

    /** What was ordered while nothing could be done must not be done later. */
    private static void ordersAndTakesBack(Stage stage, Service service) {
        SimulatedCell cell = stage.chance().pick(stage.cells());
        stage.operators()
                .order(cell, service.name(), new Directive.Override(stage.watched(service), null, false, false));
        stage.pass(stage.chance().between(110_000, 200_000));
        stage.operators().order(cell, service.name(), new Directive.Release());
        stage.pass(stage.chance().between(0, 100_000));
    }
}
