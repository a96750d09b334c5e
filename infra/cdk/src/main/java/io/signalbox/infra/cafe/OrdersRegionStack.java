package io.signalbox.infra.cafe;

import io.signalbox.infra.stack.FixedAddresses;
import io.signalbox.infra.stack.RegionStack;
import io.signalbox.infra.stack.ServiceCertificate;
import io.signalbox.infra.stack.VpcNetwork;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Instance;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.elasticloadbalancingv2.targets.InstanceTarget;
import software.constructs.Construct;

/** The ordering system in one region: for each site an instance in one zone, behind an address in the same zone. */
final class OrdersRegionStack extends RegionStack {

    private static final int PORT = 8080;

    private final Vpc network;

    /** @param sites named after their zones; the site of a region with one is in its zone a */
    OrdersRegionStack(Construct scope, String region, String hostname, List<String> sites) {
        super(scope, "orders", region, "The ordering system in " + region);
        CfnParameter domain = text("DomainName", hostname, "The name of the ordering system");
        CfnParameter image = parameter(
                "ImageId",
                "AWS::EC2::Image::Id",
                "The image of the ordering system: it listens at port " + PORT + ", and /healthz asks its database");
        String certificate = ServiceCertificate.in(this, domain.getValueAsString(), zone().getValueAsString())
                .getRef();
        List<String> zones = List.of(region + "a", region + "b");
        this.network = VpcNetwork.in(this, "10.0.0.0/16", zones);
        for (String site : sites) {
            int zone = Math.max(zones.indexOf(site), 0);
            site(site, zone, image.getValueAsString(), certificate);
        }
    }

    Vpc network() {
        return network;
    }

    private void site(String name, int zone, String image, String certificate) {
        var scope = new Construct(this, name);
        ISubnet inside = network.getPrivateSubnets().get(zone);
        ISubnet outside = network.getPublicSubnets().get(zone);
        Instance instance = Instance.Builder.create(scope, "Instance")
                .vpc(network)
                .vpcSubnets(SubnetSelection.builder().subnets(List.of(inside)).build())
                .instanceType(new InstanceType("t3.medium"))
                .machineImage(MachineImage.genericLinux(Map.of(getRegion(), image)))
                .ssmSessionPermissions(true)
                .build();
        InstanceMetadata.requireTokens(instance);
        instance.getConnections().allowFromAnyIpv4(Port.tcp(PORT), "Through the load balancer");
        var fixed = new FixedAddresses(scope, network, List.of(outside));
        fixed.lead(new InstanceTarget(instance, PORT), PORT, certificate);
        output("Address" + name.replace("-", ""), fixed.addresses().getFirst(), "For address.ipv4 of the site " + name);
    }
}
