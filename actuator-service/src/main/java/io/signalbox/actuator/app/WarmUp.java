package io.signalbox.actuator.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.credentials.CallerIdentity;
import io.signalbox.actuator.credentials.ProcessCredentials;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Work;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks up every zone at the start, so that the first switch need not, and tells early when credentials are wrong. */
@Singleton
public class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private final DnsProvider provider;
    private final ActuatorTopologies topologies;
    private final ProcessCredentials credentials;
    private final MeterRegistry meters;

    WarmUp(DnsProvider provider, ActuatorTopologies topologies, ProcessCredentials credentials, MeterRegistry meters) {
        this.provider = provider;
        this.topologies = topologies;
        this.credentials = credentials;
        this.meters = meters;
    }

    void begin(@Observes StartupEvent start) {
        List<Service> services = topologies.current().services();
        if (services.stream().anyMatch(WarmUp::needsAws)) {
            Thread.ofVirtual().name("aws-identity").start(this::tellIdentity);
        }
        Thread.ofVirtual().name("warm-up").start(() -> {
            services.stream()
                    .collect(Collectors.toMap(service -> service.dns().zone(), Service::hostname, (one, _) -> one))
                    .forEach(this::lookUp);
            // Which id a health check has is looked up for all of them when one is met.
            services.stream()
                    .filter(service -> service.dns().routing() == Dns.Routing.FAILOVER)
                    .findFirst()
                    .ifPresent(service -> lookUp(service.dns().zone(), service.hostname()));
        });
    }

    private static boolean needsAws(Service service) {
        return service.dns().provider() == Dns.Provider.ROUTE53
                || service.plans().stages().values().stream()
                        .flatMap(List::stream)
                        .flatMap(stage -> stage.steps().stream())
                        .anyMatch(step -> step.work() instanceof Work.Act(var action)
                                && !action.needs().isEmpty());
    }

    private void tellIdentity() {
        switch (CallerIdentity.of(credentials, AwsTransport::sts)) {
            case CallerIdentity.Known(String account, String arn) -> {
                LOG.infof("AWS identity account=%s arn=%s source=%s", account, arn, credentials.source());
                meters.gauge("signalbox.aws.identity", Tags.of("account", account, "arn", arn), 1);
            }
            case CallerIdentity.Unknown(String reason) -> LOG.errorf("no AWS identity reason=%s", reason);
        }
    }

    private void lookUp(String zone, String name) {
        try {
            var _ = provider.zone(zone, StepExecutor.LIMIT).records(name);
        } catch (ZoneUnavailableException e) {
            LOG.warnf("zone not reached yet zone=%s reason=%s: %s", zone, e.cause(), e.getMessage());
        }
    }
}
