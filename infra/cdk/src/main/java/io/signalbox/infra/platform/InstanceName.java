package io.signalbox.infra.platform;

import java.util.List;
import software.amazon.awscdk.services.ecs.CfnService.ServiceRegistryProperty;
import software.amazon.awscdk.services.servicediscovery.CfnPrivateDnsNamespace;
import software.amazon.awscdk.services.servicediscovery.CfnService;

/** The name of a task inside of its network. */
final class InstanceName {

    private InstanceName() {}

    static ServiceRegistryProperty of(Surroundings around, CfnPrivateDnsNamespace names, SignalboxProcess process) {
        CfnService name = CfnService.Builder.create(around.scope(), process.id() + "Name")
                .name(process.name())
                .namespaceId(names.getAttrId())
                .dnsConfig(CfnService.DnsConfigProperty.builder()
                        .dnsRecords(List.of(CfnService.DnsRecordProperty.builder()
                                .type("A")
                                .ttl(10)
                                .build()))
                        .build())
                .healthCheckCustomConfig(CfnService.HealthCheckCustomConfigProperty.builder()
                        .failureThreshold(1)
                        .build())
                .build();
        return ServiceRegistryProperty.builder().registryArn(name.getAttrArn()).build();
    }
}
