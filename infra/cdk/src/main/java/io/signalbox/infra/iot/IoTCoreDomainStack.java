package io.signalbox.infra.iot;

import io.signalbox.infra.stack.OfflineStack;
import io.signalbox.infra.stack.ServiceCertificate;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.certificatemanager.CfnCertificate;
import software.amazon.awscdk.services.iot.CfnDomainConfiguration;
import software.amazon.awscdk.services.iot.CfnPolicy;
import software.constructs.Construct;

/**
 * The devices' domain in a region, and nothing else of the platform. It is the same in all regions: none knows whether it is the
 * primary one. The record that leads to the region is Signalbox's.
 */
public final class IoTCoreDomainStack extends OfflineStack {

    /** @param probeClient what the client ids of Signalbox's probes begin with */
    IoTCoreDomainStack(Construct scope, String hostname, String probeClient) {
        super(scope, "iot-core-domain", "The devices' domain in one region: deploy it in every region of the topology");
        String zoneId = zone().getValueAsString();
        CfnParameter domain = text("DeviceDomain", hostname, "The name that devices connect to");
        domain(domain.getValueAsString(), zoneId);
        probePolicy(probeClient);
        software.amazon.awscdk.services.ssm.CfnParameter.Builder.create(this, "DomainParameter")
                .name("/iot/domain")
                .type("String")
                .description("The devices' domain, for the other stacks of the platform")
                .value(domain.getValueAsString())
                .build();
    }

    private void domain(String name, String zoneId) {
        CfnCertificate certificate = ServiceCertificate.in(this, name, zoneId);
        CfnDomainConfiguration configuration = CfnDomainConfiguration.Builder.create(this, "Domain")
                .domainName(name)
                .domainConfigurationStatus("ENABLED")
                .serviceType("DATA")
                .serverCertificateArns(List.of(certificate.getRef()))
                .tlsConfig(CfnDomainConfiguration.TlsConfigProperty.builder()
                        .securityPolicy("IoTSecurityPolicy_TLS13_1_2_2022_10")
                        .build())
                .build();
        output("DomainConfigurationArn", configuration.getAttrArn(), "The domain configuration of this region");
    }

    /** For the certificate with which Signalbox's probes connect: they may connect, and do nothing else. */
    private void probePolicy(String client) {
        CfnPolicy.Builder.create(this, "ProbePolicy")
                .policyName("signalbox-probe")
                .policyDocument(Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(Map.of(
                                "Effect",
                                "Allow",
                                "Action",
                                "iot:Connect",
                                "Resource",
                                Fn.sub("arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:client/" + client
                                        + "*")))))
                .build();
    }
}
