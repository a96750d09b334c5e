package io.signalbox.decision.app;

import io.signalbox.decision.streams.Heartbeat;
import io.signalbox.decision.streams.IntakeMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Health of the streams: ready while the tasks of this instance make progress, not live when the streams have stopped. */
@ApplicationScoped
public class StreamsHealth {

    private final KafkaStreams streams;
    private final KafkaStreams evidence;
    private final Heartbeat heartbeat;
    private final IntakeMetrics intake;
    private final TopicsGate gate;
    private final KafkaAccess access;

    @Inject
    StreamsHealth(
            KafkaStreams streams,
            EvidenceStreams evidence,
            Heartbeat heartbeat,
            IntakeMetrics intake,
            TopicsGate gate,
            KafkaAccess access) {
        this.access = access;
        this.streams = streams;
        this.evidence = evidence.streams();
        this.heartbeat = heartbeat;
        this.intake = intake;
        this.gate = gate;
    }

    @Produces
    @Liveness
    HealthCheck live() {
        return () -> response(
                "streams-alive",
                !streams.state().hasCompletedShutdown() && !evidence.state().hasCompletedShutdown());
    }

    /**
     * Ready only while running or rebalancing without problems. A standby has no task and is ready; so is an instance that counts a
     * part of the observations: its verdicts are right.
     */
    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> {
            var troubles = new ArrayList<>(gate.problems());
            troubles.addAll(heartbeat.troubles(Instant.now()));
            access.problem().ifPresent(troubles::add);
            return HealthCheckResponse.named("streams-running")
                    .status(isRunning(streams) && isRunning(evidence) && troubles.isEmpty())
                    .withData("state", streams.state().name())
                    .withData("evidence", evidence.state().name())
                    .withData("troubles", String.join("; ", troubles))
                    .withData("counted-partly", partly())
                    .build();
        };
    }

    /** The partitions of which only a part is counted, because there are more observations than this instance can read. */
    private String partly() {
        return intake.shedding().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static boolean isRunning(KafkaStreams one) {
        return one.state().isRunningOrRebalancing();
    }

    private HealthCheckResponse response(String name, boolean up) {
        return HealthCheckResponse.named(name)
                .status(up)
                .withData("state", streams.state().name())
                .build();
    }
}
