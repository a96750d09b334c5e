package io.signalbox.actuator.app;

import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.rfc2136.Rfc2136Zones;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The provider of each zone, by the topology in force; Route 53 for a zone that is in no topology any more. */
final class DnsProviders implements DnsProvider {

    private final Supplier<Topology> topology;
    private final DnsProvider route53;
    private final Rfc2136Zones rfc2136;

    DnsProviders(Supplier<Topology> topology, DnsProvider route53, Rfc2136Zones rfc2136) {
        this.topology = topology;
        this.route53 = route53;
        this.rfc2136 = rfc2136;
    }

    @Override
    public Zone zone(String name, Duration limit) throws ZoneUnavailableException {
        Optional<Dns.Primary> primary = primary(name);
        return primary.isPresent() ? rfc2136.zone(primary.get(), name, limit) : route53.zone(name, limit);
    }

    @Override
    public Optional<Details> details(String name, Duration limit) throws ZoneUnavailableException {
        return primary(name).isPresent() ? Optional.empty() : route53.details(name, limit);
    }

    /** All services of a zone have the same. */
    private Optional<Dns.Primary> primary(String zone) {
        return topology.get().services().stream()
                .map(Service::dns)
                .filter(dns -> dns.zone().equals(zone))
                .map(Dns::primary)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
