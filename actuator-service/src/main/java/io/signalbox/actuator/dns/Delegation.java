package io.signalbox.actuator.dns;

import io.signalbox.actuator.core.DnsProvider.Details;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Compares a public zone's delegation set with the servers that its parent zone refers to, which are the ones that
 * clients query. The servers of the parent zone are queried directly, since a resolver may have a private zone of the
 * same name.
 */
public final class Delegation {

    private static final Logger LOG = Logger.getLogger(Delegation.class);

    private final Addresses addresses;

    public Delegation(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Why the zone's servers are not those that clients query; empty if they are, and if it cannot be found out. Blocks
     * for some seconds.
     */
    public Optional<String> difference(Details zone) {
        if (zone.isPrivate()) {
            return Optional.empty();
        }
        var own = new TreeSet<>(zone.nameServers());
        return delegated(zone.name())
                .map(TreeSet::new)
                .filter(referred -> !referred.equals(own))
                .map(referred -> "the parent zone delegates " + zone.name() + " to "
                        + (referred.isEmpty() ? "no server" : referred) + ", and the servers of " + zone.id() + " are "
                        + own);
    }

    /** Empty if no server of the parent zone answers. */
    private Optional<List<String>> delegated(String zone) {
        for (String parent = parent(zone); !parent.isEmpty(); parent = parent(parent)) {
            List<String> servers = NsRecords.of(parent, addresses.resolvers());
            if (!servers.isEmpty()) {
                return referral(zone, servers);
            }
        }
        return Optional.empty();
    }

    private Optional<List<String>> referral(String zone, List<String> servers) {
        for (String server : servers) {
            List<InetSocketAddress> found = addresses.of(List.of(server));
            try {
                if (!found.isEmpty()) {
                    return Optional.of(NsRecords.delegated(zone, found.getFirst()));
                }
            } catch (IOException e) {
                LOG.debugf("server of the parent zone does not answer zone=%s server=%s: %s", zone, server, e);
            }
        }
        LOG.infof("delegation not known zone=%s: no server of its parent zone answers", zone);
        return Optional.empty();
    }

    /** Empty after the top-level domain. */
    private static String parent(String zone) {
        int dot = zone.indexOf('.');
        return dot < 0 ? "" : zone.substring(dot + 1);
    }
}
