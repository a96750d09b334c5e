package io.signalbox.decision.simulation;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final Capacity capacity;
    private final Expectations expectations;

    Rest(
            Topology topology,
            List<SimulatedCell> cells,
            Provider provider,
            Capacity capacity,
            Expectations expectations) {
        this.topology = topology;
        this.cells = cells;
        this.provider = provider;
        this.capacity = capacity;
        this.expectations = expectations;
    }

    /** @param belongs whether a service's traffic may rest on a site */
    String objection(BiPredicate<Service, SiteName> belongs) {
        for (Service service : topology.services()) {
            for (SimulatedCell cell : cells) {
                ServiceState state = cell.decision().state(service.name());
                String objection = objection(service, state, cell, belongs);
                if (!objection.isEmpty()) {
                    return objection + " in " + cell.name();
                }
            }
        }
        return "";
    }

    /** The same as far as it shows outside of the cells. */
    String outside(BiPredicate<Service, SiteName> belongs) {
        for (Service service : topology.services()) {
            Fence fence = provider.zone(service.name()).fence();
            if (fence == null) {
                if (expectations.moves(service)) {
                    return service.name() + " has no fence";
                }
            } else if (provider.lost(service) && !isKnown(service, fence)) {
                return service.name() + " has a fence that nobody knows: " + fence;
            } else if (fence.claimedAt(cells.getFirst().decision().clock())) {
                return service.name() + " is claimed: " + fence;
            } else if (fence.hold() != null) {
                return service.name() + " is still held for all cells: " + fence;
            } else if (isOrdered(fence, cells.getFirst().decision().clock())) {
                return service.name() + " is still ordered somewhere: " + fence;
            } else if (!isOfOneMind(service, fence)) {
                return service.name() + " has a signal that says otherwise than its record: " + fence;
            } else if (!belongs.test(service, fence.active())) {
                return service.name() + " stays where it does not belong: " + fence;
            }
        }
        return "";
    }

    /** True if the traffic follows what is in force, and the record says the same. */
    private boolean isOfOneMind(Service service, Fence fence) {
        return !SignalStore.isBeside(service)
                || fence.equals(provider.stored(service.name()).fence())
                        && provider.signals().leadsAway(service.name())
                                != fence.active().equals(service.preferred().name());
    }

    private static boolean isOrdered(Fence fence, Instant now) {
        Order order = fence.words().order();
        return order != null && order.inForce(now);
    }

    private boolean isKnown(Service service, Fence fence) {
        return cells.stream()
                .map(cell -> cell.decision().state(service.name()))
                .allMatch(state -> state != null && fence.equals(state.fence()));
    }

    /** What each cell knows, and what the provider has. */
    String known() {
        var known = new StringBuilder();
        for (Service service : topology.services()) {
            for (SimulatedCell cell : cells) {
                ServiceState state = cell.decision().state(service.name());
                known.append("; ").append(cell.name()).append(" knows ");
                known.append(state == null ? "nothing of " + service.name() : Words.of(state));
            }
            known.append("; the provider has ")
                    .append(provider.zone(service.name()).fence());
        }
        return known.toString();
    }

    private String objection(
            Service service, @Nullable ServiceState state, SimulatedCell cell, BiPredicate<Service, SiteName> belongs) {
        if (state == null || !expectations.rests(service, state.phase())) {
            return service.name() + " is not at rest";
        }
        if (waits(state) || cell.decision().fleet().freeze() != null) {
            return service.name() + " still waits for a person, or an end";
        }
        Fence fence = provider.zone(service.name()).fence();
        if (!Objects.equals(state.fence(), fence)) {
            return service.name() + " knows another fence than the provider's";
        }
        // A claim whose plan was over before it was heard of is left to run out.
        if (fence != null && fence.claimedAt(cell.decision().clock())) {
            return service.name() + " is claimed";
        }
        if (fence != null && !isOfOneMind(service, fence)) {
            return service.name() + " has a signal that says otherwise than its record";
        }
        if (fence != null && fence.hold() != null) {
            return service.name() + " is still held for all cells";
        }
        String divided = fence == null ? "" : expectations.divided(service, state, fence);
        if (!divided.isEmpty()) {
            return divided;
        }
        for (Site site : service.sites()) {
            Verdict concluded = cell.decision().concluded(service.name(), site.name());
            if (concluded != state.verdict(site.name())) {
                return service.name() + " takes " + site.name() + " for " + state.verdict(site.name())
                        + ", the evidence says " + concluded;
            }
            if (cell.decision().damped(service.name(), site.name())) {
                return service.name() + " has a site that is suppressed, " + site.name();
            }
        }
        String changed = cells.size() == 1 ? changed(service, state) : "";
        if (!changed.isEmpty()) {
            return changed;
        }
        return fence == null || belongs.test(service, fence.active())
                ? ""
                : service.name() + " stays where it does not belong";
    }

    private static boolean waits(ServiceState state) {
        return !state.alarms().isEmpty()
                || isBound(state)
                || state.fence() != null && !state.memory().notices().isEmpty()
                || state.holds().override() != null
                || state.holds().proposed() != null
                || state.holds().freeze() != null
                || state.holds().drill() != null;
    }

    /** An alarm that no acknowledgement ends, and that holds nothing, keeps nobody busy. */
    static boolean isAlarmed(ServiceState state) {
        return state.alarms().keySet().stream().anyMatch(code -> !code.equals("records-outdated"));
    }

    /** True if a move is not to begin before a person has said so, in any cell. */
    static boolean isBound(ServiceState state) {
        Fence fence = state.fence();
        return state.memory().bound() != null
                || fence != null
                        && (fence.words().failed() != null || fence.words().unwanted() != null);
    }

    /** What a plan has changed is as it was, or it is remembered how it was. */
    private String changed(Service service, ServiceState state) {
        for (Plans.Stage stage : service.plans().of(Plans.Name.FAILOVER)) {
            for (Step step : stage.steps()) {
                if (step.work() instanceof Work.Act act) {
                    Optional<Capacity.Parameter> forgotten = Capacity.of(service.name(), act.action())
                            .filter(parameter -> !isKnown(parameter, step, state));
                    if (forgotten.isPresent()) {
                        return service.name() + " has forgotten how "
                                + forgotten.get().name() + " was: " + capacity.history(forgotten.get());
                    }
                }
            }
        }
        return "";
    }

    private boolean isKnown(Capacity.Parameter parameter, Step step, ServiceState state) {
        Map<String, String> previous = state.memory().previous().getOrDefault(step.name(), Map.of());
        return capacity.read(parameter).equals(Capacity.BEFORE)
                || Capacity.BEFORE.equals(previous.get(parameter.name()))
                || capacity.disturbed(parameter);
    }
}
