package io.signalbox.infra.ecs;

import io.signalbox.infra.stack.FargateTier;
import io.signalbox.infra.stack.RegionStack;
import io.signalbox.infra.stack.ScaledService;
import io.signalbox.infra.stack.ServiceCertificate;
import io.signalbox.infra.stack.VpcNetwork;
import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.constructs.Construct;

/**
 * The API in one region: a load balancer in two public subnets, tasks in two private ones. All regions are alike; the order of the
 * sites stands in the topology only.
 */
final class ApiRegionStack extends RegionStack {

    /** The tasks of a region that nobody has scaled: one in each availability zone. */
    private static final int LEAST_TASKS = 2;

    ApiRegionStack(Construct scope, String region, String hostname, ScaledService names) {
        super(scope, "api", region, "A load balancer and an ECS service in " + region);
        CfnParameter domain = text("DomainName", hostname, "The name of the API in this environment");
        CfnParameter image =
                parameter("Image", "String", "The image of the API; it listens at port " + FargateTier.PORT);
        Vpc network = VpcNetwork.in(this, "10.0.0.0/16");
        FargateService service = FargateTier.in(this, network, names, image.getValueAsString(), LEAST_TASKS);
        ApplicationLoadBalancer balancer = balancer(network, names.service(), domain.getValueAsString(), service);
        output("LoadBalancerName", balancer.getLoadBalancerDnsName(), "For address.alias of the topology");
        output("LoadBalancerZoneId", balancer.getLoadBalancerCanonicalHostedZoneId(), "For address.zoneId");
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
                        .port(FargateTier.PORT)
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
