package io.signalbox.decision.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.decision.streams.DecisionTopology;
import io.signalbox.decision.streams.NewerStateException;
import io.signalbox.decision.view.LiveEvidence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/** Gives Kafka Streams its topology. */
@ApplicationScoped
public class Streaming {

    private static final Logger LOG = Logger.getLogger(Streaming.class);

    /** No client proxy: Kafka Streams reads the fields of what it is given. */
    @Produces
    @Singleton
    Topology topology(Topologies topologies, LiveEvidence live, MeterRegistry metrics) {
        return DecisionTopology.build(topologies, topologies.cell(), live, metrics);
    }

    /**
     * A thread that fails is replaced: it restores what is stored and goes on. What a newer version has stored is not touched:
     * this instance ends, and is not live any more.
     */
    @Produces
    @Singleton
    StreamsUncaughtExceptionHandler onFailure() {
        return failure -> {
            if (refused(failure)) {
                LOG.error("nothing is decided by this instance: it refuses to go on with what is there", failure);
                return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            LOG.error("stream thread failed, it is replaced", failure);
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
        };
    }

    private static boolean refused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NewerStateException) {
                return true;
            }
        }
        return false;
    }
}
