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

    /** The traffic has gone to a site, and its database takes the writes. Sent to stale data, it leaves better data behind. */
    void serves(ServiceName service, SiteName site) {
        if (site.equals(serving.put(service, site))) {
            return;
        }
        SiteName former = current.put(service, site);
        if (former != null && !former.equals(site) && isStale(service, site)) {
            cutOff(service, former);
        }
    }

    /** From now on a site's database takes the writes. @return whether it was another's before */
    boolean promoted(ServiceName service, SiteName site) {
        SiteName former = current.put(service, site);
        boolean news = former != null && !former.equals(site);
        if (news) {
            cutOff(service, former);
        }
        return news;
    }

    private void cutOff(ServiceName service, SiteName site) {
        stale.computeIfAbsent(service, _ -> new HashSet<>()).add(site);
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
