package io.signalbox.probe.app;

import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one registry of this service: by default Quarkus gives each who asks a registry of their own. */
@Singleton
class Metrics {

    @Produces
    @Singleton
    CollectorRegistry collectors() {
        return new CollectorRegistry(true);
    }
}
