package io.signalbox.actuator.app;

import io.quarkus.runtime.StartupEvent;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks up every zone at the start, so that the first switch does not have to. */
@Singleton
public class ZoneWarmUp {

    private static final Logger LOG = Logger.getLogger(ZoneWarmUp.class);

    private final DnsProvider provider;
    private final ActuatorTopologies topologies;

    ZoneWarmUp(DnsProvider provider, ActuatorTopologies topologies) {
        this.provider = provider;
        this.topologies = topologies;
    }

    void begin(@Observes StartupEvent start) {
        List<Service> services = topologies.current().services();
        Thread.ofVirtual().name("warm-up").start(() -> {
            services.stream()
                    .collect(Collectors.toMap(service -> service.dns().zone(), Service::hostname, (one, _) -> one))
                    .forEach(this::lookUp);
            // The ids of all health checks are looked up when one is needed.
            services.stream()
                    .filter(service -> service.dns().routing() == Dns.Routing.FAILOVER)
                    .findFirst()
                    .ifPresent(service -> lookUp(service.dns().zone(), service.hostname()));
        });
    }

    private void lookUp(String zone, String name) {
        try {
            var _ = provider.zone(zone, StepExecutor.LIMIT).records(name);
        } catch (ZoneUnavailableException e) {
            LOG.warnf("zone not reached yet zone=%s reason=%s: %s", zone, e.cause(), e.getMessage());
        }
    }
}
