package io.signalbox.infra.platform;

import java.util.List;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnTargetGroup;

/** An internal load balancer, which ends TLS, before the API of both instances. */
final class ApiBalancer {

    private final CfnLoadBalancer balancer;
    private final CfnTargetGroup targets;
    private final CfnListener listener;

    ApiBalancer(Surroundings around, CfnSecurityGroup entrance, String certificate) {
        this.balancer = CfnLoadBalancer.Builder.create(around.scope(), "ApiBalancer")
                .name("signalbox-api")
                .type("application")
                .scheme("internal")
                .subnets(around.subnets())
                .securityGroups(List.of(entrance.getAttrGroupId()))
                .build();
        this.targets = CfnTargetGroup.Builder.create(around.scope(), "ApiTargets")
                .targetType("ip")
                .protocol("HTTP")
                .port(DecisionInstances.API)
                .vpcId(around.network())
                .healthCheckPort(String.valueOf(DecisionInstances.MANAGEMENT))
                .healthCheckPath("/q/health/ready")
                .healthCheckIntervalSeconds(10)
                .build();
        this.listener = CfnListener.Builder.create(around.scope(), "ApiListener")
                .loadBalancerArn(balancer.getRef())
                .port(443)
                .protocol("HTTPS")
                .sslPolicy("ELBSecurityPolicy-TLS13-1-2-2021-06")
                .certificates(List.of(CfnListener.CertificateProperty.builder()
                        .certificateArn(certificate)
                        .build()))
                .defaultActions(List.of(CfnListener.ActionProperty.builder()
                        .type("forward")
                        .targetGroupArn(targets.getRef())
                        .build()))
                .build();
    }

    CfnService.LoadBalancerProperty target(SignalboxProcess process) {
        return CfnService.LoadBalancerProperty.builder()
                .containerName(process.service())
                .containerPort(DecisionInstances.API)
                .targetGroupArn(targets.getRef())
                .build();
    }

    CfnListener listener() {
        return listener;
    }

    String name() {
        return balancer.getAttrDnsName();
    }
}
