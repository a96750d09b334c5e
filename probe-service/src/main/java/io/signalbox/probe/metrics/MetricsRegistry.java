package io.signalbox.probe.metrics;

import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The only registry of this service: by default Quarkus creates one per injection point. */
@Singleton
class MetricsRegistry {

    @Produces
    @Singleton
    CollectorRegistry collectors() {
        return new CollectorRegistry(true);
    }
}
