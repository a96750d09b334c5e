package io.signalbox.infra.database;

import java.util.List;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.rds.CfnDBSubnetGroup;
import software.constructs.Construct;

/** The network of a database: private subnets, reached from their own network only. */
final class DatabaseNetwork {

    private final CfnDBSubnetGroup subnets;
    private final CfnSecurityGroup group;

    DatabaseNetwork(Construct scope, Vpc network, int port) {
        this.subnets = CfnDBSubnetGroup.Builder.create(scope, "Subnets")
                .dbSubnetGroupDescription("The private subnets")
                .subnetIds(network.getPrivateSubnets().stream()
                        .map(ISubnet::getSubnetId)
                        .toList())
                .build();
        this.group = CfnSecurityGroup.Builder.create(scope, "SecurityGroup")
                .groupDescription("The database, for its own network")
                .vpcId(network.getVpcId())
                .securityGroupIngress(List.of(CfnSecurityGroup.IngressProperty.builder()
                        .ipProtocol("tcp")
                        .fromPort(port)
                        .toPort(port)
                        .cidrIp(network.getVpcCidrBlock())
                        .build()))
                .build();
    }

    String subnets() {
        return subnets.getRef();
    }

    List<String> securityGroups() {
        return List.of(group.getAttrGroupId());
    }
}
