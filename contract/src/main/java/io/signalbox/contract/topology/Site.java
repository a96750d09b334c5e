package io.signalbox.contract.topology;

import io.signalbox.contract.ProbeName;
import io.signalbox.contract.SiteName;
import java.util.List;

/**
 * One place that can serve a service.
 *
 * @param priority 1 or more, unique in the service; the lowest is preferred
 * @param endpoint the host that probes connect to: from the address unless the topology says otherwise
 * @param lastResort used only when no other site can be; the only kind that may have no probes
 * @param passing how many of its {@link Probe.Role#HEALTH} probes must be UP at a vantage for the site to be UP there:
 *     all of them, 1 or a number between; the site is DOWN there once so many can no longer be had
 */
public record Site(
        SiteName name,
        int priority,
        Address address,
        String endpoint,
        boolean lastResort,
        List<Probe> probes,
        int passing) {

    public Site {
        probes = List.copyOf(probes);
    }

    /** A site all of whose health probes must pass. */
    public Site(SiteName name, int priority, Address address, String endpoint, boolean lastResort, List<Probe> probes) {
        this(name, priority, address, endpoint, lastResort, probes, (int) probes.stream()
                .filter(probe -> probe.role() == Probe.Role.HEALTH)
                .count());
    }

    /** The names of the probes of one role, in order. */
    public List<ProbeName> probes(Probe.Role role) {
        return probes.stream()
                .filter(probe -> probe.role() == role)
                .map(Probe::name)
                .toList();
    }
}
