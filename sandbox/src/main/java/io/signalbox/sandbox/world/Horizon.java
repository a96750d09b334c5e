package io.signalbox.sandbox.world;

import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.cloud.RecoveryControl;
import io.signalbox.sandbox.dns.NameServer;
import java.util.List;
import java.util.Map;

/** Who can resolve the zone of a world: everybody, or one network (VPC) only, beside a public zone of the same name. */
enum Horizon {
    PUBLIC,
    PRIVATE;

    private static final HostedZone.Vpc NETWORK = new HostedZone.Vpc("vpc-1", "us-west-2");

    static Horizon of(WorldPlan plan) {
        return plan.routing().equals(WorldPlan.PRIVATE) ? PRIVATE : PUBLIC;
    }

    HostedZone zone(Route53 route53, String account, String name) {
        HostedZone open = route53.createZone(account, name);
        return this == PUBLIC ? open : route53.createPrivateZone(name, NETWORK);
    }

    /** The name server that clients of the service query. */
    NameServer nameServer(Route53 route53, Map<String, List<String>> aliases) {
        return this == PUBLIC ? NameServer.start(route53, aliases) : NameServer.resolver(route53, NETWORK);
    }

    /** The setting of an actuator that names the server. */
    String setting() {
        return this == PUBLIC ? "SIGNALBOX_DNS_SERVERS" : "SIGNALBOX_DNS_RESOLVERS";
    }

    /** The keys of {@code dns} in the topology beside the zone's name. The resolver of a network keeps answers. */
    String dns(WorldPlan plan, HostedZone zone, RecoveryControl controls) {
        var signal = WorldLayout.SIGNAL;
        String place = "bucket: %s, key: %s, region: %s".formatted(signal.bucket(), signal.key(), signal.region());
        return "ttl: " + (this == PUBLIC ? "60s" : "2s") + ", provider: route53, "
                + switch (plan.routing()) {
                    case WorldPlan.SIGNAL -> "routing: failover, signal: {" + place + "}";
                    case WorldPlan.CONTROLS ->
                        "routing: failover, signal: {" + place + ", " + SignalRoutingControls.signal(controls) + "}";
                    case WorldPlan.ROLES -> Roles.dns();
                    case WorldPlan.PRIVATE -> "routing: weighted, zoneId: " + zone.id();
                    default -> "routing: " + plan.routing();
                };
    }
}
