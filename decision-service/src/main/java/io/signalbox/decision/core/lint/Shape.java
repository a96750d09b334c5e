package io.signalbox.decision.core.lint;

import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.AddressFamily;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import java.util.List;
import java.util.Set;

/** A service without everything that does not change its decisions: names, addresses, requests of its probes. */
final class Shape {

    private static final ServiceName NAME = new ServiceName("service");
    private static final String HOST = "service.example.com";
    private static final Address ADDRESS = new Address.Addresses(List.of("192.0.2.1"), List.of());
    private static final Check CHECK = new Check.Tcp(443);
    private static final Check ALARM = new Check.CloudWatchAlarm("us-east-1", "alarm", true);
    private static final Check NAME_CHECK = new Check.Dns(null, HOST, Check.DnsType.A, List.of(), false, true);
    private static final String ZONE = "example.com";
    private static final String HEALTH_CHECK = "check";
    private static final SignalObject SIGNAL = new SignalObject("signal", "service", "us-west-2");
    private static final Dns.Primary PRIMARY =
            new Dns.Primary(HOST, 53, new Dns.Key("key", Dns.Algorithm.HMAC_SHA256, "KEY"));

    private Shape() {}

    /** Without a shadow policy, too, which never acts. */
    static Service of(Service service) {
        return new Service(
                NAME,
                HOST,
                of(service.dns()),
                service.sites().stream().map(Shape::of).toList(),
                service.policy(),
                null,
                service.plans(),
                List.of(),
                service.maintenance(),
                Reporting.NONE);
    }

    /** The routing and its settings stay: plans are made from them. */
    private static Dns of(Dns dns) {
        return new Dns(
                dns.provider(),
                ZONE,
                Set.of(RecordType.A),
                dns.ttl(),
                dns.routing(),
                dns.primary() == null ? null : PRIMARY,
                dns.degradedTtl(),
                dns.preWarm(),
                dns.probeThroughName(),
                dns.onDrift(),
                dns.signal() == null ? null : SIGNAL);
    }

    private static Site of(Site site) {
        return new Site(
                site.name(),
                site.priority(),
                ADDRESS,
                HOST,
                site.lastResort(),
                site.probes().stream().map(Shape::of).toList(),
                site.passing(),
                site.healthCheck() == null ? null : HEALTH_CHECK);
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
                of(probe.check()),
                new Approach(probe.approach().timeouts(), AddressFamily.ANY, 0));
    }

    /** A check with a time to fail of its own stays. */
    private static Check of(Check check) {
        return switch (check) {
            case Check.Heartbeat _, Check.Calculated _ -> check;
            case Check.CloudWatchAlarm _ -> ALARM;
            case Check.Dns _ -> NAME_CHECK;
            case Check.OneConnection _ -> CHECK;
        };
    }
}
