package io.signalbox.infra.lattice;

import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.infra.stack.NoticeTopics;
import software.amazon.awscdk.App;

/** A service network with its service in each region. */
public final class LatticeStacks {

    private LatticeStacks() {}

    public static void add(App app, Topology topology) {
        Service service = topology.services().getFirst();
        for (Site site : service.sites()) {
            new LatticeRegionStack(app, site.name().value(), service.hostname(), serviceName(site));
        }
        NoticeTopics.add(app, topology);
    }

    /** AWS makes the first label of name of the service, a hyphen and an id. */
    private static String serviceName(Site site) {
        return switch (site.address()) {
            case Address.CanonicalName(String name) ->
                name.substring(0, name.substring(0, name.indexOf('.')).lastIndexOf('-'));
            case Address.Addresses _, Address.Alias _ ->
                throw new IllegalArgumentException(site.name() + ": expected the name of a service of VPC Lattice");
        };
    }
}
