package io.signalbox.decision.simulation;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Damping;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dead active site is left within a bound, without a person, while every vantage sees what is so, a cell and the
 * provider work, nobody has ordered otherwise, and there is a site that works.
 */
final class Liveness {

    /** What one plan may take beside its deadline, and what is needed until it may begin. */
    private static final long SLACK = 90_000;

    private final Agenda agenda;
    private final Topology topology;
    private final Reality reality;
    private final Provider provider;
    private final List<SimulatedCell> cells;
    private final Oracle oracle;
    private final Judge judge;
    private final Tally tally;
    /** Since when all that it takes is there, by service. */
    private final Map<ServiceName, Long> owed = new HashMap<>();

    private boolean free;

    Liveness(
            Agenda agenda,
            Topology topology,
            Reality reality,
            Provider provider,
            List<SimulatedCell> cells,
            Oracle oracle,
            Judge judge,
            Tally tally) {
        this.agenda = agenda;
        this.topology = topology;
        this.reality = reality;
        this.provider = provider;
        this.cells = cells;
        this.oracle = oracle;
        this.judge = judge;
        this.tally = tally;
    }

    /** @param free whether no person's order is in force and none is given any more */
    void persons(boolean free) {
        this.free = free;
        owed.clear();
    }

    /** A few times a second. */
    void look() {
        oracle.look(provider, provider.works() && cells.stream().anyMatch(SimulatedCell::works));
        for (Service service : topology.services()) {
            if (!free || !isOwed(service)) {
                owed.remove(service.name());
                continue;
            }
            long since = owed.computeIfAbsent(service.name(), _ -> {
                tally.count("a dead site is to be left");
                return agenda.now();
            });
            judge.require(
                    agenda.now() - since < bound(service),
                    "a dead active site is left while all that it takes is there",
                    () -> service.name() + " is still at " + active(service) + ", dead since "
                            + reality.deadSince(service.name(), active(service)) + ", owed since " + since);
        }
    }

    /** True if a dead site has to be left that is not left yet. */
    boolean owes() {
        return free && topology.services().stream().anyMatch(this::isOwed);
    }

    private SiteName active(Service service) {
        Fence fence = provider.zone(service.name()).fence();
        return fence == null ? service.preferred().name() : fence.active();
    }

    private boolean isOrdered(Fence fence) {
        Order order = fence.words().order();
        return order != null && order.inForce(agenda.instant(0));
    }

    private boolean isOwed(Service service) {
        Fence fence = provider.zone(service.name()).fence();
        return service.policy().mode() == Policy.Mode.AUTO
                && topology.governor().brake() == null
                && topology.governor().maintenance().isEmpty()
                && service.maintenance().isEmpty()
                && fence != null
                && fence.hold() == null
                && !oracle.orders().isHeld(service.name())
                && !isOrdered(fence)
                && provider.carries(service, fence)
                && !provider.drifted(service)
                && !provider.lost(service)
                && cells.stream().anyMatch(SimulatedCell::works)
                && reality.deadSince(service.name(), fence.active()) != null
                && target(service, fence.active()) != null
                && plansNeedNobody(service);
    }

    private @Nullable Site target(Service service, SiteName active) {
        return service.sites().stream()
                .filter(site -> !site.lastResort() && !site.name().equals(active))
                .filter(site -> oracle.sight().seenToWorkSince(service, site.name()) != null)
                .filter(site -> !oracle.lineage().isStale(service.name(), site.name()))
                .findFirst()
                .orElse(null);
    }

    /** A plan whose step fails for good, or that asks, waits for a person; a switch that is tried again and again never does. */
    private static boolean plansNeedNobody(Service service) {
        List<Step> steps = service.plans().of(Plans.Name.FAILOVER).stream()
                .flatMap(stage -> stage.steps().stream())
                .toList();
        return steps.size() == 1
                && steps.getFirst().retries() == null
                && steps.getFirst().onFailure() != Step.OnFailure.ASK;
    }

    private long bound(Service service) {
        Policy policy = service.policy();
        Damping damping = policy.damping();
        long velocity = topology.governor().velocity() == null
                ? 0
                : topology.governor().velocity().within().toMillis()
                        * topology.services().size();
        long drift = service.dns().onDrift() == Dns.OnDrift.HOLD ? 0 : SLACK;
        return policy.planDeadline().toMillis() * 2
                + policy.minDownFor().toMillis()
                + policy.grace().toMillis()
                + damping.halfLife().toMillis() * 6
                + damping.longestHoldDown().toMillis()
                + velocity
                + drift
                + SLACK;
    }
}
