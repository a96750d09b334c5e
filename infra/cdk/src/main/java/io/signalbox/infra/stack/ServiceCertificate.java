package io.signalbox.infra.stack;

import java.util.List;
import software.amazon.awscdk.services.certificatemanager.CfnCertificate;
import software.constructs.Construct;

/** A certificate of a region for a name. The same record of the zone validates that of every region. */
public final class ServiceCertificate {

    private ServiceCertificate() {}

    public static CfnCertificate in(Construct scope, String hostname, String zoneId) {
        return CfnCertificate.Builder.create(scope, "Certificate")
                .domainName(hostname)
                .validationMethod("DNS")
                .domainValidationOptions(List.of(CfnCertificate.DomainValidationOptionProperty.builder()
                        .domainName(hostname)
                        .hostedZoneId(zoneId)
                        .build()))
                .build();
    }
}
