package io.signalbox.contract.topology;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.check.Probe;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One place that can serve a service.
 *
 * @param priority 1 or more, unique in the service; the lowest is preferred
 * @param endpoint the host that probes connect to: from the address unless the topology says otherwise
 * @param lastResort used only when no other site can be; the only kind that may have no probes
 * @param passing how many of its {@link Probe.Role#HEALTH} probes must be UP at a vantage for the site to be UP there:
 *     all of them, 1 or a number between; the site is DOWN there once so many can no longer be had
 * @param healthCheck the Route 53 health check of its records when they are the primary ones, by its id or its name
 *     ({@link HealthCheckName}); null for none
 */
public record Site(
        SiteName name,
        int priority,
        Address address,
        String endpoint,
        boolean lastResort,
        List<Probe> probes,
        int passing,
        @Nullable String healthCheck) {

    public Site {
        probes = List.copyOf(probes);
    }

    /** A site all of whose health probes must pass. */
    public Site(SiteName name, int priority, Address address, String endpoint, boolean lastResort, List<Probe> probes) {
        this(
                name,
                priority,
                address,
                endpoint,
                lastResort,
                probes,
                (int) probes.stream()
                        .filter(probe -> probe.role() == Probe.Role.HEALTH)
                        .count(),
                null);
    }

    /** The same with other probes. */
    public Site with(List<Probe> others) {
        return new Site(name, priority, address, endpoint, lastResort, others, passing, healthCheck);
    }

    /** The names of the probes of one role, in order. */
    public List<ProbeName> probes(Probe.Role role) {
        return probes.stream()
                .filter(probe -> probe.role() == role)
                .map(Probe::name)
                .toList();
    }

    /**
     * The digest of each of its probes: the address of this site, and the target and request of the probe. Equal
     * digests mean that results are comparable; thresholds, intervals and the policy are not part of it. An observation
     * carries the digest of its check.
     */
    public Map<ProbeName, String> checkDigests() {
        return probes.stream()
                .collect(Collectors.toUnmodifiableMap(Probe::name, probe -> CheckDescription.digest(this, probe)));
    }

    /**
     * Whether a verdict was concluded on this site as it is described here: from some of its deciding probes, each of
     * which was the same. A verdict without descriptions is from an earlier version, and is taken as such.
     */
    public boolean describes(SiteVerdict verdict) {
        return describes(verdict, checkDigests());
    }

    /**
     * The same for frequent calls.
     *
     * @param digests the result of {@link #checkDigests}
     */
    public boolean describes(SiteVerdict verdict, Map<ProbeName, String> digests) {
        Map<ProbeName, String> concludedOf = verdict.descriptions();
        if (concludedOf == null) {
            return true;
        }
        boolean known = false;
        for (Probe probe : probes) {
            String of = probe.role() == Probe.Role.HEALTH ? concludedOf.get(probe.name()) : null;
            if (of != null && !of.equals(digests.get(probe.name()))) {
                return false;
            }
            known |= of != null;
        }
        return known;
    }

    /** True if the verdict on one probe was concluded on it as it is described here, by the same rule. */
    public boolean describes(SiteVerdict verdict, Probe probe) {
        Map<ProbeName, String> concludedOf = verdict.descriptions();
        return concludedOf == null || CheckDescription.digest(this, probe).equals(concludedOf.get(probe.name()));
    }
}
