package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a cell's brain led to, once it is stored.
 *
 * @param event null when only time has passed
 * @param now as the cell's clock shows it
 */
record Decision(
        CellName cell,
        @Nullable ServiceEvent event,
        Map<ServiceName, ServiceState> before,
        Map<ServiceName, ServiceState> after,
        FleetState fleet,
        List<Command> sent,
        List<JournalEntry> written,
        Instant now) {

    boolean isAnOperators() {
        return event instanceof ServiceEvent.Directed;
    }

    /** What was ordered of this service, and not refused; null when nothing was. */
    @Nullable
    Directive orderFor(ServiceName service) {
        if (!(event instanceof ServiceEvent.Directed(Directive directive, var _))
                || !service.equals(directive.service())) {
            return null;
        }
        // A drill that asks the other cells first is told once they have nothing against it.
        String said = directive.order() instanceof Directive.StartDrill
                ? "directive-refused"
                : directive.order().kind();
        boolean found = written.stream()
                .anyMatch(entry ->
                        directive.id().equals(entry.directive()) && entry.kind().equals(said));
        boolean taken = found != (directive.order() instanceof Directive.StartDrill);
        return taken ? directive : null;
    }

    boolean wrote(ServiceName service, String kind) {
        return written.stream()
                .anyMatch(
                        entry -> service.equals(entry.service()) && entry.kind().equals(kind));
    }

    boolean inForce(Hold.@Nullable Freeze freeze) {
        return freeze != null && !freeze.endedAt(now);
    }

    boolean frozen(ServiceState state) {
        return inForce(state.holds().freeze()) || inForce(fleet.freeze());
    }

    boolean stepsAreFrozen(ServiceState state) {
        Hold.Freeze own = state.holds().freeze();
        return holdsPlans(inForce(own) ? own : inForce(fleet.freeze()) ? fleet.freeze() : null);
    }

    private static boolean holdsPlans(Hold.@Nullable Freeze freeze) {
        return freeze != null && Boolean.TRUE.equals(freeze.plans());
    }

    boolean maintenance(Service service, List<TimeWindow> common) {
        return common.stream().anyMatch(window -> window.contains(now))
                || service.maintenance().stream().anyMatch(window -> window.contains(now));
    }
}
