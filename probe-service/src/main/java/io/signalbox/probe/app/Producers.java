package io.signalbox.probe.app;

import io.quarkus.arc.DefaultBean;
import io.signalbox.probe.kafka.ConsumerFactory;
import io.signalbox.probe.kafka.ProducerFactory;
import io.signalbox.probe.kafka.ProducerSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Real Kafka clients, unless a test brings its own. */
@Singleton
class Producers {

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
