package io.signalbox.actuator.app;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows who AWS says this process is. Always up: without AWS it still watches, and other accounts may work. */
@Readiness
public class AwsIdentityHealth implements HealthCheck {

    private final AwsIdentities identities;

    AwsIdentityHealth(AwsIdentities identities) {
        this.identities = identities;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("aws-identity").up();
        identities.words().forEach(response::withData);
        return response.build();
    }
}
