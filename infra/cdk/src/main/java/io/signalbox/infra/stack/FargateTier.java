package io.signalbox.infra.stack;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** An ECS service on Fargate in private subnets. */
public final class FargateTier {

    /** Where its container listens. */
    public static final int PORT = 8080;

    private static final int MOST_TASKS = 8;

    private FargateTier() {}

    /**
     * Without a number of tasks: CloudFormation would put it back while Signalbox has raised it.
     *
     * @param leastTasks the minimum of the scalable target while nobody has raised it
     */
    public static FargateService in(Construct scope, Vpc network, ScaledService names, String image, int leastTasks) {
        Cluster cluster = Cluster.Builder.create(scope, "Cluster")
                .clusterName(names.cluster())
                .vpc(network)
                .containerInsightsV2(ContainerInsights.ENABLED)
                .build();
        FargateService service = FargateService.Builder.create(scope, "Service")
                .serviceName(names.service())
                .cluster(cluster)
                .taskDefinition(task(scope, names.service(), image))
                .circuitBreaker(
                        DeploymentCircuitBreaker.builder().rollback(true).build())
                .minHealthyPercent(100)
                .healthCheckGracePeriod(Duration.minutes(1))
                .build();
        service.autoScaleTaskCount(EnableScalingProps.builder()
                        .minCapacity(leastTasks)
                        .maxCapacity(MOST_TASKS)
                        .build())
                .scaleOnCpuUtilization(
                        "Load",
                        CpuUtilizationScalingProps.builder()
                                .targetUtilizationPercent(50)
                                .build());
        return service;
    }

    private static FargateTaskDefinition task(Construct scope, String name, String image) {
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(scope, "Task")
                .cpu(256)
                .memoryLimitMiB(512)
                .build();
        LogGroup logs = LogGroup.Builder.create(scope, "Logs")
                .retention(RetentionDays.ONE_MONTH)
                .build();
        task.addContainer(
                name,
                ContainerDefinitionOptions.builder()
                        .image(ContainerImage.fromRegistry(image))
                        .portMappings(List.of(
                                PortMapping.builder().containerPort(PORT).build()))
                        .logging(LogDriver.awsLogs(AwsLogDriverProps.builder()
                                .logGroup(logs)
                                .streamPrefix(name)
                                .build()))
                        .build());
        return task;
    }
}
