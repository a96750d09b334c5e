package io.signalbox.decision.simulation;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import java.util.Objects;

/** Traffic leaves its home by a one-way step; home works again, and then the new site fails, too. */
final class Promotions implements Act {

    @Override
    public void play(Stage stage) {
        Service service = stage.topology().services().stream()
                .filter(Lineage::promotes)
                .findFirst()
                .orElseGet(stage::service);
        SiteName first = stage.active(service);
        if (first == null || !stage.drivesAway(service)) {
            return;
        }
        stage.shows("traffic left a site");
        stage.pass(stage.chance().between(5_000, 60_000));
        if (stage.chance().in(0.3)) {
            stage.cells().forEach(cell -> cell.decision().crash());
            stage.pass(stage.chance().between(500, 5_000));
            stage.cells().forEach(cell -> cell.decision().start());
        }
        SiteName second = stage.active(service);
        stage.breaks(service, Objects.requireNonNull(second));
        stage.pass(stage.chance().between(20_000, 90_000));
        if (stage.chance().in(0.5)) {
            stage.recovers(service, second);
            stage.pass(stage.chance().between(20_000, 60_000));
        }
    }
}
