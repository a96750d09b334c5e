package io.signalbox.decision.app;

import io.signalbox.decision.streams.Heartbeat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Whether decisions are made here, or could be at any moment: ready while tasks make progress, dead when the streams have given up. */
@ApplicationScoped
public class StreamsHealth {

    private final KafkaStreams streams;
    private final Heartbeat heartbeat;
    private final TopicsGate gate;

    @Inject
    StreamsHealth(KafkaStreams streams, Heartbeat heartbeat, TopicsGate gate) {
        this.streams = streams;
        this.heartbeat = heartbeat;
        this.gate = gate;
    }

    @Produces
    @Liveness
    HealthCheck live() {
        return () -> response("streams-alive", !streams.state().hasCompletedShutdown());
    }

    /** Running is not enough: what it does must come to something. A standby has no task, and is ready to get one. */
    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> {
            var troubles = new ArrayList<>(gate.problems());
            troubles.addAll(heartbeat.troubles(Instant.now()));
            return HealthCheckResponse.named("streams-running")
                    .status(streams.state().isRunningOrRebalancing() && troubles.isEmpty())
                    .withData("state", streams.state().name())
                    .withData("troubles", String.join("; ", troubles))
                    .build();
        };
    }

    private HealthCheckResponse response(String name, boolean up) {
        return HealthCheckResponse.named(name)
                .status(up)
                .withData("state", streams.state().name())
                .build();
    }
}
