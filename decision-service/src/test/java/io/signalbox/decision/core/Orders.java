package io.signalbox.decision.core;

import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The service of most tests: two sites and a static page, watched from three vantages. */
public final class Orders {

    public static final ServiceName ORDERS = new ServiceName("orders");
    public static final SiteName EAST = new SiteName("us-east-1");
    public static final SiteName WEST = new SiteName("us-west-2");
    public static final SiteName PAGE = new SiteName("maintenance");
    public static final VantageName V1 = new VantageName("us-east-1");
    public static final VantageName V2 = new VantageName("eu-west-1");
    public static final VantageName V3 = new VantageName("us-west-2");
    public static final List<VantageName> VANTAGES = List.of(V1, V2, V3);
    public static final CellName CELL = new CellName("us-west-2");
    public static final ProbeName HEALTH = new ProbeName("health");

    public static final Policy.Quorum MAJORITY = new Policy.Quorum(null, false);
    public static final Policy POLICY = new Policy(
            MAJORITY,
            new Policy.Failback(Policy.Failback.Mode.AUTO, Duration.ofMinutes(10), null),
            Policy.WhenAllDown.LAST_RESORT,
            Duration.ofSeconds(30),
            Duration.ofMinutes(15));

    private Orders() {}

    public static Service service(Policy policy) {
        return new Service(
                ORDERS,
                "orders.example.com",
                new Dns(
                        Dns.Provider.ROUTE53,
                        "example.com",
                        Set.of(RecordType.A),
                        Duration.ofSeconds(60),
                        Dns.Routing.WEIGHTED,
                        null),
                List.of(site(EAST, 1, "192.0.2.1"), site(WEST, 2, "192.0.2.2"), page()),
                policy);
    }

    public static Topology topology(Policy policy) {
        return new Topology(
                List.of(new Cell(CELL, "localhost:9092")),
                VANTAGES,
                List.of(),
                List.of(service(policy)),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                "d1");
    }

    public static Topology topology() {
        return topology(POLICY);
    }

    private static Site site(SiteName name, int priority, String address) {
        return new Site(
                name, priority, new Address.Addresses(List.of(address), List.of()), address, false, List.of(probe()));
    }

    private static Site page() {
        return new Site(PAGE, 9, new Address.Addresses(List.of("192.0.2.9"), List.of()), "192.0.2.9", true, List.of());
    }

    private static Probe probe() {
        return new Probe(
                HEALTH,
                Probe.Role.HEALTH,
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
