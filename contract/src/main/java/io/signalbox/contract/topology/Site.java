package io.signalbox.contract.topology;

import io.signalbox.contract.SiteName;
import java.util.List;

/**
 * One place that can serve a service.
 *
 * @param priority 1 or more, unique in the service; the lowest is preferred
 * @param endpoint the host that probes connect to: from the address unless the topology says otherwise
 * @param lastResort used only when no other site can be; the only kind that may have no probes
 */
public record Site(
        SiteName name, int priority, Address address, String endpoint, boolean lastResort, List<Probe> probes) {
    public Site {
        probes = List.copyOf(probes);
    }
}
