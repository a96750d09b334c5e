package io.signalbox.decision.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Whether decisions are made here, or could be at any moment: ready while the streams run, dead when they have given up. */
@ApplicationScoped
public class StreamsHealth {

    private final KafkaStreams streams;

    @Inject
    StreamsHealth(KafkaStreams streams) {
        this.streams = streams;
    }

    @Produces
    @Liveness
    HealthCheck live() {
        return () -> response("streams-alive", !streams.state().hasCompletedShutdown());
    }

    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> response("streams-running", streams.state().isRunningOrRebalancing());
    }

    private HealthCheckResponse response(String name, boolean up) {
        return HealthCheckResponse.named(name)
                .status(up)
                .withData("state", streams.state().name())
                .build();
    }
}
