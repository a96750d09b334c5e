package io.signalbox.infra.cafe;

import io.signalbox.infra.stack.RegionStack;
import java.util.List;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.elasticache.CfnReplicationGroup;
import software.amazon.awscdk.services.elasticache.CfnSubnetGroup;
import software.constructs.Construct;

/** Session data in Redis, with a replica in the other zone of the region. */
final class SessionCacheStack extends RegionStack {

    private static final int PORT = 6379;

    SessionCacheStack(Construct scope, String region, Vpc network) {
        super(scope, "orders-sessions", region, "Session data of the ordering system in " + region);
        CfnSubnetGroup subnets = CfnSubnetGroup.Builder.create(this, "Subnets")
                .description("The private subnets")
                .subnetIds(network.getPrivateSubnets().stream()
                        .map(ISubnet::getSubnetId)
                        .toList())
                .build();
        CfnSecurityGroup group = CfnSecurityGroup.Builder.create(this, "SecurityGroup")
                .groupDescription("The cache, for its own network")
                .vpcId(network.getVpcId())
                .securityGroupIngress(List.of(CfnSecurityGroup.IngressProperty.builder()
                        .ipProtocol("tcp")
                        .fromPort(PORT)
                        .toPort(PORT)
                        .cidrIp(network.getVpcCidrBlock())
                        .build()))
                .build();
        CfnReplicationGroup sessions = CfnReplicationGroup.Builder.create(this, "Sessions")
                .replicationGroupDescription("Session data of the ordering system")
                .engine("redis")
                .engineVersion("7.1")
                .cacheNodeType("cache.t4g.small")
                .numCacheClusters(2)
                .automaticFailoverEnabled(true)
                .multiAzEnabled(true)
                .atRestEncryptionEnabled(true)
                .transitEncryptionEnabled(true)
                .cacheSubnetGroupName(subnets.getRef())
                .securityGroupIds(List.of(group.getAttrGroupId()))
                .build();
        output("SessionsHost", sessions.getAttrPrimaryEndPointAddress(), "For the ordering system, at port " + PORT);
    }
}
