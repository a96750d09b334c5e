package io.signalbox.decision.simulation;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Instant;

/** Which sites may take traffic, judged from verdicts and the cell's own history. */
final class Fitness {

    private final Losses losses;

    Fitness(Losses losses) {
        this.losses = losses;
    }

    /** What surely forbids to send traffic to a site; empty when nothing does. @param plan by which it would be sent */
    String objection(Service service, ServiceState state, SiteName site, Plans.Name plan, Instant now) {
        if (state.verdict(site) != Verdict.UP) {
            return site + " is " + state.verdict(site);
        }
        if (losses.forbid(service.name(), site, now)) {
            return site + " is suppressed or held down";
        }
        if (isStale(state, site)) {
            return site + " has stale data";
        }
        boolean prepared = service.plans().makesReady(plan);
        return prepared || ready(service, state, site) ? "" : site + " is not ready";
    }

    /** True if a site is marked by the fence or in the cell's memory, or another one may have been promoted. */
    static boolean isStale(ServiceState state, SiteName site) {
        Fence fence = state.fence();
        Marks marks = state.memory().marks();
        boolean marked = fence != null && fence.marksStale(site) || marks != null && marks.isStale(site);
        boolean elsewhere = fence != null
                && fence.target() != null
                && fence.marksStale(fence.active())
                && !site.equals(fence.target())
                && !site.equals(fence.active());
        return marked || elsewhere;
    }

    boolean suppressed(Service service, SiteName site, Instant now) {
        return losses.forbid(service.name(), site, now);
    }

    static boolean ready(Service service, ServiceState state, SiteName site) {
        SiteVerdict evidence = state.verdicts().get(site);
        return service.site(site).map(known -> known.probes(Probe.Role.READINESS)).orElseThrow().stream()
                .allMatch(probe -> evidence != null && evidence.check(probe) == Verdict.UP);
    }

    /** True if surely no other site than the active one could take the traffic. */
    boolean nothingFits(Service service, ServiceState state, Instant now) {
        return service.sites().stream()
                .filter(site -> !site.lastResort() && !site.name().equals(state.active()))
                .noneMatch(site -> fits(service, state, site, now));
    }

    private boolean fits(Service service, ServiceState state, Site site, Instant now) {
        boolean prepared = service.plans().makesReady(Plans.Name.FAILOVER);
        return state.verdict(site.name()) == Verdict.UP
                && !isStale(state, site.name())
                && losses.allow(service.name(), site.name(), now)
                && (prepared || ready(service, state, site.name()));
    }

    /** The plan of the topology that a move follows. */
    static Plans.Name plan(Service service, ServiceState state, MoveKind kind, SiteName to) {
        boolean home = to.equals(service.preferred().name());
        SiteName active = state.active();
        boolean needless = active == null
                || state.verdict(active) == Verdict.DOWN
                || service.site(active).map(Site::lastResort).orElse(true);
        return switch (kind) {
            case ADOPTION, FAILOVER, HOLD, ADJUST, READOPTION, RAISE, LOWER -> Plans.Name.FAILOVER;
            case FAILBACK, RESTORE -> home ? Plans.Name.FAILBACK : Plans.Name.FAILOVER;
            case DRILL -> Plans.Name.DRILL;
            case OVERRIDE -> needless ? Plans.Name.FAILOVER : home ? Plans.Name.FAILBACK : Plans.Name.SWITCHOVER;
        };
    }
}
