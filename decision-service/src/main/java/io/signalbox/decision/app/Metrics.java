package io.signalbox.decision.app;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.app.GaugeCollector.Labels;
import io.signalbox.decision.config.DecisionConfig;
import io.signalbox.decision.config.DecisionTopologies;
import io.signalbox.decision.view.FleetView;
import io.signalbox.decision.view.Views;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The states as gauges, the same from every instance. They are computed for each scrape: nothing is kept in between,
 * however many services there are.
 */
// The platform's registry rests on Prometheus' former client, which is deprecated as a whole; when it moves on, so does
// this.
@SuppressWarnings("deprecation")
@ApplicationScoped
public class Metrics {

    private final Views views;
    private final DecisionTopologies topologies;
    private final int servicesInFull;
    private final PrometheusMeterRegistry registry;

    @Inject
    Metrics(Views views, DecisionTopologies topologies, DecisionConfig config, PrometheusMeterRegistry registry) {
        this.views = views;
        this.servicesInFull = config.view().metricsInFull();
        this.topologies = topologies;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        registry.getPrometheusRegistry()
                .register(new States(views, topologies, servicesInFull, InstantSource.system()));
    }

    /** One scrape. */
    static final class States extends Collector {

        private final Views views;
        private final Supplier<Topology> topology;
        private final int servicesInFull;
        private final InstantSource clock;

        /** @param servicesInFull with more services, only exceptional values are exported */
        States(Views views, Supplier<Topology> topology, int servicesInFull, InstantSource clock) {
            this.views = views;
            this.topology = topology;
            this.servicesInFull = servicesInFull;
            this.clock = clock;
        }

        @Override
        public List<MetricFamilySamples> collect() {
            Instant now = clock.instant();
            Topology current = topology.get();
            Map<ServiceName, List<TimeWindow>> windows = current.services().stream()
                    .filter(service -> !service.maintenance().isEmpty())
                    .collect(Collectors.toMap(Service::name, Service::maintenance));
            List<ServiceStatus> states = views.states().toList();
            var families = new GaugeCollector(states.size() > servicesInFull);
            for (ServiceStatus status : states) {
                ServiceGauges.add(families, status, now);
                HoldGauges.maintenance(
                        families,
                        Stream.concat(
                                current.governor().maintenance().stream(),
                                windows.getOrDefault(status.service(), List.of()).stream()),
                        status.service(),
                        now);
                status.sites().forEach(site -> SiteGauges.add(families, status, site, now));
            }
            HoldGauges.expired(families, views.expiredHolds());
            FleetView.Brake brake = views.fleet().brake();
            families.add(
                    "signalbox_brake_on",
                    "1 while failures look like those of the observers, or of everything at once",
                    Labels.NONE,
                    brake == null ? 0.0 : 1.0);
            families.add(
                    "signalbox_brake_holds",
                    "1 while the brake holds automatic moves for an approver",
                    Labels.NONE,
                    brake == null || brake.offBy() != null ? 0.0 : 1.0);
            return families.done();
        }
    }
}
