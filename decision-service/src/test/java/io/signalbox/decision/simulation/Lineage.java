package io.signalbox.decision.simulation;

import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Work;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whose database is current: after a promotion that of the new site, until a person seeds what was left behind. */
final class Lineage {

    private final Map<ServiceName, SiteName> current = new HashMap<>();
    private final Map<ServiceName, SiteName> serving = new HashMap<>();
    private final Map<ServiceName, Set<SiteName>> stale = new HashMap<>();

    /** Whether a service has databases to promote. */
    static boolean promotes(Service service) {
        return service.plans().of(Plans.Name.FAILOVER).stream()
                .flatMap(stage -> stage.steps().stream())
                .anyMatch(step -> step.work() instanceof Work.Act(StepArguments.Action action) && action.oneWay());
    }

    /** The service's traffic is found at a site, and with it its data. */
    void begins(ServiceName service, SiteName site) {
        current.putIfAbsent(service, site);
    }

    /** The traffic goes to a site with a database. */
    void serves(ServiceName service, SiteName site) {
        serving.put(service, site);
    }

    /** From now on a site's database takes the writes. @return whether it was another's before */
    boolean promoted(ServiceName service, SiteName site) {
        SiteName former = current.put(service, site);
        boolean news = former != null && !former.equals(site);
        if (news) {
            Set<SiteName> behind = stale.computeIfAbsent(service, _ -> new HashSet<>());
            behind.add(former);
            behind.remove(site);
        }
        return news;
    }

    boolean isStale(ServiceName service, SiteName site) {
        return stale(service).contains(site);
    }

    Set<SiteName> stale(ServiceName service) {
        return stale.getOrDefault(service, Set.of());
    }

    /** A person has let the site with the traffic take the writes, and has copied its data to all others. */
    void seeded(ServiceName service) {
        SiteName site = serving.get(service);
        if (site != null) {
            current.put(service, site);
        }
        stale.remove(service);
    }
}
