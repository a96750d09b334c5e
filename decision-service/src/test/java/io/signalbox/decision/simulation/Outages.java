package io.signalbox.decision.simulation;

import io.signalbox.contract.SiteName;
import io.signalbox.contract.topology.Service;

/** The provider's API is away for longer than a plan may take, while a region is lost. */
final class Outages implements Act {

    @Override
    public void play(Stage stage) {
        SiteName region = stage.home(stage.service());
        stage.tell("the provider is away");
        stage.provider().unavailable = true;
        stage.pass(stage.chance().between(0, 10_000));
        for (Service service : stage.topology().services()) {
            stage.breaks(service, region);
        }
        stage.pass(stage.chance().between(110_000, 300_000));
        stage.tell("the provider is back");
        stage.provider().heal();
        stage.shows("the provider was away past a deadline");
        stage.pass(stage.chance().between(60_000, 200_000));
    }
}
