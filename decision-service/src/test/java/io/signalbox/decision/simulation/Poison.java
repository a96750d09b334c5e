package io.signalbox.decision.simulation;

import io.signalbox.contract.Outcome;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Service;
import java.nio.charset.StandardCharsets;

/** Orders and sightings that no arithmetic survives; then the active site fails, and must be left all the same. */
final class Poison implements Act {

    private static final Codec<Outcome> OUTCOMES = Codec.of(Outcome.class);

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        for (SimulatedCell cell : stage.cells()) {
            for (int records = stage.chance().between(1, 3); records > 0; records--) {
                poison(stage, cell, service);
            }
        }
        stage.pass(stage.chance().between(2_000, 10_000));
        stage.drivesAway(service);
        stage.operators().takeBack();
        stage.pass(stage.chance().between(2_000, 20_000));
    }

    private static void poison(Stage stage, SimulatedCell cell, Service service) {
        switch (stage.chance().between(0, 4)) {
            case 0 -> order(stage, cell, service, "\"kind\":\"start-drill\",\"lasts\":\"PT10000000000000H\"");
            case 1 -> order(stage, cell, service, "\"kind\":\"freeze\",\"until\":\"-1000000000-01-01T00:00:00Z\"");
            case 2 -> order(stage, cell, service, "\"kind\":\"freeze\",\"until\":\"+1000000000-12-31T23:59:59Z\"");
            case 3 -> {
                cell.decision().takes(Topics.OUTCOMES, "{\"" + stage.chance().between(0, 127));
                stage.shows("bytes that are no outcome");
            }
            default -> {
                var sighting = Sightings.of(
                        service.name(),
                        Fence.settled(987_654_321, stage.home(service), "p1", cell.name()),
                        stage.agenda().instant());
                String text = new String(OUTCOMES.write(sighting), StandardCharsets.UTF_8);
                boolean last = stage.chance().in(0.5);
                cell.decision()
                        .takes(
                                Topics.OUTCOMES,
                                last ? text.replace("987654321", String.valueOf(Long.MAX_VALUE)) : text);
                stage.shows(last ? "a fence of the last epoch" : "a fence whose epoch has jumped");
            }
        }
    }

    private static void order(Stage stage, SimulatedCell cell, Service service, String order) {
        cell.decision()
                .takes(
                        Topics.DIRECTIVES,
                        "{\"v\":1,\"id\":\"p%d\",\"service\":\"%s\",\"who\":\"eve\",\"why\":\"because\",\"at\":\"%s\",\"order\":{%s}}"
                                .formatted(
                                        stage.chance().between(0, 1_000_000),
                                        service.name(),
                                        stage.agenda().instant(),
                                        order));
        stage.shows("an order that is out of all bounds");
    }
}
