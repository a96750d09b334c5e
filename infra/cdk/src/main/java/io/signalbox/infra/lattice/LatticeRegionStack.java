package io.signalbox.infra.lattice;

import io.signalbox.infra.stack.RegionStack;
import io.signalbox.infra.stack.ServiceCertificate;
import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.vpclattice.CfnListener;
import software.amazon.awscdk.services.vpclattice.CfnService;
import software.amazon.awscdk.services.vpclattice.CfnServiceNetwork;
import software.amazon.awscdk.services.vpclattice.CfnServiceNetworkServiceAssociation;
import software.amazon.awscdk.services.vpclattice.CfnServiceNetworkVpcAssociation;
import software.amazon.awscdk.services.vpclattice.CfnTargetGroup;
import software.constructs.Construct;

/** A service of VPC Lattice in one region, the service network that leads to it, and the network of its clients in it. */
final class LatticeRegionStack extends RegionStack {

    LatticeRegionStack(Construct scope, String region, String hostname, String serviceName) {
        super(scope, "lattice", region, "A service and its service network in " + region);
        CfnParameter domain = text("DomainName", hostname, "The name of the service, the same in both regions");
        String zoneId = zone().getValueAsString();
        CfnService service = CfnService.Builder.create(this, "LatticeService")
                .name(serviceName)
                .authType("NONE")
                .customDomainName(domain.getValueAsString())
                .certificateArn(ServiceCertificate.in(this, domain.getValueAsString(), zoneId)
                        .getRef())
                .build();
        CfnParameter dependencies = text(
                "Dependencies",
                "",
                "What the service needs to work, as host:port separated by commas; /healthz fails while one accepts no connection");
        Function function = HealthFunction.in(this, dependencies.getValueAsString());
        listener(service, targets(function));
        network(service);
        output("FunctionName", function.getFunctionName(), "The function with the failure switch");
        output("ServiceDns", service.getAttrDnsEntryDomainName(), "For address.cname of the topology");
    }

    private CfnTargetGroup targets(Function function) {
        CfnPermission permission = CfnPermission.Builder.create(this, "MayInvoke")
                .action("lambda:InvokeFunction")
                .functionName(function.getFunctionArn())
                .principal("vpc-lattice.amazonaws.com")
                .sourceAccount(getAccount())
                .build();
        CfnTargetGroup targets = CfnTargetGroup.Builder.create(this, "Targets")
                .type("LAMBDA")
                .targets(List.of(CfnTargetGroup.TargetProperty.builder()
                        .id(function.getFunctionArn())
                        .build()))
                .build();
        targets.addDependency(permission);
        return targets;
    }

    private void listener(CfnService service, CfnTargetGroup targets) {
        CfnListener.Builder.create(this, "Https")
                .serviceIdentifier(service.getAttrId())
                .protocol("HTTPS")
                .port(443)
                .defaultAction(CfnListener.DefaultActionProperty.builder()
                        .forward(CfnListener.ForwardProperty.builder()
                                .targetGroups(List.of(CfnListener.WeightedTargetGroupProperty.builder()
                                        .targetGroupIdentifier(targets.getAttrId())
                                        .weight(100)
                                        .build()))
                                .build())
                        .build())
                .build();
    }

    private void network(CfnService service) {
        CfnParameter name = text("ServiceNetworkName", "api-network", "The name of the service network");
        CfnParameter clients = parameter("VpcId", "AWS::EC2::VPC::Id", "The network of the clients, and of the prober");
        CfnServiceNetwork network = CfnServiceNetwork.Builder.create(this, "ServiceNetwork")
                .name(name.getValueAsString())
                .authType("NONE")
                .build();
        CfnServiceNetworkServiceAssociation.Builder.create(this, "ServiceInNetwork")
                .serviceIdentifier(service.getAttrId())
                .serviceNetworkIdentifier(network.getAttrId())
                .build();
        CfnServiceNetworkVpcAssociation.Builder.create(this, "ClientsInNetwork")
                .serviceNetworkIdentifier(network.getAttrId())
                .vpcIdentifier(clients.getValueAsString())
                .build();
    }
}
