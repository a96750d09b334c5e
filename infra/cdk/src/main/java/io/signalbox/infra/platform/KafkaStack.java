package io.signalbox.infra.platform;

import io.signalbox.infra.stack.RegionStack;
import java.util.List;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.msk.CfnCluster;
import software.amazon.awscdk.services.msk.CfnConfiguration;
import software.constructs.Construct;

/** A Kafka of Amazon MSK for one cell, for those who have none. Clients log in with the credentials of their role. */
final class KafkaStack extends RegionStack {

    private static final int IAM_PORT = 9098;
    private static final int GIGABYTES = 100;

    /** Nothing but decision-service creates topics, and one broker may be lost. */
    private static final String PROPERTIES = """
            auto.create.topics.enable=false
            default.replication.factor=3
            min.insync.replicas=2
            allow.everyone.if.no.acl.found=false
            """;

    KafkaStack(Construct scope, String region) {
        super(scope, "signalbox-kafka", region, "The Kafka of the cell " + region);
        CfnParameter network = parameter("VpcId", "AWS::EC2::VPC::Id", "The network of the brokers");
        CfnParameter subnets =
                parameter("SubnetIds", "List<AWS::EC2::Subnet::Id>", "Three private subnets in three zones");
        CfnParameter clients =
                text("ClientCidr", "10.0.0.0/8", "Where the services are, and the probers of the other regions");
        CfnSecurityGroup group = CfnSecurityGroup.Builder.create(this, "Brokers")
                .groupDescription("The brokers of Signalbox")
                .vpcId(network.getValueAsString())
                .securityGroupIngress(List.of(CfnSecurityGroup.IngressProperty.builder()
                        .ipProtocol("tcp")
                        .fromPort(IAM_PORT)
                        .toPort(IAM_PORT)
                        .cidrIp(clients.getValueAsString())
                        .build()))
                .build();
        CfnCluster cluster = cluster(subnets.getValueAsList(), group.getAttrGroupId());
        cluster.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.RETAIN);
        cluster.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
        output("ClusterArn", cluster.getAttrArn(), "Its end is the KafkaCluster parameter of the stacks of Signalbox");
    }

    private CfnCluster cluster(List<String> subnets, String group) {
        CfnConfiguration configuration = CfnConfiguration.Builder.create(this, "Configuration")
                .name("signalbox")
                .serverProperties(PROPERTIES)
                .build();
        return CfnCluster.Builder.create(this, "Cluster")
                .clusterName("signalbox")
                .kafkaVersion("3.9.x")
                .numberOfBrokerNodes(3)
                .brokerNodeGroupInfo(CfnCluster.BrokerNodeGroupInfoProperty.builder()
                        .instanceType("kafka.m7g.large")
                        .clientSubnets(subnets)
                        .securityGroups(List.of(group))
                        .storageInfo(CfnCluster.StorageInfoProperty.builder()
                                .ebsStorageInfo(CfnCluster.EBSStorageInfoProperty.builder()
                                        .volumeSize(GIGABYTES)
                                        .build())
                                .build())
                        .build())
                .clientAuthentication(CfnCluster.ClientAuthenticationProperty.builder()
                        .sasl(CfnCluster.SaslProperty.builder()
                                .iam(CfnCluster.IamProperty.builder()
                                        .enabled(true)
                                        .build())
                                .build())
                        .build())
                .encryptionInfo(CfnCluster.EncryptionInfoProperty.builder()
                        .encryptionInTransit(CfnCluster.EncryptionInTransitProperty.builder()
                                .clientBroker("TLS")
                                .inCluster(true)
                                .build())
                        .build())
                .configurationInfo(CfnCluster.ConfigurationInfoProperty.builder()
                        .arn(configuration.getAttrArn())
                        .revision(1)
                        .build())
                .build();
    }
}
