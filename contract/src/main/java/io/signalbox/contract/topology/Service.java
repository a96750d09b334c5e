package io.signalbox.contract.topology;

import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One DNS name and the sites that can serve it.
 *
 * @param hostname fully qualified, lower case, without the final dot
 * @param sites by priority, the preferred one first; names and priorities unique
 */
public record Service(ServiceName name, String hostname, Dns dns, List<Site> sites, Policy policy) {

    public Service {
        sites = sites.stream().sorted(Comparator.comparingInt(Site::priority)).toList();
    }

    public Site preferred() {
        return sites.getFirst();
    }

    public Optional<Site> site(SiteName wanted) {
        return sites.stream().filter(site -> site.name().equals(wanted)).findFirst();
    }
}
