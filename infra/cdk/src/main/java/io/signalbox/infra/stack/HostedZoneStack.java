package io.signalbox.infra.stack;

import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.route53.CfnHostedZone;
import software.constructs.Construct;

/** A public zone without records: those that Signalbox switches are not a stack's. */
public final class HostedZoneStack extends OfflineStack {

    public HostedZoneStack(Construct scope, String zone) {
        super(scope, "zone", "The zone of one environment, in its account: deploy it once, in any region");
        CfnParameter name = text("ZoneName", zone, "The zone's name");
        CfnHostedZone hosted = CfnHostedZone.Builder.create(this, "Zone")
                .name(name.getValueAsString())
                .build();
        // A zone that is deleted takes its name servers with it, and the delegation leads nowhere.
        hosted.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.RETAIN);
        hosted.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
        output("HostedZoneId", hosted.getAttrId(), "For the stacks of the regions");
        output("NameServers", Fn.join(",", hosted.getAttrNameServers()), "For the delegation in the parent zone");
    }
}
