package io.signalbox.decision.simulation;

import io.signalbox.contract.SiteName;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.machine.Phase;
import io.signalbox.decision.core.machine.ServiceState;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether all cells agree with the provider, nothing is under way, nothing waits for a person, and traffic is where it
 * belongs. Objections are in words; an empty one means that all is well.
 */
final class Rest {

    private final Topology topology;
    private final List<SimulatedCell> cells;
    private final Provider provider;

    Rest(Topology topology, List<SimulatedCell> cells, Provider provider) {
        this.topology = topology;
        this.cells = cells;
        this.provider = provider;
    }

    /** @param belongs whether a service's traffic may rest on a site */
    String objection(BiPredicate<Service, SiteName> belongs) {
        for (Service service : topology.services()) {
            for (SimulatedCell cell : cells) {
                String objection = objection(service, cell.decision().state(service.name()), cell, belongs);
                if (!objection.isEmpty()) {
                    return objection;
                }
            }
        }
        return "";
    }

    private String objection(
            Service service, @Nullable ServiceState state, SimulatedCell cell, BiPredicate<Service, SiteName> belongs) {
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
        for (Site site : service.sites()) {
            Verdict concluded = cell.decision().concluded(service.name(), site.name());
            if (concluded != state.verdict(site.name())) {
                return service.name() + " in " + cell.name() + " takes " + site.name() + " for "
                        + state.verdict(site.name()) + ", the evidence says " + concluded;
            }
        }
        return belongs.test(service, state.fence().active())
                ? ""
                : service.name() + " in " + cell.name() + " stays where it does not belong: " + state;
    }

    /** While every site works. */
    static boolean isHome(Service service, SiteName active) {
        return service.policy().failback().mode() == Policy.Failback.Mode.AUTO
                ? active.equals(service.preferred().name())
                : !service.site(active).orElseThrow().lastResort();
    }
}
