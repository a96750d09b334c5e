package io.signalbox.sandbox.world;

import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.sandbox.world.WorldLayout.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a world is about: one service and its sites, on loopback addresses.
 *
 * @param sites by priority, the preferred one first
 * @param aliases the addresses behind alias targets and canonical names, such as those of load balancers
 * @param names the canonical names of sites that have one, by site
 */
record Scene(
        String zone,
        String hostname,
        String service,
        List<Place> sites,
        Map<String, List<String>> aliases,
        Map<String, String> names) {

    /** The service of the demo and of the end-to-end tests. */
    static final Scene ORDERS = new Scene(
            WorldLayout.ZONE, WorldLayout.HOSTNAME, WorldLayout.SERVICE, WorldLayout.SITES, Map.of(), Map.of());

    static Scene of(WorldPlan plan) {
        return plan.example().map(example -> of(example.service())).orElse(ORDERS);
    }

    private static Scene of(Service service) {
        var sites = new ArrayList<Place>();
        var aliases = new HashMap<String, List<String>>();
        var names = new HashMap<String, String>();
        for (Site site : service.sites()) {
            String address = "127.0.10." + (sites.size() + 1);
            sites.add(new Place(site.name().value(), address));
            if (site.address() instanceof Address.Alias alias) {
                aliases.put(alias.name() + ".", List.of(address));
            } else if (site.address() instanceof Address.CanonicalName(String name)) {
                aliases.put(name + ".", List.of(address));
                names.put(site.name().value(), name);
            }
        }
        return new Scene(
                service.dns().zone(), service.hostname(), service.name().value(), sites, aliases, names);
    }

    Place preferred() {
        return sites.getFirst();
    }
}
