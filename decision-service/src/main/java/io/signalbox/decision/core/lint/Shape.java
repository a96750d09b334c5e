package io.signalbox.decision.core.lint;

import io.signalbox.contract.RecordType;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Check;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Probe;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A service without what makes no difference to its decisions: names, addresses, what its probes ask. */
final class Shape {

    private static final ServiceName NAME = new ServiceName("service");
    private static final String HOST = "service.example.com";
    private static final Address ADDRESS = new Address.Addresses(List.of("192.0.2.1"), List.of());
    private static final Check CHECK = new Check.Tcp(443);
    private static final Dns DNS = new Dns(
            Dns.Provider.ROUTE53, "example.com", Set.of(RecordType.A), Duration.ofSeconds(60), Dns.Routing.WEIGHTED);

    private Shape() {}

    /** Without a shadow, too, which never acts. */
    static Service of(Service service) {
        return new Service(
                NAME,
                HOST,
                DNS,
                service.sites().stream().map(Shape::of).toList(),
                service.policy(),
                null,
                service.plans(),
                List.of(),
                service.maintenance());
    }

    private static Site of(Site site) {
        return new Site(
                site.name(),
                site.priority(),
                ADDRESS,
                HOST,
                site.lastResort(),
                site.probes().stream().map(Shape::of).toList(),
                site.passing());
    }

    private static Probe of(Probe probe) {
        return new Probe(
                probe.name(),
                probe.role(),
                probe.interval(),
                probe.timeout(),
                probe.fastInterval(),
                probe.fall(),
                probe.rise(),
                probe.window(),
                CHECK);
    }
}
