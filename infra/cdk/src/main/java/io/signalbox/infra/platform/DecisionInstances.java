package io.signalbox.infra.platform;

import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.servicediscovery.CfnPrivateDnsNamespace;

/** Two instances of decision-service, each with a name at which the other one reaches it, and one address of the API for both. */
final class DecisionInstances {

    static final int API = 8080;
    static final int MANAGEMENT = 9000;

    private static final String DOMAIN = "signalbox.internal";
    private static final List<String> INSTANCES = List.of("decision-1", "decision-2");

    private DecisionInstances() {}

    static void add(SignalboxStack stack, String region, Surroundings around, CellBrokers kafka) {
        CfnParameter clients = stack.apiClients();
        CfnSecurityGroup entrance = group(around, "Entrance", "The API of Signalbox", clients.getValueAsString());
        CfnSecurityGroup inside = CfnSecurityGroup.Builder.create(around.scope(), "DecisionGroup")
                .groupDescription("signalbox decision-service")
                .vpcId(around.network())
                .build();
        allow(around, "FromEntrance", inside, entrance, API);
        allow(around, "HealthFromEntrance", inside, entrance, MANAGEMENT);
        allow(around, "FromEachOther", inside, inside, API);

        var balancer = new ApiBalancer(around, entrance, stack.apiCertificate().getValueAsString());
        CfnPrivateDnsNamespace names = CfnPrivateDnsNamespace.Builder.create(around.scope(), "Names")
                .name(DOMAIN)
                .vpc(around.network())
                .build();
        ProcessRoles roles = ProcessRoles.of(around, kafka, process(region, INSTANCES.getFirst()));
        for (String instance : INSTANCES) {
            SignalboxProcess process = process(region, instance);
            CfnService service = FargateProcess.add(around, kafka, process, roles, inside);
            service.setServiceRegistries(List.of(InstanceName.of(around, names, process)));
            service.setLoadBalancers(List.of(balancer.target(process)));
            service.setHealthCheckGracePeriodSeconds(120);
            service.addDependency(balancer.listener());
        }
        stack.apiAddress(balancer.name());
    }

    private static SignalboxProcess process(String region, String instance) {
        return Processes.decision(region, instance, instance + "." + DOMAIN + ":" + API);
    }

    private static CfnSecurityGroup group(Surroundings around, String id, String what, String clients) {
        return CfnSecurityGroup.Builder.create(around.scope(), id)
                .groupDescription(what)
                .vpcId(around.network())
                .securityGroupIngress(List.of(CfnSecurityGroup.IngressProperty.builder()
                        .ipProtocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .cidrIp(clients)
                        .build()))
                .build();
    }

    private static void allow(Surroundings around, String id, CfnSecurityGroup group, CfnSecurityGroup from, int port) {
        CfnSecurityGroupIngress.Builder.create(around.scope(), id)
                .groupId(group.getAttrGroupId())
                .sourceSecurityGroupId(from.getAttrGroupId())
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .build();
    }
}
