package io.signalbox.actuator.app;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while a topology is in force, even if its file is broken by now. */
@Readiness
public class TopologyHealth implements HealthCheck {

    private final ActuatorTopologies topologies;

    TopologyHealth(ActuatorTopologies topologies) {
        this.topologies = topologies;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("topology")
                .up()
                .withData("digest", topologies.current().digest())
                .withData("problems", topologies.problems().size())
                .build();
    }
}
