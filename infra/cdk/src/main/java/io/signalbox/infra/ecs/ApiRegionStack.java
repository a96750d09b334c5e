package io.signalbox.infra.ecs;

import io.signalbox.infra.stack.Network;
import io.signalbox.infra.stack.RegionStack;
import io.signalbox.infra.stack.ScaledService;
import io.signalbox.infra.stack.ServiceCertificate;
import java.util.List;
import software.amazon.awscdk.CfnParameter;
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
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The API in one region: a load balancer in two public subnets, tasks in two private ones. All regions are alike; the order of the
 * sites stands in the topology only.
 */
final class ApiRegionStack extends RegionStack {

    /** The tasks of a region that nobody has scaled: one in each availability zone. */
    private static final int LEAST_TASKS = 2;

    private static final int MOST_TASKS = 8;
    private static final int PORT = 8080;

    ApiRegionStack(Construct scope, String region, String hostname, ScaledService names) {
        super(scope, "api", region, "A load balancer and an ECS service in " + region);
        CfnParameter domain = text("DomainName", hostname, "The name of the API in this environment");
        CfnParameter image = parameter("Image", "String", "The image of the API; it listens at port " + PORT);
        Vpc network = Network.in(this, "10.0.0.0/16");
        FargateService service = service(network, names, image.getValueAsString());
        ApplicationLoadBalancer balancer = balancer(network, names.service(), domain.getValueAsString(), service);
        output("LoadBalancerName", balancer.getLoadBalancerDnsName(), "For address.alias of the topology");
        output("LoadBalancerZoneId", balancer.getLoadBalancerCanonicalHostedZoneId(), "For address.zoneId");
    }

    /** Without a number of tasks: CloudFormation would put it back while Signalbox has raised it. */
    private FargateService service(Vpc network, ScaledService names, String image) {
        Cluster cluster = Cluster.Builder.create(this, "Cluster")
                .clusterName(names.cluster())
                .vpc(network)
                .containerInsightsV2(ContainerInsights.ENABLED)
                .build();
        FargateService service = FargateService.Builder.create(this, "Service")
                .serviceName(names.service())
                .cluster(cluster)
                .taskDefinition(task(image))
                .circuitBreaker(
                        DeploymentCircuitBreaker.builder().rollback(true).build())
                .minHealthyPercent(100)
                .healthCheckGracePeriod(Duration.minutes(1))
                .build();
        service.autoScaleTaskCount(EnableScalingProps.builder()
                        .minCapacity(LEAST_TASKS)
                        .maxCapacity(MOST_TASKS)
                        .build())
                .scaleOnCpuUtilization(
                        "Load",
                        CpuUtilizationScalingProps.builder()
                                .targetUtilizationPercent(50)
                                .build());
        return service;
    }

    private FargateTaskDefinition task(String image) {
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(this, "Task")
                .cpu(256)
                .memoryLimitMiB(512)
                .build();
        LogGroup logs = LogGroup.Builder.create(this, "Logs")
                .retention(RetentionDays.ONE_MONTH)
                .build();
        task.addContainer(
                "api",
                ContainerDefinitionOptions.builder()
                        .image(ContainerImage.fromRegistry(image))
                        .portMappings(List.of(
                                PortMapping.builder().containerPort(PORT).build()))
                        .logging(LogDriver.awsLogs(AwsLogDriverProps.builder()
                                .logGroup(logs)
                                .streamPrefix("api")
                                .build()))
                        .build());
        return task;
    }

    private ApplicationLoadBalancer balancer(Vpc network, String name, String domain, FargateService service) {
        ApplicationLoadBalancer balancer = ApplicationLoadBalancer.Builder.create(this, "LoadBalancer")
                .loadBalancerName(name)
                .vpc(network)
                .internetFacing(true)
                .build();
        String certificate =
                ServiceCertificate.in(this, domain, zone().getValueAsString()).getRef();
        ApplicationListener listener = balancer.addListener(
                "Https",
                BaseApplicationListenerProps.builder()
                        .port(443)
                        .sslPolicy(SslPolicy.RECOMMENDED_TLS)
                        .certificates(List.of(ListenerCertificate.fromArn(certificate)))
                        .build());
        listener.addTargets(
                "Tasks",
                AddApplicationTargetsProps.builder()
                        .port(PORT)
                        .protocol(ApplicationProtocol.HTTP)
                        .targets(List.of(service))
                        .deregistrationDelay(Duration.seconds(30))
                        .healthCheck(HealthCheck.builder()
                                .path("/healthz")
                                .interval(Duration.seconds(10))
                                .build())
                        .build());
        return balancer;
    }
}
