package io.signalbox.decision.simulation;

import io.signalbox.contract.SiteName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The topology changes while traffic is away: a site moves to another address, or is taken out and comes back. */
final class Reload implements Act {

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        if (!stage.drivesAway(service)) {
            return;
        }
        stage.pass(stage.chance().between(500, 20_000));
        switch (stage.chance().between(0, 9)) {
            case 0, 1, 2, 3, 4 -> moves(stage, service);
            case 5, 6, 7 -> isTakenOut(stage, service);
            default -> activeIsTakenOut(stage, service);
        }
    }

    /** Nobody looks at the site with the traffic any more, which waits for a person. */
    private static void activeIsTakenOut(Stage stage, Service service) {
        SiteName gone = stage.active(service);
        Topology without = changed(stage.topology(), service, "d4", sites -> sites.stream()
                .filter(site -> !site.name().equals(gone))
                .toList());
        stage.tell(gone + " of " + service.name() + " is taken out of the topology with its traffic");
        stage.cells().forEach(cell -> cell.decision().follow(without));
        stage.vantages().forEach(vantage -> vantage.follow(without));
        stage.pass(stage.chance().between(10_000, 60_000));
        stage.tell(gone + " of " + service.name() + " is in the topology again");
        stage.cells().forEach(cell -> cell.decision().follow(stage.topology()));
        stage.vantages().forEach(vantage -> vantage.follow(stage.topology()));
        stage.shows("the active site was taken out and came back");
        stage.pass(stage.chance().between(5_000, 30_000));
    }

    /** Home is at another address, which is dead; the vantages hear of it later than the cells do. */
    private static void moves(Stage stage, Service service) {
        SiteName home = stage.home(service);
        String address = "192.0.9." + service.preferred().priority();
        Topology moved = changed(stage.topology(), service, "d2", sites -> sites.stream()
                .map(site -> site.name().equals(home) ? at(site, address) : site)
                .toList());
        stage.tell(home + " of " + service.name() + " moves to " + address);
        stage.reality().moves(service.name(), home, address);
        stage.breaks(service, home);
        stage.cells().forEach(cell -> cell.decision().follow(moved));
        breaksActive(stage, service, 0.3);
        for (Vantage vantage : stage.vantages()) {
            stage.pass(stage.chance().between(1_000, 30_000));
            vantage.follow(moved);
        }
        stage.shows("a site moved");
        stage.pass(stage.chance().between(5_000, 30_000));
    }

    /** The vantages stop to look at it, and look again after it is back; meanwhile it has died. */
    private static void isTakenOut(Stage stage, Service service) {
        SiteName gone = stage.home(service);
        if (Objects.equals(stage.active(service), gone) || service.sites().size() < 3) {
            return;
        }
        Topology without = changed(stage.topology(), service, "d3", sites -> sites.stream()
                .filter(site -> !site.name().equals(gone))
                .toList());
        stage.tell(gone + " of " + service.name() + " is taken out of the topology");
        stage.cells().forEach(cell -> cell.decision().follow(without));
        stage.vantages().forEach(vantage -> vantage.follow(without));
        stage.pass(stage.chance().between(1_000, 5_000));
        stage.breaks(service, gone);
        stage.pass(stage.chance().between(20_000, 60_000));
        stage.tell(gone + " of " + service.name() + " is in the topology again");
        stage.cells().forEach(cell -> cell.decision().follow(stage.topology()));
        breaksActive(stage, service, 0.5);
        stage.pass(stage.chance().between(2_000, 20_000));
        stage.vantages().forEach(vantage -> vantage.follow(stage.topology()));
        stage.shows("a site was taken out and came back");
        stage.pass(stage.chance().between(5_000, 30_000));
    }

    /** Where traffic goes then, nothing is known of the other site yet. */
    private static void breaksActive(Stage stage, Service service, double share) {
        SiteName active = stage.active(service);
        if (stage.chance().in(share) && active != null) {
            stage.breaks(service, active);
        }
    }

    private static Site at(Site site, String address) {
        return new Site(
                site.name(),
                site.priority(),
                new Address.Addresses(List.of(address), List.of()),
                address,
                site.lastResort(),
                site.probes(),
                site.passing());
    }

    private static Topology changed(
            Topology topology, Service service, String digest, UnaryOperator<List<Site>> change) {
        List<Service> services = topology.services().stream()
                .map(each -> each.name().equals(service.name()) ? with(each, change.apply(each.sites())) : each)
                .toList();
        return new Topology(
                topology.cells(), topology.vantages(), topology.references(), services, topology.governor(), digest);
    }

    private static Service with(Service service, List<Site> sites) {
        return new Service(
                service.name(),
                service.hostname(),
                service.dns(),
                sites,
                service.policy(),
                service.shadow(),
                service.plans(),
                service.drills(),
                service.maintenance());
    }
}
