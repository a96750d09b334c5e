package io.signalbox.decision.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.decision.config.DecisionTopologies;
import io.signalbox.decision.streams.DecisionTopology;
import io.signalbox.decision.streams.Heartbeat;
import io.signalbox.decision.streams.IntakeMetrics;
import io.signalbox.decision.streams.StoredPartitions;
import io.signalbox.decision.view.LiveEvidence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Stage 1 with threads of its own, so that counting many observations delays no decision. Stage 2 is run by Quarkus; this has the same
 * settings.
 */
@ApplicationScoped
public class EvidenceStreams {

    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final TopicsGate gate;

    @Inject
    EvidenceStreams(
            StreamsConfig config,
            DecisionTopologies topologies,
            LiveEvidence live,
            IntakeMetrics intake,
            ObservationEnds ends,
            Heartbeat heartbeat,
            TopicsGate gate,
            KafkaAccess access,
            MeterRegistry metrics) {
        this.gate = gate;
        var settings = new Properties();
        settings.putAll(config.originals());
        settings.put(
                StreamsConfig.APPLICATION_ID_CONFIG,
                StoredPartitions.stageOne(config.getString(StreamsConfig.APPLICATION_ID_CONFIG)));
        streams = new KafkaStreams(
                DecisionTopology.evidence(topologies, live, intake, ends, heartbeat, gate, metrics), settings);
        streams.setUncaughtExceptionHandler(Streaming.onFailure("evidence", heartbeat, access));
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("evidence").start(() -> {
            gate.await();
            streams.start();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        streams.close(END_LIMIT);
    }

    KafkaStreams streams() {
        return streams;
    }
}
