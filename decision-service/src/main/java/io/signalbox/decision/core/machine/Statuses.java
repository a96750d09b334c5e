package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Fence;
import io.signalbox.contract.Reason;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.topology.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public view of a service's state. */
final class Statuses {

    private Statuses() {}

    static ServiceStatus of(ServiceState state, Service service, Fleet fleet, CellName cell, String digest) {
        Fence fence = state.fence();
        return new ServiceStatus(
                ServiceStatus.VERSION,
                state.service(),
                cell,
                service.hostname(),
                state.version(),
                state.phase().label(),
                state.since(),
                state.active(),
                state.phase().target(),
                fence == null ? 0 : fence.epoch(),
                fence,
                state.reason(),
                alarms(state),
                sites(state, service),
                override(state),
                freeze(state, fleet),
                state.recovery(),
                digest);
    }

    private static List<Reason> alarms(ServiceState state) {
        var alarms = new ArrayList<Reason>();
        if (state.phase() instanceof Phase.Stuck stuck) {
            alarms.add(Reason.of(
                    "stuck",
                    "a move could not finish and waits for a person: "
                            + stuck.reason().text()));
        }
        SiteName active = state.active();
        if (active != null && state.verdict(active) == Verdict.DOWN) {
            alarms.add(Reason.of("active-down", active + " has the traffic and is DOWN"));
        }
        state.alarms().values().stream()
                .sorted(Comparator.comparing(Reason::code))
                .forEach(alarms::add);
        return alarms;
    }

    private static List<ServiceStatus.Site> sites(ServiceState state, Service service) {
        return service.sites().stream()
                .map(site -> new ServiceStatus.Site(
                        site.name(),
                        site.priority(),
                        site.lastResort(),
                        state.verdict(site.name()),
                        state.verdicts().get(site.name())))
                .toList();
    }

    private static ServiceStatus.@Nullable Override override(ServiceState state) {
        Hold.Override override = state.override();
        return override == null
                ? null
                : new ServiceStatus.Override(
                        override.target(), override.who(), override.why(), override.since(), override.until());
    }

    private static ServiceStatus.@Nullable Freeze freeze(ServiceState state, Fleet fleet) {
        if (state.freeze() != null) {
            return freeze(state.freeze(), false);
        }
        return fleet.freeze() == null ? null : freeze(fleet.freeze(), true);
    }

    private static ServiceStatus.Freeze freeze(Hold.Freeze freeze, boolean everyService) {
        return new ServiceStatus.Freeze(freeze.who(), freeze.why(), freeze.since(), freeze.until(), everyService);
    }
}
