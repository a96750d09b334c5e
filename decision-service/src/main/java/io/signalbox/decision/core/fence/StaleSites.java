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
 * The sites whose data becomes stale by a one-way step: the site that is left and, if a replica is promoted, all other
 * replicas, which follow the old database. Replicas of an Aurora global database follow the new writer.
 */
public final class StaleSites {

    private StaleSites() {}

    /** The sites that a plan's steps cut off. */
    static List<SiteName> by(Plan plan, Service service) {
        return of(service, plan.from(), plan.to(), plan.leavesReplicas());
    }

    /** The sites that any plan from one site to the other may cut off. */
    public static List<SiteName> byAnyPlan(Service service, @Nullable SiteName from, SiteName to) {
        return of(service, from, to, isPromoted(service, to));
    }

    /** The sites without the data of a plan's target, when that data has diverged before. */
    static List<SiteName> byDivergence(Plan plan, Service service) {
        return of(service, plan.from(), plan.to(), true);
    }

    private static List<SiteName> of(Service service, @Nullable SiteName from, SiteName to, boolean replicas) {
        if (from == null || from.equals(to)) {
            return List.of();
        }
        // While a last resort has the traffic, the good data may be at any site.
        if (isLastResort(service, from)) {
            return StaleData.others(service, to);
        }
        // For a move to a last resort it is not known which replica is promoted.
        Stream<SiteName> others = replicas && !isLastResort(service, to) ? copies(service) : Stream.of();
        return Stream.concat(Stream.of(from), others)
                .filter(site -> !site.equals(to))
                .distinct()
                .toList();
    }

    private static boolean isLastResort(Service service, SiteName site) {
        return service.site(site).map(Site::lastResort).orElse(false);
    }

    /**
     * The sites with a copy of the database: the preferred site and those where a plan promotes it. Empty without
     * replicas.
     */
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
