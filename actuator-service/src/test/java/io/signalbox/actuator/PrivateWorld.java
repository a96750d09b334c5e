package io.signalbox.actuator;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.dns.DirectQueries;
import io.signalbox.actuator.dns.ProvidedServers;
import io.signalbox.actuator.route53.Route53Provider;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.dns.NameServer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.route53.Route53Client;

/** A public and a private zone example.com. The actuator runs in the network of the private one. */
public final class PrivateWorld implements AutoCloseable {

    private static final double UNLIMITED = 1_000_000;
    private static final HostedZone.Vpc NETWORK = new HostedZone.Vpc("vpc-1", "us-east-1");

    public final Route53 route53 = Route53.start(Pace.INSTANT);
    public final HostedZone open = route53.createZone(Orders.ZONE);
    public final HostedZone closed = route53.createPrivateZone(Orders.ZONE, NETWORK);
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final NameServer authority = NameServer.start(route53, Map.of());
    private final NameServer inside = NameServer.resolver(route53, NETWORK);
    private final NameServer outside = NameServer.resolver(route53, new HostedZone.Vpc("vpc-9", "us-east-1"));
    private final Route53Client client = World.client(route53);
    public final DnsProvider provider =
            new Route53Provider(client, meters, new RequestBudget(() -> UNLIMITED), Set::of);
    private final DirectQueries queries = queries(inside);
    private final DirectQueries elsewhere = queries(outside);

    private DirectQueries queries(NameServer resolver) {
        var addresses = new PublicAddresses(open, authority, resolver);
        return new DirectQueries(new ProvidedServers(provider, addresses, (_, _) -> {}, InstantSource.system()));
    }

    public AuthoritativeServers servers() {
        return queries;
    }

    /** As an actuator sees it whose network is not associated with the private zone. */
    public AuthoritativeServers elsewhere() {
        return elsewhere;
    }

    public static void seed(HostedZone zone, List<RecordSet> traffic, List<RecordSet> fence) {
        zone.seed(Stream.concat(traffic.stream(), fence.stream())
                .map(ResourceRecordSet::of)
                .toList());
    }

    @Override
    public void close() {
        queries.close();
        elsewhere.close();
        client.close();
        inside.close();
        outside.close();
        authority.close();
        route53.close();
    }
}
