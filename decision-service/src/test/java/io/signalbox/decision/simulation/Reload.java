package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The topology changes: a site moves to another address, has another name for a while, or is taken out and comes back; a
 * service has another name for a while, or leaves and comes back. Everybody hears of it at another moment.
 */
final class Reload implements Act {

    private static final long LONG_ENOUGH = 200_000;

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        if (stage.active(service) == null) {
            return;
        }
        switch (SignalStore.isBeside(service)
                ? stage.chance().between(8, 13)
                : stage.chance().between(0, 13)) {
            case 0, 1, 2, 3 -> moves(stage, service);
            case 4, 5 -> isTakenOut(stage, service);
            case 6, 7 -> activeIsTakenOut(stage, service);
            case 8, 9 -> isRenamed(stage, service);
            case 10, 11 -> Renaming.play(stage, service);
            default -> leaves(stage, service);
        }
    }

    /** Nobody looks at the site with the traffic any more, which waits for a person. */
    private static void activeIsTakenOut(Stage stage, Service service) {
        stage.drivesAway(service);
        stage.pass(stage.chance().between(500, 20_000));
        SiteName gone = stage.active(service);
        Topology without = changed(stage.topology(), service, "d6", sites -> sites.stream()
                .filter(site -> !site.name().equals(gone))
                .toList());
        stage.tell(gone + " of " + service.name() + " is taken out of the topology with its traffic");
        cellsFollow(stage, without);
        stage.vantages().forEach(vantage -> vantage.follow(without));
        stage.pass(stage.chance().between(10_000, 60_000));
        stage.tell(gone + " of " + service.name() + " is in the topology again");
        cellsFollow(stage, stage.topology());
        stage.vantages().forEach(vantage -> vantage.follow(stage.topology()));
        stage.shows("the active site was taken out and came back");
        stage.pass(stage.chance().between(5_000, 30_000));
    }

    /**
     * Home is at another address, which is dead. That is heard of while traffic is there, whose records say the former address;
     * while it is away; or while a plan leads it away, which keeps what it was made with. The actuators hear of it later.
     */
    private static void moves(Stage stage, Service service) {
        SiteName home = stage.home(service);
        SiteName active = Objects.requireNonNull(stage.active(service));
        int when = active.equals(home) ? stage.chance().between(0, 3) : 3;
        switch (when) {
            case 0 -> stage.shows("the active site moved");
            case 1 -> {
                stage.breaks(service, home);
                stage.pass(stage.chance().between(2_000, 15_000));
            }
            default -> {
                stage.drivesAway(service);
                stage.pass(stage.chance().between(500, 20_000));
            }
        }
        String address = "192.0.9." + service.preferred().priority();
        Topology moved = changed(stage.topology(), service, "d2", sites -> sites.stream()
                .map(site -> site.name().equals(home) ? at(site, site.name(), address) : site)
                .toList());
        stage.tell(home + " of " + service.name() + " moves to " + address);
        stage.reality().moves(service.name(), home, address);
        stage.breaks(service, home);
        stage.cells().forEach(cell -> cell.decision().follow(moved));
        breaksActive(stage, service, 0.3);
        for (SimulatedCell cell : stage.cells()) {
            stage.pass(stage.chance().between(0, 8_000));
            cell.actuator().follow(moved);
        }
        for (Vantage vantage : stage.vantages()) {
            stage.pass(stage.chance().between(1_000, 30_000));
            vantage.follow(moved);
        }
        stage.shows("a site moved");
        stage.pass(stage.chance().between(5_000, 30_000));
    }

    /** The vantages stop to look at it, and look again after it is back; meanwhile it has died. */
    private static void isTakenOut(Stage stage, Service service) {
        stage.drivesAway(service);
        stage.pass(stage.chance().between(500, 20_000));
        SiteName gone = stage.home(service);
        if (Objects.equals(stage.active(service), gone) || service.sites().size() < 3) {
            return;
        }
        Topology without = changed(stage.topology(), service, "d3", sites -> sites.stream()
                .filter(site -> !site.name().equals(gone))
                .toList());
        stage.tell(gone + " of " + service.name() + " is taken out of the topology");
        cellsFollow(stage, without);
        stage.vantages().forEach(vantage -> vantage.follow(without));
        stage.pass(stage.chance().between(1_000, 5_000));
        stage.breaks(service, gone);
        stage.pass(stage.chance().between(20_000, 60_000));
        noGhosts(stage, without);
        stage.tell(gone + " of " + service.name() + " is in the topology again");
        cellsFollow(stage, stage.topology());
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

    /** Home has another name for a while. Traffic that has come back under that name is left at a person's word alone. */
    private static void isRenamed(Stage stage, Service service) {
        SiteName home = stage.home(service);
        SiteName other = new SiteName(home.value() + "-new");
        stage.drivesAway(service);
        stage.pass(stage.chance().between(500, 20_000));
        Topology renamed = changed(stage.topology(), service, "d4", sites -> sites.stream()
                .map(site -> site.name().equals(home) ? at(site, other, site.endpoint()) : site)
                .toList());
        stage.tell(home + " of " + service.name() + " is called " + other);
        cellsFollow(stage, renamed);
        stage.vantages().forEach(vantage -> vantage.follow(renamed));
        stage.shows("a site was renamed");
        stage.pass(stage.chance().between(20_000, 90_000));
        noGhosts(stage, renamed);
        stage.tell(other + " of " + service.name() + " is called " + home + " again");
        cellsFollow(stage, stage.topology());
        stage.vantages().forEach(vantage -> vantage.follow(stage.topology()));
        stage.pass(stage.chance().between(5_000, 30_000));
        noGhosts(stage, stage.topology());
        if (stage.isAt(service, other)) {
            stage.shows("traffic was at a site that was renamed");
            stage.cells().forEach(cell -> stage.operators()
                    .order(
                            cell,
                            service.name(),
                            new Directive.Override(
                                    home, null, isMarked(stage, service, home), false, Directive.During.SUPERSEDE)));
            stage.until(() -> !stage.isAt(service, other), LONG_ENOUGH);
            stage.operators().takeBack();
        }
    }

    /** True if the cells take the data of a site for stale that it has under its other name, too: a person knows better. */
    private static boolean isMarked(Stage stage, Service service, SiteName site) {
        Fence fence = stage.provider().zone(service.name()).fence();
        return fence != null && fence.marksStale(site);
    }

    /** What was under way is not carried on, and what has changed meanwhile is not missed. */
    private static void leaves(Stage stage, Service service) {
        SiteName active = Objects.requireNonNull(stage.active(service));
        if (stage.chance().in(0.5)) {
            stage.breaks(service, active);
            stage.pass(stage.chance().between(1_000, 20_000));
        }
        Topology topology = stage.topology();
        List<Service> others = topology.services().stream()
                .filter(each -> !each.name().equals(service.name()))
                .toList();
        Topology without = with(topology, others, "d5");
        stage.tell(service.name() + " leaves the topology");
        cellsFollow(stage, without);
        stage.vantages().forEach(vantage -> vantage.follow(without));
        stage.pass(stage.chance().between(1_000, 60_000));
        noGhosts(stage, without);
        stage.recovers(service, active);
        SiteName broken = stage.chance().in(0.6) ? stage.watched(service) : active;
        stage.breaks(service, broken);
        stage.pass(stage.chance().between(1_000, 60_000));
        stage.tell(service.name() + " is in the topology again");
        cellsFollow(stage, topology);
        stage.vantages().forEach(vantage -> vantage.follow(topology));
        stage.shows("a service left and came back");
        stage.until(
                () -> service.policy().mode() == Policy.Mode.AUTO && !stage.isAt(service, broken),
                stage.chance().between(20_000, 60_000));
    }

    /** One after the other, and each part of each at another moment. */
    static void cellsFollow(Stage stage, Topology newer) {
        for (SimulatedCell cell : stage.cells()) {
            boolean decidesFirst = stage.chance().in(0.5);
            if (decidesFirst) {
                cell.decision().follow(newer);
            } else {
                cell.actuator().follow(newer);
            }
            stage.pass(stage.chance().between(0, 8_000));
            if (decidesFirst) {
                cell.actuator().follow(newer);
            } else {
                cell.decision().follow(newer);
            }
        }
    }

    /** Nobody tells the world of what is not there. */
    static void noGhosts(Stage stage, Topology topology) {
        for (SimulatedCell cell : stage.cells()) {
            if (cell.works()) {
                cell.decision().published().forEach((name, status) -> {
                    Service service = topology.service(name).orElse(null);
                    stage.judge()
                            .require(
                                    service != null
                                            && status.sites().stream().allMatch(site -> service.site(site.name())
                                                    .isPresent()),
                                    "no state tells of what has left the topology",
                                    () -> cell.name() + " tells " + status);
                });
            }
        }
    }

    private static Site at(Site site, SiteName name, String address) {
        return new Site(
                name,
                site.priority(),
                new Address.Addresses(List.of(address), List.of()),
                address,
                site.lastResort(),
                site.probes(),
                site.passing(),
                site.healthCheck());
    }

    private static Topology changed(
            Topology topology, Service service, String digest, UnaryOperator<List<Site>> change) {
        return with(
                topology,
                topology.services().stream()
                        .map(each -> each.name().equals(service.name()) ? with(each, change.apply(each.sites())) : each)
                        .toList(),
                digest);
    }

    static Topology with(Topology topology, List<Service> services, String digest) {
        return new Topology(
                topology.cells(),
                topology.vantages(),
                topology.references(),
                services,
                topology.governor(),
                AllowedAddresses.NONE,
                digest);
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
                service.maintenance(),
                Reporting.NONE);
    }
}
