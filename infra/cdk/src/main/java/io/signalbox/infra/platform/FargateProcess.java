package io.signalbox.infra.platform;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.logs.CfnLogGroup;

/** Makes the ECS service of a process, with its task, roles, log and alarms. */
final class FargateProcess {

    /** The ARN of a secret of this region; the name follows, and Secrets Manager finds the rest. */
    static final String SECRET = "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:";

    private static final int LOG_DAYS = 90;

    private FargateProcess() {}

    /** A process that nobody connects to. */
    static void add(Surroundings around, CellBrokers kafka, SignalboxProcess process) {
        CfnSecurityGroup group = CfnSecurityGroup.Builder.create(around.scope(), process.id() + "Group")
                .groupDescription("signalbox " + process.name() + ": connects, and is not connected to")
                .vpcId(around.network())
                .build();
        add(around, kafka, process, ProcessRoles.of(around, kafka, process), group);
    }

    /** @param group who may connect to it */
    static CfnService add(
            Surroundings around,
            CellBrokers kafka,
            SignalboxProcess process,
            ProcessRoles roles,
            CfnSecurityGroup group) {
        CfnLogGroup logs = CfnLogGroup.Builder.create(around.scope(), process.id() + "Log")
                .logGroupName("/signalbox/" + process.name())
                .retentionInDays(LOG_DAYS)
                .build();
        logs.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.RETAIN);
        CfnTaskDefinition task = task(around, kafka, process, roles, logs);
        new ProcessAlarms(around, process).add(logs);
        return CfnService.Builder.create(around.scope(), process.id())
                .serviceName(process.name())
                .cluster(around.cluster())
                .launchType("FARGATE")
                .taskDefinition(task.getRef())
                .desiredCount(process.tasks())
                .deploymentConfiguration(CfnService.DeploymentConfigurationProperty.builder()
                        .maximumPercent(100)
                        .minimumHealthyPercent(process.tasks() > 1 ? 50 : 0)
                        .build())
                .networkConfiguration(CfnService.NetworkConfigurationProperty.builder()
                        .awsvpcConfiguration(CfnService.AwsVpcConfigurationProperty.builder()
                                .subnets(around.subnets())
                                .securityGroups(List.of(group.getAttrGroupId()))
                                .assignPublicIp("DISABLED")
                                .build())
                        .build())
                .build();
    }

    private static CfnTaskDefinition task(
            Surroundings around, CellBrokers kafka, SignalboxProcess process, ProcessRoles roles, CfnLogGroup logs) {
        return CfnTaskDefinition.Builder.create(around.scope(), process.id() + "Task")
                .family("signalbox-" + process.name())
                .requiresCompatibilities(List.of("FARGATE"))
                .networkMode("awsvpc")
                .cpu(String.valueOf(process.cpu()))
                .memory(String.valueOf(process.memory()))
                .taskRoleArn(roles.own().getAttrArn())
                .executionRoleArn(roles.start().getAttrArn())
                .volumes(FilesContainer.volumes())
                .containerDefinitions(
                        List.of(FilesContainer.of(process, logs), container(around, kafka, process, logs)))
                .build();
    }

    private static CfnTaskDefinition.ContainerDefinitionProperty container(
            Surroundings around, CellBrokers kafka, SignalboxProcess process, CfnLogGroup logs) {
        return CfnTaskDefinition.ContainerDefinitionProperty.builder()
                .name(process.service())
                .image(Fn.join("", List.of(around.registry(), "/", process.service(), ":", around.version())))
                .command(List.of(process.heap()))
                .essential(true)
                .dependsOn(List.of(CfnTaskDefinition.ContainerDependencyProperty.builder()
                        .containerName(FilesContainer.NAME)
                        .condition("SUCCESS")
                        .build()))
                .readonlyRootFilesystem(true)
                .mountPoints(FilesContainer.mounts())
                .portMappings(process.ports().stream()
                        .map(port -> CfnTaskDefinition.PortMappingProperty.builder()
                                .containerPort(port)
                                .build())
                        .toList())
                .environment(environment(kafka, process))
                .secrets(List.of(credential("USERNAME", process), credential("PASSWORD", process)))
                .healthCheck(CfnTaskDefinition.HealthCheckProperty.builder()
                        .command(List.of("CMD", "./service", "health"))
                        .interval(10)
                        .timeout(5)
                        .retries(3)
                        .startPeriod(60)
                        .build())
                .logConfiguration(FilesContainer.log(process, logs))
                .build();
    }

    private static List<CfnTaskDefinition.KeyValuePairProperty> environment(
            CellBrokers kafka, SignalboxProcess process) {
        Map<String, String> all = new TreeMap<>(kafka.environment());
        all.put("SIGNALBOX_TOPOLOGY", Processes.FOLDER + "topology.yaml");
        all.put("QUARKUS_ROUTE53_AWS_REGION", "us-east-1");
        all.putAll(process.environment());
        return all.entrySet().stream()
                .map(each -> CfnTaskDefinition.KeyValuePairProperty.builder()
                        .name(each.getKey())
                        .value(each.getValue())
                        .build())
                .toList();
    }

    /** Only where Kafka asks for user and password. */
    private static Object credential(String which, SignalboxProcess process) {
        String key = which.toLowerCase(Locale.ROOT);
        return Fn.conditionIf(
                CellBrokers.WITH_PASSWORD,
                Map.of(
                        "Name",
                        "SIGNALBOX_KAFKA_" + which,
                        "ValueFrom",
                        Fn.sub(SECRET + password(process) + ":" + key + "::")),
                Map.of("Ref", "AWS::NoValue"));
    }

    /** The secret with username and password of a process. */
    static String password(SignalboxProcess process) {
        return "signalbox/kafka/" + process.principal().name();
    }
}
