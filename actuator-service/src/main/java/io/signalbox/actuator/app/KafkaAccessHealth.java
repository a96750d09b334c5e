package io.signalbox.actuator.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.kafka.AccessWatch;
import io.signalbox.kafka.CellAccess;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Kafka gives this service the access that it needs; always, if Kafka is open. */
@Readiness
@ApplicationScoped
public class KafkaAccessHealth implements HealthCheck {

    private final AccessWatch watch;

    KafkaAccessHealth(
            ActuatorSettings settings,
            @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "localhost:9092") String bootstrap) {
        watch = new AccessWatch(
                CellAccess.of(
                        settings.cell(),
                        settings.kafka().security(),
                        settings.kafka().credentials()),
                bootstrap,
                AccessTable.actuator());
    }

    void start(@Observes StartupEvent event) {
        watch.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watch.close();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kafka-access")
                .status(watch.problem().isEmpty())
                .withData("problem", watch.problem().orElse(""))
                .build();
    }
}
