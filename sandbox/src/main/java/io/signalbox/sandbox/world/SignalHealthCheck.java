package io.signalbox.sandbox.world;

import io.signalbox.contract.dns.SignalObject;
import io.signalbox.sandbox.aws.HealthCheckConfig;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.cloud.RecoveryControl;
import io.signalbox.sandbox.s3.S3;
import java.util.Optional;

/** The bucket for the signal object, and the Route 53 health check that reads it, or that of a routing control. */
final class SignalHealthCheck {

    private SignalHealthCheck() {}

    /** @return the health check's id; empty when the plan has no signal */
    static Optional<String> check(WorldPlan plan, Route53 route53, S3 s3, RecoveryControl controls) {
        if (plan.routing().equals(WorldPlan.CONTROLS)) {
            s3.createBucket(WorldLayout.SIGNAL.bucket());
            return Optional.of(SignalRoutingControls.check(route53, controls));
        }
        if (!plan.routing().equals(WorldPlan.SIGNAL)) {
            return Optional.empty();
        }
        SignalObject signal = WorldLayout.SIGNAL;
        s3.makePublic(signal.bucket(), signal.key());
        String path = "/" + signal.bucket() + "/" + signal.key();
        return Optional.of(route53.healthChecks()
                .put(HealthCheckConfig.inverted(s3.endpoint().getPort(), path)));
    }
}
