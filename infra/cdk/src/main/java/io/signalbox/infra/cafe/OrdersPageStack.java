package io.signalbox.infra.cafe;

import io.signalbox.infra.stack.FixedAddresses;
import io.signalbox.infra.stack.RegionStack;
import io.signalbox.infra.stack.ServiceCertificate;
import io.signalbox.infra.stack.VpcNetwork;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.ec2.AmazonLinux2023ImageSsmParameterProps;
import software.amazon.awscdk.services.ec2.AmazonLinuxCpuType;
import software.amazon.awscdk.services.ec2.Instance;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.elasticloadbalancingv2.targets.InstanceTarget;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** The page of the last resort. An A record cannot lead to a bucket, so a small instance shows what is in it. */
final class OrdersPageStack extends RegionStack {

    private static final int PORT = 80;

    OrdersPageStack(Construct scope, String region, String hostname) {
        super(scope, "orders-page", region, "The page that says when orders are taken again");
        CfnParameter domain = text("DomainName", hostname, "The name of the ordering system");
        String certificate = ServiceCertificate.in(this, domain.getValueAsString(), zone().getValueAsString())
                .getRef();
        Bucket page = Bucket.Builder.create(this, "Page")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .versioned(true)
                .build();
        Vpc network = VpcNetwork.small(this, "10.1.0.0/16");
        Instance server = server(network, page);
        page.grantRead(server);
        var fixed = new FixedAddresses(this, network, network.getPublicSubnets());
        fixed.lead(new InstanceTarget(server, PORT), PORT, certificate);
        output("Bucket", page.getBucketName(), "Put index.html and healthz there");
        output("Address", fixed.addresses().getFirst(), "For address.ipv4 of the site page");
    }

    private Instance server(Vpc network, Bucket page) {
        UserData commands = UserData.forLinux();
        commands.addCommands(
                "dnf install -y nginx cronie",
                "echo '* * * * * root aws s3 sync s3://" + page.getBucketName()
                        + " /usr/share/nginx/html' > /etc/cron.d/page",
                "systemctl enable --now nginx crond");
        Instance server = Instance.Builder.create(this, "Server")
                .vpc(network)
                .instanceType(new InstanceType("t4g.nano"))
                .machineImage(MachineImage.latestAmazonLinux2023(AmazonLinux2023ImageSsmParameterProps.builder()
                        .cpuType(AmazonLinuxCpuType.ARM_64)
                        .build()))
                .userData(commands)
                .associatePublicIpAddress(true)
                .ssmSessionPermissions(true)
                .build();
        InstanceMetadata.requireTokens(server);
        server.getConnections().allowFromAnyIpv4(Port.tcp(PORT), "Through the load balancer");
        return server;
    }
}
