package io.signalbox.decision.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.name.CellName;
import io.signalbox.decision.config.DecisionConfig;
import io.signalbox.decision.config.DecisionTopologies;
import io.signalbox.decision.streams.DecisionTopology;
import io.signalbox.decision.streams.FleetStore;
import io.signalbox.decision.streams.Heartbeat;
import io.signalbox.decision.streams.IntakeMetrics;
import io.signalbox.decision.streams.NewerStateException;
import io.signalbox.decision.view.StoredFleet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Gives Kafka Streams the topology of stage 2, and how to go on after a failure. */
@ApplicationScoped
public class Streaming {

    private static final Logger LOG = Logger.getLogger(Streaming.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Not a client proxy: Kafka Streams reads the fields of the object. */
    @Produces
    @Singleton
    Topology topology(DecisionTopologies topologies, Heartbeat heartbeat, TopicsGate gate, MeterRegistry metrics) {
        return DecisionTopology.decision(topologies, topologies.cell(), heartbeat, gate, metrics);
    }

    @Produces
    @Singleton
    StoredFleet storedFleet(@ConfigProperty(name = "quarkus.kafka-streams.application-id") String applicationId) {
        return new StoredFleet(FleetStore.topic(applicationId), FleetStore.KEY, FleetStore::read);
    }

    @Produces
    @Singleton
    Heartbeat heartbeat(MeterRegistry metrics, DecisionConfig config) {
        return new Heartbeat(metrics, new CellName(config.cell()));
    }

    @Produces
    @Singleton
    IntakeMetrics intake(MeterRegistry metrics) {
        return new IntakeMetrics(metrics);
    }

    /**
     * A failed thread is replaced; the new one restores the stored state. With misconfigured topics, or with
     * state of a newer version, the streams stop instead, and this instance is no longer live.
     */
    @Produces
    @Singleton
    StreamsUncaughtExceptionHandler onFailure(Heartbeat heartbeat, KafkaAccess access) {
        return onFailure("decision", heartbeat, access);
    }

    static StreamsUncaughtExceptionHandler onFailure(String stage, Heartbeat heartbeat, KafkaAccess access) {
        return failure -> {
            heartbeat.failed(stage, Instant.now());
            if (refused(failure)) {
                LOG.error("this instance decides nothing: it cannot use the topics as they are", failure);
                return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            access.explained(failure)
                    .ifPresentOrElse(
                            Streaming::refusedByKafka,
                            () -> LOG.error("stream thread failed, it is replaced", failure));
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
        };
    }

    /** The next thread would be refused at once, and so on. */
    private static void refusedByKafka(String reason) {
        LOG.errorf("stream thread failed, it is replaced in %s reason=\"%s\"", PAUSE, reason);
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean refused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NewerStateException || cause instanceof TopicsGate.WrongTopicsException) {
                return true;
            }
        }
        return false;
    }
}
