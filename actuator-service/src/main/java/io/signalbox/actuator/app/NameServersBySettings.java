package io.signalbox.actuator.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.app.ActuatorSettings.DnsSettings;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.dns.Addresses;
import io.signalbox.actuator.dns.Delegation;
import io.signalbox.actuator.dns.DelegationWatch;
import io.signalbox.actuator.dns.DnsServerAddresses;
import io.signalbox.actuator.dns.NameServers;
import io.signalbox.actuator.dns.ProvidedServers;
import io.signalbox.contract.topology.Dns;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;

/** Each zone's own servers, or those of the settings. */
final class NameServersBySettings {

    static final String SERVERS = "signalbox.dns.servers";
    static final String RESOLVERS = "signalbox.dns.resolvers";

    private NameServersBySettings() {}

    static NameServers of(DnsSettings settings, DnsProvider provider, InstantSource clock, MeterRegistry meters) {
        List<InetSocketAddress> resolvers = settings.resolvers()
                .map(given -> DnsServerAddresses.parse(RESOLVERS, given))
                .orElse(List.of());
        return settings.servers()
                .map(given -> DnsServerAddresses.parse(SERVERS, given))
                .map(given -> given(given, resolvers, provider, clock))
                .orElseGet(() -> own(Addresses.lookedUp(resolvers), provider, clock, meters));
    }

    private static NameServers own(
            Addresses addresses, DnsProvider provider, InstantSource clock, MeterRegistry meters) {
        var watch = new DelegationWatch(new Delegation(addresses), meters);
        return new ProvidedServers(provider, addresses, watch, clock);
    }

    /** Only a zone that is given by its id can be private, and the provider says whether it is. */
    private static NameServers given(
            List<InetSocketAddress> servers,
            List<InetSocketAddress> resolvers,
            DnsProvider provider,
            InstantSource clock) {
        NameServers fixed = NameServers.fixed(servers);
        NameServers byId = new ProvidedServers(provider, Addresses.fixed(servers, resolvers), (_, _) -> {}, clock);
        return zone -> (Dns.isZoneId(zone) ? byId : fixed).of(zone);
    }
}
