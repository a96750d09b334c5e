package io.signalbox.probe.app;

import io.quarkus.arc.DefaultBean;
import io.signalbox.probe.kafka.ConsumerFactory;
import io.signalbox.probe.kafka.ProducerFactory;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Provides real Kafka clients, unless a test provides its own. */
@Singleton
class CellClients {

    @Produces
    @DefaultBean
    @Singleton
    ProducerFactory kafka(ProbeSettings settings) {
        return ProducerFactory.kafka(settings.kafka().credentials());
    }

    @Produces
    @DefaultBean
    @Singleton
    ConsumerFactory consumers(ProbeSettings settings) {
        return ConsumerFactory.kafka(settings.kafka().credentials());
    }
}
