package io.signalbox.decision.simulation;

import io.signalbox.contract.SiteName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.machine.Phase;
import io.signalbox.decision.core.machine.ServiceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether all cells agree with the provider, nothing is under way, and traffic is where the policy wants it. */
final class Rest {

    private final Topology topology;
    private final List<SimulatedCell> cells;
    private final Provider provider;

    Rest(Topology topology, List<SimulatedCell> cells, Provider provider) {
        this.topology = topology;
        this.cells = cells;
        this.provider = provider;
    }

    /** What is not as it should be; empty when all is well. */
    String objection() {
        for (Service service : topology.services()) {
            for (SimulatedCell cell : cells) {
                String objection = objection(service, cell.decision().state(service.name()), cell);
                if (!objection.isEmpty()) {
                    return objection;
                }
            }
        }
        return "";
    }

    private String objection(Service service, @Nullable ServiceState state, SimulatedCell cell) {
        if (state == null || !(state.phase() instanceof Phase.Steady)) {
            return service.name() + " in " + cell.name() + " is not steady: " + state;
        }
        if (!state.alarms().isEmpty()
                || state.override() != null
                || state.freeze() != null
                || cell.decision().fleet().freeze() != null) {
            return service.name() + " in " + cell.name() + " still waits for a person: " + state;
        }
        if (state.fence() == null
                || !state.fence().equals(provider.zone(service.name()).fence())) {
            return service.name() + " in " + cell.name() + " knows " + state.fence() + ", the provider has "
                    + provider.zone(service.name()).fence();
        }
        return isWhereItBelongs(service, state.fence().active())
                ? ""
                : service.name() + " in " + cell.name() + " stays where the policy does not want it: " + state;
    }

    private static boolean isWhereItBelongs(Service service, SiteName active) {
        return service.policy().failback().mode() == Policy.Failback.Mode.AUTO
                ? active.equals(service.preferred().name())
                : !service.site(active).orElseThrow().lastResort();
    }
}
