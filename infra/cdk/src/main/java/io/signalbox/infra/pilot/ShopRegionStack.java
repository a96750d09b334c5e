package io.signalbox.infra.pilot;

import io.signalbox.infra.stack.FargateTier;
import io.signalbox.infra.stack.FixedAddresses;
import io.signalbox.infra.stack.RegionStack;
import io.signalbox.infra.stack.ScaledService;
import io.signalbox.infra.stack.ServiceCertificate;
import io.signalbox.infra.stack.VpcNetwork;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.FargateService;
import software.constructs.Construct;

/** The shop in one region, large or as small as a pilot light. */
final class ShopRegionStack extends RegionStack {

    private static final String AMAZON_LINUX = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    private final Vpc network;

    ShopRegionStack(
            Construct scope, String region, String hostname, ScaledService names, int leastTasks, WorkerGroup workers) {
        super(scope, "shop", region, "The shop's tasks and workers in " + region);
        CfnParameter domain = text("DomainName", hostname, "The name of the shop");
        CfnParameter image =
                parameter("Image", "String", "The image of the shop; it listens at port " + FargateTier.PORT);
        String certificate = ServiceCertificate.in(this, domain.getValueAsString(), zone().getValueAsString())
                .getRef();
        this.network = VpcNetwork.in(this, "10.0.0.0/16");
        FargateService web = FargateTier.in(this, network, names, image.getValueAsString(), leastTasks);
        web.getConnections().allowFromAnyIpv4(Port.tcp(FargateTier.PORT), "Through the load balancer");
        var fixed = new FixedAddresses(this, network, network.getPublicSubnets());
        fixed.lead(web, FargateTier.PORT, certificate);
        workers.in(this, network, workerImage());
        output("Addresses", Fn.join(",", fixed.addresses()), "For address.ipv4 of the topology");
    }

    Vpc network() {
        return network;
    }

    private CfnParameter workerImage() {
        CfnParameter image =
                parameter("WorkerImage", "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "The image of the workers");
        image.setDefaultValue(AMAZON_LINUX);
        return image;
    }
}
