package io.signalbox.decision.simulation;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.VANTAGES;
import static io.signalbox.decision.core.Orders.WEST;

import io.signalbox.contract.CellName;
import io.signalbox.contract.RecordType;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Check;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Probe;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes up topologies: one to three services with all kinds of policies, in one or two cells. */
final class Setting {

    private static final List<String> NAMES = List.of("orders", "billing", "search");
    private static final List<String> CELLS = List.of("us-west-2", "eu-west-1");
    private static final SiteName EUROPE = new SiteName("eu-west-1");

    private final Chance chance;

    private Setting(Chance chance) {
        this.chance = chance;
    }

    static Topology topology(Chance chance) {
        var setting = new Setting(chance);
        var cells = CELLS.subList(0, chance.in(0.6) ? 2 : 1).stream()
                .map(name -> new Cell(new CellName(name), "127.0.0.1:9092"))
                .toList();
        var services = NAMES.subList(0, chance.between(1, 3)).stream()
                .map(setting::service)
                .toList();
        return new Topology(cells, VANTAGES, List.of(), services, "d1");
    }

    private Service service(String name) {
        var dns = new Dns(
                Dns.Provider.ROUTE53,
                "example.com",
                Set.of(RecordType.A),
                Duration.ofSeconds(60),
                chance.pick(List.of(Dns.Routing.values())));
        return new Service(new ServiceName(name), name + ".example.com", dns, sites(name), policy());
    }

    private List<Site> sites(String service) {
        var probe = probe();
        var sites = new ArrayList<Site>();
        sites.add(site(service, EAST, 1, List.of(probe)));
        sites.add(site(service, WEST, 2, List.of(probe)));
        if (chance.in(0.25)) {
            sites.add(site(service, EUROPE, 3, List.of(probe)));
        }
        if (chance.in(0.5)) {
            sites.add(site(service, PAGE, 9, chance.in(0.2) ? List.of(probe) : List.of()));
        }
        return sites;
    }

    private static Site site(String service, SiteName name, int priority, List<Probe> probes) {
        String address = "192.0." + (NAMES.indexOf(service) + 2) + "." + priority;
        var addresses = new Address.Addresses(List.of(address), List.of());
        return new Site(name, priority, addresses, address, name.equals(PAGE), probes);
    }

    private Probe probe() {
        return new Probe(
                HEALTH,
                Duration.ofSeconds(chance.between(1, 3)),
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                chance.between(2, 4),
                chance.between(1, 3),
                new Check.Tcp(8080));
    }

    private Policy policy() {
        boolean excludeOwn = chance.in(0.3);
        Integer votes =
                switch (chance.between(0, 3)) {
                    case 0 -> 1;
                    case 1 -> excludeOwn ? 2 : 3;
                    default -> null;
                };
        var mode = chance.in(0.7) ? Policy.Failback.Mode.AUTO : Policy.Failback.Mode.MANUAL;
        return new Policy(
                new Policy.Quorum(votes, excludeOwn),
                new Policy.Failback(mode, Duration.ofSeconds(chance.between(5, 30))),
                chance.pick(List.of(Policy.WhenAllDown.values())),
                Duration.ofSeconds(chance.between(2, 15)),
                Duration.ofSeconds(chance.between(30, 90)));
    }
}
