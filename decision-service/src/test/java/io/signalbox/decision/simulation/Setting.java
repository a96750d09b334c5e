package io.signalbox.decision.simulation;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.VANTAGES;
import static io.signalbox.decision.core.Orders.WEST;

import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Webhook;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.FailureWindow;
import io.signalbox.contract.topology.check.Probe.Role;
import io.signalbox.contract.topology.time.Schedule;
import io.signalbox.contract.topology.time.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes up topologies: one to three services with all kinds of policies and plans, in one to three cells. */
final class Setting {

    private static final List<String> NAMES = List.of("orders", "billing", "search");
    private static final List<String> CELLS = List.of("us-west-2", "eu-west-1", "ap-southeast-1");
    private static final SiteName EUROPE = new SiteName("eu-west-1");
    private static final ProbeName DEEP = new ProbeName("deep");
    private static final ProbeName EDGE = new ProbeName("edge");
    private static final ProbeName ROOM = new ProbeName("room");
    private static final ProbeName LAG = new ProbeName("lag");

    /** The rule itself is never asked: operators order the runs. */
    private static final Schedule MONTHLY = Objects.requireNonNull(Schedule.parse("first Monday 00:05"));

    private final Chance chance;
    private final Cast cast;
    private final Policies policies;

    private Setting(Chance chance, Cast cast) {
        this.chance = chance;
        this.cast = cast;
        this.policies = new Policies(chance);
    }

    static Topology topology(Chance chance, Cast cast) {
        var setting = new Setting(chance, cast);
        var cells = CELLS.subList(0, cells(chance, cast)).stream()
                .map(name -> new Cell(new CellName(name), "127.0.0.1:9092"))
                .toList();
        var services = NAMES.subList(0, cast.hosted() ? 1 : chance.between(1, 3)).stream()
                .map(setting::service)
                .toList();
        return new Topology(
                cells, VANTAGES, List.of(), services, setting.policies.governor(), AllowedAddresses.NONE, "d1");
    }

    /** Who has three is chosen apart, so that all else of a world stays as it was. */
    private static int cells(Chance chance, Cast cast) {
        if (!chance.in(0.5)) {
            return 1;
        }
        return Chance.of(cast.seed(), "third cell").in(0.25) ? 3 : 2;
    }

    private Service service(String name) {
        boolean signalled = cast.has(Actor.SIGNALS) && (name.equals(NAMES.getFirst()) || chance.in(0.5));
        Dns dns = signalled ? signalled(name) : dns();
        var service = new ServiceName(name);
        List<Probe> probes = probes();
        List<Site> sites = signalled ? two(name, probes) : sites(name, probes);
        List<ProbeName> watched = probes.stream()
                .filter(probe -> probe.role() == Role.WATCH)
                .map(Probe::name)
                .toList();
        List<TimeWindow> maintenance = policies.maintenance();
        Plans plans = new Recipes(chance, service, sites, watched, dns.routing())
                .plans(cast.has(Actor.ONE_WAY) && chance.in(0.7));
        List<Drill> drills = drills(sites, watched);
        // Chosen apart, so that all else of a world stays as it was.
        var capacity = Chance.of(cast.seed(), "capacity of " + name);
        boolean scaled = capacity.in(0.4);
        return new Service(
                service,
                name + ".example.com",
                dns,
                sites,
                policies.policy(),
                null,
                scaled ? Recipes.scaled(service, plans) : plans,
                scaled ? ofCapacity(capacity, drills) : drills,
                maintenance,
                Reporting.NONE);
    }

    private static List<Drill> ofCapacity(Chance capacity, List<Drill> drills) {
        Duration lasts = Duration.ofMillis(capacity.between(2_000, 30_000));
        Drill usual = new Drill("monthly", MONTHLY, null, lasts, List.of(), List.of(), List.of(), List.of());
        return (drills.isEmpty() ? List.of(usual) : drills)
                .stream().map(Setting::ofCapacity).toList();
    }

    private static Drill ofCapacity(Drill drill) {
        return new Drill(
                drill.name(),
                Drill.Kind.CAPACITY,
                drill.schedule(),
                drill.target(),
                drill.lasts(),
                drill.blockedTimes(),
                drill.blockedDates(),
                drill.abortWhen(),
                drill.notices());
    }

    private Dns dns() {
        Dns.Routing routing = chance.in(0.7) ? Dns.Routing.WEIGHTED : Dns.Routing.SIMPLE;
        boolean warm = routing == Dns.Routing.WEIGHTED && chance.in(0.4);
        return new Dns(
                Dns.Provider.ROUTE53,
                "example.com",
                Set.of(RecordType.A),
                Duration.ofSeconds(60),
                routing,
                null,
                chance.in(0.3) ? Duration.ofSeconds(20) : null,
                warm ? chance.between(1, 50) : null,
                true,
                chance.in(0.5) ? Dns.OnDrift.HOLD : Dns.OnDrift.OVERWRITE_WHEN_DOWN,
                null);
    }

    private Dns signalled(String service) {
        return new Dns(
                Dns.Provider.ROUTE53,
                "example.com",
                Set.of(RecordType.A),
                Duration.ofSeconds(60),
                Dns.Routing.FAILOVER,
                null,
                null,
                null,
                true,
                chance.in(0.5) ? Dns.OnDrift.HOLD : Dns.OnDrift.OVERWRITE_WHEN_DOWN,
                new SignalObject(service + "-signal", "signalbox/" + service, "us-west-2"));
    }

    /** A signal tells two sites apart, and the health check that reads it is that of the preferred one. */
    private List<Site> two(String service, List<Probe> probes) {
        int passing = (int)
                probes.stream().filter(probe -> probe.role() == Role.HEALTH).count();
        Site home = site(service, EAST, 1, probes, passing);
        return List.of(
                new Site(
                        home.name(),
                        home.priority(),
                        home.address(),
                        home.endpoint(),
                        false,
                        probes,
                        passing,
                        service + "-signal"),
                site(service, WEST, 2, probes, passing));
    }

    private List<Site> sites(String service, List<Probe> probes) {
        int deciding = (int)
                probes.stream().filter(probe -> probe.role() == Role.HEALTH).count();
        int passing = chance.in(0.5) ? deciding : chance.between(1, deciding);
        var sites = new ArrayList<Site>();
        sites.add(site(service, EAST, 1, probes, passing));
        sites.add(site(service, WEST, 2, probes, passing));
        if (chance.in(cast.has(Actor.ONE_WAY) ? 0.6 : 0.25)) {
            sites.add(site(service, EUROPE, 3, probes, passing));
        }
        if (chance.in(0.5)) {
            sites.add(site(service, PAGE, 9, chance.in(0.2) ? probes : List.of(), passing));
        }
        return sites;
    }

    private static Site site(String service, SiteName name, int priority, List<Probe> probes, int passing) {
        String address = "192.0." + (NAMES.indexOf(service) + 2) + "." + priority;
        var addresses = new Address.Addresses(List.of(address), List.of());
        return new Site(
                name, priority, addresses, address, name.equals(PAGE), probes, probes.isEmpty() ? 0 : passing, null);
    }

    private List<Probe> probes() {
        var probes = new ArrayList<Probe>();
        probes.add(probe(HEALTH, Role.HEALTH, 1));
        for (ProbeName more : List.of(DEEP, EDGE)) {
            if (chance.in(0.12)) {
                probes.add(probe(more, Role.HEALTH, 2));
            }
        }
        if (chance.in(0.2)) {
            probes.add(probe(ROOM, Role.READINESS, 2));
        }
        if (chance.in(0.2)) {
            probes.add(probe(LAG, Role.WATCH, 2));
        }
        return probes;
    }

    private Probe probe(ProbeName name, Role role, int quickest) {
        return new Probe(
                name,
                role,
                Duration.ofSeconds(chance.between(quickest, 3)),
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                chance.between(2, 4),
                chance.between(1, 3),
                window(),
                new Check.Tcp(8080),
                Approach.USUAL);
    }

    private @Nullable FailureWindow window() {
        return chance.in(0.2) ? new FailureWindow(chance.between(2, 4), chance.between(5, 10)) : null;
    }

    private List<Drill> drills(List<Site> sites, List<ProbeName> watched) {
        if (chance.in(0.5)) {
            return List.of();
        }
        return List.of(new Drill(
                "monthly",
                MONTHLY,
                chance.in(0.5) ? chance.pick(sites).name() : null,
                Duration.ofMillis(chance.between(2_000, 30_000)),
                chance.in(0.1) ? List.of(Policies.window(0, chance.between(1, 3))) : List.of(),
                List.of(),
                watched,
                chance.in(0.4) ? List.of(new Webhook("https://hooks.example.com/drills", null)) : List.of()));
    }
}
