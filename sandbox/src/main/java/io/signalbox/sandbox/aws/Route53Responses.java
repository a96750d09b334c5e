package io.signalbox.sandbox.aws;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Writes the XML of each response. */
final class Route53Responses {

    private Route53Responses() {}

    static XmlWriter change(String response, HostedZone.ChangeInfo info, long now) {
        return XmlWriter.document(response)
                .open("ChangeInfo")
                .leaf("Id", "/change/" + info.id())
                .leaf("Status", info.status(now))
                .leaf("SubmittedAt", info.submittedAt().truncatedTo(ChronoUnit.MILLIS))
                .close();
    }

    static XmlWriter zone(HostedZone zone) {
        var xml = XmlWriter.document("GetHostedZoneResponse");
        describe(xml, zone);
        return zone.isPrivate() ? networks(xml, zone) : delegationSet(xml, zone);
    }

    /** Without the final dot, unlike the names of zones and records. */
    private static XmlWriter delegationSet(XmlWriter xml, HostedZone zone) {
        String server = zone.nameServer();
        return xml.open("DelegationSet")
                .open("NameServers")
                .leaf("NameServer", server.substring(0, server.length() - 1))
                .close()
                .close();
    }

    /** A private zone has no delegation set. */
    private static XmlWriter networks(XmlWriter xml, HostedZone zone) {
        xml.open("VPCs");
        zone.vpcs().forEach(vpc -> xml.open("VPC")
                .leaf("VPCRegion", vpc.region())
                .leaf("VPCId", vpc.id())
                .close());
        return xml.close();
    }

    static XmlWriter zones(List<HostedZone> zones, String maxItems) {
        var xml = XmlWriter.document("ListHostedZonesResponse");
        describe(xml, zones);
        return xml.leaf("IsTruncated", false).leaf("MaxItems", maxItems);
    }

    static XmlWriter zonesByName(List<HostedZone> zones, String dnsName, String maxItems) {
        var xml = XmlWriter.document("ListHostedZonesByNameResponse");
        describe(xml, zones);
        if (!dnsName.isEmpty()) {
            xml.leaf("DNSName", ResourceRecordSet.canonical(dnsName));
        }
        return xml.leaf("IsTruncated", false).leaf("MaxItems", maxItems);
    }

    private static void describe(XmlWriter xml, List<HostedZone> zones) {
        xml.open("HostedZones");
        zones.forEach(zone -> describe(xml, zone));
        xml.close();
    }

    private static void describe(XmlWriter xml, HostedZone zone) {
        xml.open("HostedZone")
                .leaf("Id", "/hostedzone/" + zone.id())
                .leaf("Name", zone.name())
                .leaf("CallerReference", "sandbox")
                .open("Config")
                .leaf("PrivateZone", zone.isPrivate())
                .close()
                .leaf("ResourceRecordSetCount", zone.accepted().all().size());
        if (zone.hasAcceleratedRecovery()) {
            xml.open("Features").leaf("AcceleratedRecoveryStatus", "ENABLED").close();
        }
        xml.close();
    }

    /** @param sets from the start of the page; may be more than fit */
    static XmlWriter records(List<ResourceRecordSet> sets, int maxItems) {
        var xml = XmlWriter.document("ListResourceRecordSetsResponse").open("ResourceRecordSets");
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

    private static void describe(XmlWriter xml, ResourceRecordSet set) {
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

    static XmlWriter error(ApiError error) {
        return XmlWriter.document("ErrorResponse")
                .open("Error")
                .leaf("Type", error.status() < 500 ? "Sender" : "Receiver")
                .leaf("Code", error.code())
                .leaf("Message", String.valueOf(error.getMessage()))
                .close()
                .leaf("RequestId", UUID.randomUUID());
    }
}
