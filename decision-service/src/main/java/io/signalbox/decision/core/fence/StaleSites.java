package io.signalbox.decision.core.fence;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.state.Plan;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sites whose data a one-way step cuts off: the site that is left and, if a replica is promoted, all other
 * replicas, which follow the old database. The replicas of an Aurora global database follow the new writer.
 */
public final class StaleSites {

    private StaleSites() {}

    /** The sites that the steps of a plan cut off. */
    static List<SiteName> by(Plan plan, Service service) {
        return of(service, plan.from(), plan.to(), plan.leavesReplicas());
    }

    /** The sites that a plan from one site to the other may cut off. */
    public static List<SiteName> byAnyPlan(Service service, @Nullable SiteName from, SiteName to) {
        return of(service, from, to, isPromoted(service, to));
    }

    /** The sites that do not have the data of the plan's target, after the traffic is moved to stale data. */
    static List<SiteName> byDivergence(Plan plan, Service service) {
        return of(service, plan.from(), plan.to(), true);
    }

    private static List<SiteName> of(Service service, @Nullable SiteName from, SiteName to, boolean replicas) {
        if (from == null || from.equals(to)) {
            return List.of();
        }
        // While a last resort has the traffic, the data may be at any site.
        if (isLastResort(service, from)) {
            return StaleData.others(service, to);
        }
        // On the way to a last resort it is unknown which replica is promoted.
        Stream<SiteName> others = replicas && !isLastResort(service, to) ? copies(service) : Stream.of();
        return Stream.concat(Stream.of(from), others)
                .filter(site -> !site.equals(to))
                .distinct()
                .toList();
    }

    private static boolean isLastResort(Service service, SiteName site) {
        return service.site(site).map(Site::lastResort).orElse(false);
    }

    /** The sites with a database copy: the preferred site, and those that a plan promotes. Empty without replicas. */
    private static Stream<SiteName> copies(Service service) {
        List<SiteName> promoted = service.sites().stream()
                .filter(site -> !site.lastResort())
                .map(Site::name)
                .filter(site -> isPromoted(service, site))
                .toList();
        return promoted.isEmpty()
                ? Stream.of()
                : Stream.concat(Stream.of(service.preferred().name()), promoted.stream());
    }

    private static boolean isPromoted(Service service, SiteName site) {
        Plans plans = service.plans();
        return plans.promoteReplica(site, site.equals(service.preferred().name()));
    }
}
