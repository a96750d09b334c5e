package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.state.Phase;
import java.util.List;
import java.util.function.Predicate;

/** A drill without traffic begins, and the site with the traffic dies while the standby is scaled up. */
final class Rehearsals implements Act {

    private static final long PERIOD = 20_000;

    @Override
    public void play(Stage stage) {
        List<Service> rehearsed = stage.topology().services().stream()
                .filter(service -> service.drills().stream().anyMatch(drill -> drill.kind() == Drill.Kind.CAPACITY))
                .toList();
        if (rehearsed.isEmpty()) {
            return;
        }
        Service service = stage.chance().pick(rehearsed);
        SiteName home = stage.active(service);
        long due = stage.agenda().now() / PERIOD * PERIOD;
        var order = new Directive.StartDrill(service.drills().getFirst().name(), Agenda.instantAt(due), null, null);
        stage.cells().forEach(cell -> stage.operators().order(cell, service.name(), order));
        Predicate<SimulatedCell> scaling = cell -> isScaling(cell, service.name());
        if (home == null || !stage.until(() -> stage.cells().stream().anyMatch(scaling), 30_000)) {
            return;
        }
        stage.pass(stage.chance().between(0, 1_500));
        stage.breaks(service, home);
        if (stage.until(() -> !stage.isAt(service, home), 120_000)) {
            stage.shows("a move did not wait for a drill without traffic");
        }
        stage.recovers(service, home);
        stage.pass(stage.chance().between(5_000, 60_000));
    }

    private static boolean isScaling(SimulatedCell cell, ServiceName service) {
        var state = cell.decision().state(service);
        return state != null
                && state.phase() instanceof Phase.Moving moving
                && moving.plan().isOfCapacity();
    }
}
