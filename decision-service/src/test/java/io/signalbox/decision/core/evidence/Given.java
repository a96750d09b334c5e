package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.WEST;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.FailureWindow;
import io.signalbox.contract.topology.check.Probe.Role;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The orders service with other probes: fall 3, rise 2, every second unless it is said. */
final class Given {

    static final ProbeName LOGIN = new ProbeName("login");
    static final ProbeName CART = new ProbeName("cart");
    static final ProbeName READY = new ProbeName("ready");
    static final ProbeName DEEP = new ProbeName("deep");

    private Given() {}

    static Probe probe(ProbeName name, Role role, Duration interval, @Nullable FailureWindow window) {
        var check = new Check.Tcp(8080);
        return new Probe(
                name, role, interval, Duration.ofMillis(500), Watch.ROUND, 3, 2, window, check, Approach.USUAL);
    }

    static Probe probe(ProbeName name, Role role) {
        return probe(name, role, Duration.ofSeconds(1), null);
    }

    static Probe health() {
        return probe(HEALTH, Role.HEALTH);
    }

    static Probe health(int failures, int of) {
        return probe(HEALTH, Role.HEALTH, Duration.ofSeconds(1), new FailureWindow(failures, of));
    }

    /** Site EAST with these probes, all of whose health probes must pass. */
    static Topology east(Probe... probes) {
        return of(POLICY, new Site(EAST, 1, address(), "192.0.2.1", false, List.of(probes)), west());
    }

    /** Site EAST with these probes, of which so many must pass. */
    static Topology east(int passing, Probe... probes) {
        return of(POLICY, new Site(EAST, 1, address(), "192.0.2.1", false, List.of(probes), passing, null), west());
    }

    static Topology east(Policy.Quorum quorum, Probe... probes) {
        var policy = new Policy(quorum, POLICY.failback(), POLICY.whenAllDown(), POLICY.grace(), POLICY.planDeadline());
        return of(policy, new Site(EAST, 1, address(), "192.0.2.1", false, List.of(probes)), west());
    }

    /** A last resort beside EAST with these probes. */
    static Topology page(Probe... probes) {
        var east = new Site(EAST, 1, address(), "192.0.2.1", false, List.of(health()));
        return of(POLICY, east, new Site(Orders.PAGE, 9, address(), "192.0.2.9", true, List.of(probes)));
    }

    private static Site west() {
        return new Site(WEST, 2, address(), "192.0.2.2", false, List.of(health()));
    }

    private static Address address() {
        return new Address.Addresses(List.of("192.0.2.1"), List.of());
    }

    private static Topology of(Policy policy, Site... sites) {
        Topology orders = Orders.topology(policy);
        Service service = Orders.service(policy);
        return new Topology(
                orders.cells(),
                orders.vantages(),
                orders.references(),
                List.of(new Service(service.name(), service.hostname(), service.dns(), List.of(sites), policy)),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                orders.digest());
    }
}
