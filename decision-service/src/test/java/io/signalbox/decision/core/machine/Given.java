package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.MAJORITY;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.VANTAGES;
import static io.signalbox.decision.core.Orders.WEST;

import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.notice.NoticeRule;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Objectives;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.time.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a story is told with: the usual service, and what is special about it this time. */
public final class Given {

    static final SignalObject SIGNAL = new SignalObject("orders-signal", "signalbox/orders", "us-west-2");
    public static final SiteName THIRD = new SiteName("eu-west-1");
    static final ProbeName HEALTH = new ProbeName("health");
    public static final ProbeName READY = new ProbeName("ready");
    public static final ProbeName LAG = new ProbeName("lag");

    private final Map<Plans.Name, List<Plans.Stage>> plans = new EnumMap<>(Plans.Name.class);
    private final List<Drill> drills = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>(List.of(probe(HEALTH, Probe.Role.HEALTH)));
    private final List<TimeWindow> maintenance = new ArrayList<>();
    private Reporting reporting = Reporting.NONE;
    private boolean third;
    private boolean signalled;
    private int services = 1;
    private Policy.Mode mode = Policy.Mode.AUTO;
    private Failback failback = new Failback(Failback.Mode.AUTO, Duration.ofMinutes(10), null);
    private Policy.WhenAllDown whenAllDown = Policy.WhenAllDown.LAST_RESORT;
    private Duration minDownFor = Duration.ZERO;
    private Policy.Damping damping = Policy.Damping.STANDARD;
    private Duration claimFor = Policy.CLAIM_FOR;
    private boolean twoPersons;
    private final List<Cell> cells = new ArrayList<>(List.of(new Cell(CELL, "localhost:9092")));
    private Integer preWarm;
    private boolean probeThroughName = true;
    private String east = "192.0.2.1";
    private Dns.OnDrift onDrift = Dns.OnDrift.HOLD;
    private GovernorSettings governor = new GovernorSettings(null, null, List.of());

    public static ServiceName service(int number) {
        return new ServiceName(number == 1 ? "orders" : "orders-" + number);
    }

    public Given plan(Plans.Name name, Step... steps) {
        plans.put(name, List.of(steps).stream().map(Plans.Stage::of).toList());
        return this;
    }

    Given stages(Plans.Name name, Plans.Stage... stages) {
        plans.put(name, List.of(stages));
        return this;
    }

    public Given drill(Drill drill) {
        drills.add(drill);
        return this;
    }

    public Given reporting(Objectives objectives, NoticeRule... notices) {
        reporting = new Reporting(objectives, List.of(notices));
        return this;
    }

    /** Every site has a probe that says whether it is ready. */
    public Given readiness() {
        probes.add(probe(READY, Probe.Role.READINESS));
        return this;
    }

    /** Every site has a probe that is only watched. */
    public Given lag() {
        probes.add(probe(LAG, Probe.Role.WATCH));
        return this;
    }

    public Given maintenance(String window) {
        maintenance.add(TimeWindow.parse(window));
        return this;
    }

    public Given third() {
        third = true;
        return this;
    }

    /** Two sites only, and a signal moves the traffic. */
    public Given signalled() {
        signalled = true;
        return this;
    }

    public Given services(int number) {
        services = number;
        return this;
    }

    public Given mode(Policy.Mode mode) {
        this.mode = mode;
        return this;
    }

    Given failback(Failback.Mode mode, String window) {
        failback = new Failback(mode, Duration.ofMinutes(10), window == null ? null : TimeWindow.parse(window));
        return this;
    }

    public Given whenAllDown(Policy.WhenAllDown what) {
        whenAllDown = what;
        return this;
    }

    public Given minDownFor(Duration time) {
        minDownFor = time;
        return this;
    }

    public Given damping(Policy.Damping damping) {
        this.damping = damping;
        return this;
    }

    public Given claimFor(Duration time) {
        claimFor = time;
        return this;
    }

    /** With another cell beside the one that the story is told of. */
    public Given cell(CellName other) {
        cells.add(new Cell(other, "localhost:9093"));
        return this;
    }

    public Given twoPersons() {
        twoPersons = true;
        return this;
    }

    /** A standby always gets so many percent of the traffic. */
    public Given preWarm(int percent) {
        preWarm = percent;
        return this;
    }

    Given onDrift(Dns.OnDrift what) {
        onDrift = what;
        return this;
    }

    /** The preferred site is at this address. */
    public Given eastAt(String address) {
        east = address;
        return this;
    }

    public Given notThroughTheName() {
        probeThroughName = false;
        return this;
    }

    /** In place of the probe of health. */
    public Given checked(Check... checks) {
        probes.clear();
        for (Check check : checks) {
            Probe like = probe(new ProbeName("health-" + probes.size()), Probe.Role.HEALTH);
            probes.add(new Probe(
                    like.name(),
                    Probe.Role.HEALTH,
                    like.interval(),
                    like.timeout(),
                    like.fastInterval(),
                    like.fall(),
                    like.rise(),
                    null,
                    check,
                    Approach.USUAL));
        }
        return this;
    }

    public Given governor(GovernorSettings settings) {
        governor = settings;
        return this;
    }

    public Story story() {
        return Story.steady(topology());
    }

    public Topology topology() {
        var all = new ArrayList<Service>();
        for (int number = 1; number <= services; number++) {
            all.add(service(service(number), service(number) + ".example.com"));
        }
        return new Topology(cells, VANTAGES, List.of(), all, governor, AllowedAddresses.NONE, "d1");
    }

    private Service service(ServiceName name, String hostname) {
        var dns = new Dns(
                Dns.Provider.ROUTE53,
                "example.com",
                Set.of(RecordType.A),
                Duration.ofSeconds(60),
                signalled ? Dns.Routing.FAILOVER : Dns.Routing.WEIGHTED,
                null,
                null,
                preWarm,
                probeThroughName,
                onDrift,
                signalled ? SIGNAL : null);
        var sites = new ArrayList<>(List.of(site(EAST, 1, east, false), site(WEST, 2, "192.0.2.2", false)));
        if (!signalled) {
            sites.add(site(PAGE, 9, "192.0.2.9", true));
        }
        if (third) {
            sites.add(site(THIRD, 3, "192.0.2.3", false));
        }
        return new Service(
                name, hostname, dns, sites, policy(), null, new Plans(plans), drills, maintenance, reporting);
    }

    private Policy policy() {
        return new Policy(
                mode,
                MAJORITY,
                failback,
                whenAllDown,
                Duration.ofSeconds(30),
                minDownFor,
                damping,
                Duration.ofMinutes(15),
                claimFor,
                twoPersons);
    }

    private Site site(SiteName name, int priority, String address, boolean lastResort) {
        return new Site(
                name,
                priority,
                new Address.Addresses(List.of(address), List.of()),
                address,
                lastResort,
                lastResort ? List.of() : probes);
    }

    private static Probe probe(ProbeName name, Probe.Role role) {
        return new Probe(
                name,
                role,
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofMillis(250),
                3,
                2,
                null,
                new Check.Tcp(8080),
                Approach.USUAL);
    }
}
