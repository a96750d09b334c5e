package io.signalbox.decision.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.decision.config.DecisionConfig;
import io.signalbox.kafka.AccessProblem;
import io.signalbox.kafka.AccessWatch;
import io.signalbox.kafka.CellAccess;
import io.signalbox.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The access to this cell's Kafka. */
@ApplicationScoped
public class KafkaAccess {

    private final CellAccess access;
    private final String bootstrap;
    private final AccessWatch watch;

    @Inject
    KafkaAccess(DecisionConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.access = CellAccess.of(
                config.cell(), config.kafka().security(), config.kafka().credentials());
        this.bootstrap = bootstrap;
        this.watch = new AccessWatch(access, bootstrap, AccessTable.decision());
    }

    @Produces
    @Singleton
    KafkaClients clients() {
        return new KafkaClients(access, bootstrap);
    }

    void start(@Observes StartupEvent event) {
        watch.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watch.close();
    }

    /** Empty while Kafka gives this service the access that it needs. */
    Optional<String> problem() {
        return watch.problem();
    }

    /** Explains the error if identity, trust or rights are its cause. */
    Optional<String> explained(@Nullable Throwable error) {
        return AccessProblem.of(error, access, Instant.now());
    }
}
