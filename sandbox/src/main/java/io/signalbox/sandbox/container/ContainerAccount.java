package io.signalbox.sandbox.container;

import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.contract.topology.needs.IamPolicy;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.iam.Policy;
import io.signalbox.sandbox.identity.Identities;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * An AWS account with the zones of a topology, empty of its names: Route 53's API, and a name server that answers. Two users have
 * the policies that {@code make iam} writes, and no others: one for the actuator, one for {@code plan}, {@code apply} and {@code destroy}.
 */
final class ContainerAccount implements AutoCloseable {

    static final String ACTUATOR = "AKID-actuator";
    static final String BOOTSTRAP = "AKID-bootstrap";
    static final String SECRET = "sandbox";

    private final Route53 route53;
    private final NameServer nameServer;

    private ContainerAccount(Route53 route53, NameServer nameServer) {
        this.route53 = route53;
        this.nameServer = nameServer;
    }

    static ContainerAccount start(Topology topology, InetSocketAddress api, InetSocketAddress dns) {
        var identities = new Identities();
        user(identities, ACTUATOR, topology, Holder.ACTUATOR);
        user(identities, BOOTSTRAP, topology, Holder.BOOTSTRAP);
        var route53 = Route53.start(Pace.DEMO, identities, api);
        topology.services().stream().map(Service::dns).map(Dns::zone).distinct().forEach(route53::createZone);
        return new ContainerAccount(route53, NameServer.start(route53, dns));
    }

    private static void user(Identities identities, String accessKey, Topology topology, Holder holder) {
        identities.addUserWithSecret(accessKey, SECRET);
        identities
                .policies()
                .attach(
                        "arn:aws:iam::" + Identities.HOME + ":user/" + accessKey,
                        Policy.read(IamPolicy.of(topology, holder, Map.of())));
    }

    Route53 route53() {
        return route53;
    }

    NameServer nameServer() {
        return nameServer;
    }

    @Override
    public void close() {
        nameServer.close();
        route53.close();
    }
}
