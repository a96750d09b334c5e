package io.signalbox.infra.stack;

import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.route53.CfnRecordSet;
import software.constructs.Construct;

/** The NS record of a zone in its parent zone, in the account that owns the parent. Signalbox compares it and never writes it. */
public final class DelegationStack extends OfflineStack {

    public DelegationStack(Construct scope, String zone) {
        super(scope, "delegation", "One NS record in the management account for each environment");
        CfnParameter name = text("ZoneName", zone, "The zone that is delegated");
        CfnParameter parent =
                parameter("ParentZoneId", "AWS::Route53::HostedZone::Id", "The zone of the domain itself");
        CfnParameter servers =
                parameter("NameServers", "CommaDelimitedList", "The output NameServers of the zone's stack");
        CfnRecordSet.Builder.create(this, "Delegation")
                .hostedZoneId(parent.getValueAsString())
                .name(name.getValueAsString())
                .type("NS")
                .ttl("3600")
                .resourceRecords(servers.getValueAsList())
                .build();
    }
}
