package io.signalbox.actuator;

import io.signalbox.actuator.dns.Addresses;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.dns.NameServer;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Only the delegation set of a public zone has an address.
 *
 * @param authority of the zone
 * @param resolver of the actuator's network
 */
public record PublicAddresses(HostedZone open, NameServer authority, NameServer resolver) implements Addresses {

    @Override
    public List<InetSocketAddress> of(List<String> nameServers) {
        return nameServers.contains(open.nameServer().replaceAll("\\.$", ""))
                ? List.of(authority.address())
                : List.of();
    }

    @Override
    public List<InetSocketAddress> resolvers() {
        return List.of(resolver.address());
    }
}
