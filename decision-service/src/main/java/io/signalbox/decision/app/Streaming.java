package io.signalbox.decision.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.decision.streams.DecisionTopology;
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

    /** A thread that fails is replaced: it restores what is stored and goes on. */
    @Produces
    @Singleton
    StreamsUncaughtExceptionHandler onFailure() {
        return failure -> {
            LOG.error("stream thread failed, it is replaced", failure);
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
        };
    }
}
