package io.signalbox.sandbox.aws;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** The XML of each answer. */
final class Replies {

    private Replies() {}

    static Xml change(String response, HostedZone.ChangeInfo info, long now) {
        return Xml.document(response)
                .open("ChangeInfo")
                .leaf("Id", "/change/" + info.id())
                .leaf("Status", info.status(now))
                .leaf("SubmittedAt", info.submittedAt().truncatedTo(ChronoUnit.MILLIS))
                .close();
    }

    static Xml zone(HostedZone zone) {
        var xml = Xml.document("GetHostedZoneResponse");
        describe(xml, zone);
        return xml.open("DelegationSet")
                .open("NameServers")
                .leaf("NameServer", zone.nameServer())
                .close()
                .close();
    }

    static Xml zones(List<HostedZone> zones, String maxItems) {
        var xml = Xml.document("ListHostedZonesResponse");
        describe(xml, zones);
        return xml.leaf("IsTruncated", false).leaf("MaxItems", maxItems);
    }

    static Xml zonesByName(List<HostedZone> zones, String dnsName, String maxItems) {
        var xml = Xml.document("ListHostedZonesByNameResponse");
        describe(xml, zones);
        if (!dnsName.isEmpty()) {
            xml.leaf("DNSName", ResourceRecordSet.canonical(dnsName));
        }
        return xml.leaf("IsTruncated", false).leaf("MaxItems", maxItems);
    }

    private static void describe(Xml xml, List<HostedZone> zones) {
        xml.open("HostedZones");
        zones.forEach(zone -> describe(xml, zone));
        xml.close();
    }

    private static void describe(Xml xml, HostedZone zone) {
        xml.open("HostedZone")
                .leaf("Id", "/hostedzone/" + zone.id())
                .leaf("Name", zone.name())
                .leaf("CallerReference", "sandbox")
                .open("Config")
                .leaf("PrivateZone", false)
                .close()
                .leaf("ResourceRecordSetCount", zone.accepted().all().size())
                .close();
    }

    /** @param sets from where the page begins; may be more than the page holds */
    static Xml records(List<ResourceRecordSet> sets, int maxItems) {
        var xml = Xml.document("ListResourceRecordSetsResponse").open("ResourceRecordSets");
        sets.stream().limit(maxItems).forEach(set -> describe(xml, set));
        xml.close();
        boolean truncated = sets.size() > maxItems;
        xml.leaf("IsTruncated", truncated);
        if (truncated) {
            var next = sets.get(maxItems);
            xml.leaf("NextRecordName", next.name()).leaf("NextRecordType", next.type());
            if (next.setIdentifier() != null) {
                xml.leaf("NextRecordIdentifier", next.setIdentifier());
            }
        }
        return xml.leaf("MaxItems", maxItems);
    }

    private static void describe(Xml xml, ResourceRecordSet set) {
        xml.open("ResourceRecordSet").leaf("Name", set.name()).leaf("Type", set.type());
        if (set.setIdentifier() != null) {
            xml.leaf("SetIdentifier", set.setIdentifier());
        }
        if (set.weight() != null) {
            xml.leaf("Weight", set.weight());
        }
        if (set.failover() != null) {
            xml.leaf("Failover", set.failover());
        }
        var alias = set.alias();
        if (alias != null) {
            xml.open("AliasTarget")
                    .leaf("HostedZoneId", alias.zoneId())
                    .leaf("DNSName", alias.dnsName())
                    .leaf("EvaluateTargetHealth", alias.evaluateTargetHealth())
                    .close();
        }
        if (set.ttl() != null) {
            xml.leaf("TTL", set.ttl()).open("ResourceRecords");
            set.values()
                    .forEach(value ->
                            xml.open("ResourceRecord").leaf("Value", value).close());
            xml.close();
        }
        if (set.healthCheckId() != null) {
            xml.leaf("HealthCheckId", set.healthCheckId());
        }
        xml.close();
    }

    static Xml error(AwsError error) {
        return Xml.document("ErrorResponse")
                .open("Error")
                .leaf("Type", error.status() < 500 ? "Sender" : "Receiver")
                .leaf("Code", error.code())
                .leaf("Message", String.valueOf(error.getMessage()))
                .close()
                .leaf("RequestId", UUID.randomUUID());
    }
}
