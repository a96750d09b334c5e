package io.signalbox.contract.topology;

import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One DNS name and the sites that can serve it.
 *
 * @param hostname fully qualified, lower case, without the final dot
 * @param sites by priority, the preferred one first; names and priorities unique
 * @param shadow a policy that is tried beside the one in force and never acts; null for none
 * @param plans what is done beside the switch
 * @param drills the calendar
 * @param maintenance when no automatic move of this service begins
 */
public record Service(
        ServiceName name,
        String hostname,
        Dns dns,
        List<Site> sites,
        Policy policy,
        @Nullable Policy shadow,
        Plans plans,
        List<Drill> drills,
        List<TimeWindow> maintenance) {

    public Service {
        sites = sites.stream().sorted(Comparator.comparingInt(Site::priority)).toList();
        drills = List.copyOf(drills);
        maintenance = List.copyOf(maintenance);
    }

    /** A service that has nothing beyond its sites and its policy. */
    public Service(ServiceName name, String hostname, Dns dns, List<Site> sites, Policy policy) {
        this(name, hostname, dns, sites, policy, null, Plans.NONE, List.of(), List.of());
    }

    public Site preferred() {
        return sites.getFirst();
    }

    public Optional<Site> site(SiteName wanted) {
        return sites.stream().filter(site -> site.name().equals(wanted)).findFirst();
    }

    /** The same under another policy. */
    public Service under(Policy other) {
        return new Service(name, hostname, dns, sites, other, null, plans, drills, maintenance);
    }
}
