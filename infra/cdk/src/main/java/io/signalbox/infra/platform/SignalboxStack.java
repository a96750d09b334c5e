package io.signalbox.infra.platform;

import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Topology;
import io.signalbox.infra.stack.RegionStack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.ecs.CfnCluster;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.constructs.Construct;

/** The services of Signalbox in one region: a prober if it is a vantage, decision-service and actuator-service if it is a cell. */
final class SignalboxStack extends RegionStack {

    /** What the files of the services and their Kafka support here; other kinds of security need files that are not made. */
    private static final List<String> SECURITY =
            List.of("msk-iam", "scram-sha-512", "scram-sha-256", "tls", "plaintext");

    SignalboxStack(Construct scope, String region, Topology topology, boolean cell, boolean vantage) {
        super(scope, "signalbox", region, "Signalbox in " + region);
        CfnCluster cluster = CfnCluster.Builder.create(this, "Cluster")
                .clusterName("signalbox")
                .clusterSettings(List.of(CfnCluster.ClusterSettingsProperty.builder()
                        .name("containerInsights")
                        .value("enabled")
                        .build()))
                .build();
        Surroundings around = surroundings(region, cluster.getRef());
        CellBrokers kafka = kafka(topology, region, cell);
        if (vantage) {
            FargateProcess.add(around, kafka, Processes.prober(region, topology));
        }
        if (cell) {
            DecisionInstances.add(this, region, around, kafka);
            FargateProcess.add(around, kafka, Processes.actuator(region, topology));
        }
    }

    private Surroundings surroundings(String region, String cluster) {
        CfnParameter network = parameter("VpcId", "AWS::EC2::VPC::Id", "The network that the services run in");
        CfnParameter subnets = parameter(
                "SubnetIds", "List<AWS::EC2::Subnet::Id>", "Private subnets in two zones, with a way to the internet");
        CfnParameter registry =
                parameter("Registry", "String", "Where the images are, without the name of the service");
        CfnParameter version = text("Version", "0.1.0", "The tag of the images: native executables");
        CfnParameter email = parameter("Email", "String", "Who gets the alarms; the address has to confirm it");
        CfnTopic alarms = CfnTopic.Builder.create(this, "Alarms")
                .topicName("signalbox-alarms")
                .build();
        CfnSubscription.Builder.create(this, "AlarmsByEmail")
                .topicArn(alarms.getRef())
                .protocol("email")
                .endpoint(email.getValueAsString())
                .build();
        return new Surroundings(
                this,
                region,
                cluster,
                network.getValueAsString(),
                subnets.getValueAsList(),
                registry.getValueAsString(),
                version.getValueAsString(),
                alarms.getRef());
    }

    /** A prober publishes to every cell; the other services use the Kafka of their own. */
    private CellBrokers kafka(Topology topology, String region, boolean cell) {
        CfnParameter security = text("KafkaSecurity", SECURITY.getFirst(), "How the services log in at Kafka");
        security.setAllowedValues(SECURITY);
        Map<String, String> brokers = new TreeMap<>();
        Map<String, String> clusters = new TreeMap<>();
        for (Cell each : topology.cells()) {
            String name = each.name().value();
            String label = Labels.of(name);
            brokers.put(
                    name,
                    text("Kafka" + label, each.bootstrap(), "The brokers of the cell " + name)
                            .getValueAsString());
            String cluster = "KafkaCluster" + label;
            text(cluster, "", "With msk-iam the end of the cluster's ARN: its name and id")
                    .setAllowedPattern("|[A-Za-z0-9-]+/[A-Za-z0-9-]+");
            clusters.put(name, cluster);
        }
        List<String> own = cell ? List.of(region) : List.of();
        return new CellBrokers(this, security.getValueAsString(), brokers, clusters, own);
    }

    CfnParameter apiClients() {
        return parameter("ApiClientCidr", "String", "From where operators and tools connect to the API");
    }

    CfnParameter apiCertificate() {
        return parameter("ApiCertificateArn", "String", "The certificate of the API, in this region");
    }

    void apiAddress(String name) {
        output("ApiAddress", name, "Where the API is, inside of the network");
    }
}
