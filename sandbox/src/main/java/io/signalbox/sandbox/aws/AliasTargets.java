package io.signalbox.sandbox.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Alias targets, as Route 53 accepts them: a name that lies within the target's zone and exists. The zones of load balancers,
 * buckets and distributions are those of https://docs.aws.amazon.com/general/latest/gr/elb.html,
 * https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints and
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html. Their names exist until a test says otherwise.
 */
public final class AliasTargets {

    private static final Map<String, String> SERVICE_ZONES = Map.ofEntries(
            Map.entry("Z35SXDOTRQ7X7K", "us-east-1.elb.amazonaws.com."),
            Map.entry("Z3AADJGX6KTTL2", "us-east-2.elb.amazonaws.com."),
            Map.entry("Z368ELLRRE2KJ0", "us-west-1.elb.amazonaws.com."),
            Map.entry("Z1H1FL5HABSF5", "us-west-2.elb.amazonaws.com."),
            Map.entry("Z32O12XQLNTSW2", "eu-west-1.elb.amazonaws.com."),
            Map.entry("Z215JYRZR1TBD5", "eu-central-1.elb.amazonaws.com."),
            Map.entry("Z3AQBSTGFYJSTF", "s3-website-us-east-1.amazonaws.com."),
            Map.entry("Z3BJ6K6RIION7M", "s3-website-us-west-2.amazonaws.com."),
            Map.entry("Z1BKCTXD74EZPE", "s3-website-eu-west-1.amazonaws.com."),
            Map.entry("Z2FDTNDATAQYW2", "cloudfront.net."));

    private final Set<String> removed = ConcurrentHashMap.newKeySet();

    AliasTargets() {}

    /** Removes a load balancer, bucket or distribution: it is no target any more. Existing aliases stay. */
    public void remove(String target) {
        removed.add(ResourceRecordSet.canonical(target));
    }

    /** The objections to a batch, in Route 53's words; empty for none. */
    List<String> problems(List<RecordChange> batch, HostedZone zone) {
        var problems = new ArrayList<String>();
        for (RecordChange change : batch) {
            ResourceRecordSet.Alias alias = change.set().alias();
            if (alias != null && change.action() != RecordChange.Action.DELETE) {
                check(change.set().type(), alias, batch, zone, problems);
            }
        }
        return problems;
    }

    private void check(
            String type,
            ResourceRecordSet.Alias alias,
            List<RecordChange> batch,
            HostedZone zone,
            List<String> problems) {
        String tried = "Tried to create an alias that targets " + alias.dnsName() + ", type " + type + " in zone "
                + alias.zoneId() + ", but ";
        @Nullable String within = alias.zoneId().equals(zone.id()) ? zone.name() : SERVICE_ZONES.get(alias.zoneId());
        boolean inside = within != null
                && (alias.dnsName().equals(within) || alias.dnsName().endsWith("." + within));
        if (!inside) {
            problems.add(tried + "the alias target name does not lie within the target zone");
        }
        if (!inside || !exists(type, alias, batch, zone)) {
            problems.add(tried + "that target was not found");
        }
    }

    private boolean exists(String type, ResourceRecordSet.Alias alias, List<RecordChange> batch, HostedZone zone) {
        if (!alias.zoneId().equals(zone.id())) {
            return !removed.contains(alias.dnsName());
        }
        return zone.accepted().named(alias.dnsName()).stream()
                        .anyMatch(set -> set.type().equals(type))
                || batch.stream()
                        .filter(change -> change.action() != RecordChange.Action.DELETE)
                        .map(RecordChange::set)
                        .anyMatch(set ->
                                set.name().equals(alias.dnsName()) && set.type().equals(type));
    }
}
