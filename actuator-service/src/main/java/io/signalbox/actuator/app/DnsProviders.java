package io.signalbox.actuator.app;

import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.rfc2136.Rfc2136Zones;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The provider of each zone, by the topology in force; Route 53 for a zone that is in no topology any more. */
final class DnsProviders implements DnsProvider {

    private final Supplier<Topology> topology;
    private final Function<@Nullable AwsRole, DnsProvider> route53;
    private final Rfc2136Zones rfc2136;

    /** @param route53 with a role; null for the credentials of the process */
    DnsProviders(Supplier<Topology> topology, Function<@Nullable AwsRole, DnsProvider> route53, Rfc2136Zones rfc2136) {
        this.topology = topology;
        this.route53 = route53;
        this.rfc2136 = rfc2136;
    }

    @Override
    public Zone zone(String name, Duration limit) throws ZoneUnavailableException {
        Optional<Dns.Primary> primary = primary(name);
        return primary.isPresent()
                ? rfc2136.zone(primary.get(), name, limit)
                : route53.apply(role(name)).zone(name, limit);
    }

    private Optional<Dns.Primary> primary(String zone) {
        return ofZone(zone, dns -> Optional.ofNullable(dns.primary()));
    }

    private @Nullable AwsRole role(String zone) {
        return ofZone(zone, dns -> Optional.ofNullable(dns.role())).orElse(null);
    }

    @Override
    public Optional<Details> details(String name, Duration limit) throws ZoneUnavailableException {
        return primary(name).isPresent()
                ? Optional.empty()
                : route53.apply(role(name)).details(name, limit);
    }

    /** All services of a zone have the same. */
    private <T> Optional<T> ofZone(String zone, Function<Dns, Optional<T>> setting) {
        return topology.get().services().stream()
                .map(Service::dns)
                .filter(dns -> dns.zone().equals(zone))
                .map(setting)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
