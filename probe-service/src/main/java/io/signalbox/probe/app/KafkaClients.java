package io.signalbox.probe.app;

import io.quarkus.arc.DefaultBean;
import io.signalbox.probe.kafka.ConsumerFactory;
import io.signalbox.probe.kafka.ProducerFactory;
import io.signalbox.probe.kafka.ProducerSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Provides real Kafka clients, unless a test provides its own. */
@Singleton
class KafkaClients {

    @Produces
    @DefaultBean
    @Singleton
    ProducerFactory kafka() {
        return ProducerSettings::producer;
    }

    @Produces
    @DefaultBean
    @Singleton
    ConsumerFactory consumers() {
        return ConsumerFactory::kafka;
    }
}
