package io.signalbox.decision.simulation;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Work;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose database is current: after a promotion that of the new site. The databases of all other sites are left behind, since they follow
 * the former one, until a person seeds them.
 */
final class Lineage {

    private final Map<ServiceName, SiteName> current = new HashMap<>();
    private final Map<ServiceName, SiteName> serving = new HashMap<>();
    private final Map<ServiceName, Set<SiteName>> stale = new HashMap<>();

    /** True if a service has databases to promote. */
    static boolean promotes(Service service) {
        return service.plans().of(Plans.Name.FAILOVER).stream()
                .flatMap(stage -> stage.steps().stream())
                .anyMatch(step ->
                        step.work() instanceof Work.Act act && act.action().oneWay());
    }

    /** The traffic has gone to a site, and its database takes the writes. Sent to stale data, it leaves better data behind. */
    void serves(Service service, SiteName site) {
        if (site.equals(serving.put(service.name(), site))) {
            return;
        }
        SiteName former = current.put(service.name(), site);
        if (former != null && !former.equals(site) && isStale(service.name(), site)) {
            cutOffAllBut(service, site);
        }
    }

    /** From now on a site's database takes the writes. @return whether it was another's before */
    boolean promoted(Service service, SiteName site) {
        SiteName former = current.put(service.name(), site);
        boolean news = former != null && !former.equals(site);
        if (news) {
            cutOffAllBut(service, site);
        }
        return news;
    }

    private void cutOffAllBut(Service service, SiteName current) {
        service.sites().stream()
                .filter(site -> !site.lastResort() && !site.name().equals(current))
                .forEach(site -> stale.computeIfAbsent(service.name(), _ -> new HashSet<>())
                        .add(site.name()));
    }

    boolean isStale(ServiceName service, SiteName site) {
        return stale(service).contains(site);
    }

    Set<SiteName> stale(ServiceName service) {
        return stale.getOrDefault(service, Set.of());
    }

    /** A person has made a site's data good: it is a copy of what is current, or with the traffic there what is current. */
    void seeded(ServiceName service, SiteName site) {
        if (site.equals(serving.get(service))) {
            current.put(service, site);
        }
        stale.getOrDefault(service, new HashSet<>()).remove(site);
    }
}
