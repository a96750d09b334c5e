package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.topology.HealthCheckName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.route53.model.HealthCheck;

/** Finds the services whose records need a health check that was deleted: Route 53 refuses every change of them. */
final class MissingChecks {

    private static final Logger LOG = Logger.getLogger(MissingChecks.class);

    private MissingChecks() {}

    /** @param end of {@link System#nanoTime} @return none if the health checks cannot be listed now, which is logged */
    static List<Service> of(List<Service> services, Route53Calls calls, long end) {
        List<Service> checked =
                services.stream().filter(service -> !ids(service).isEmpty()).toList();
        if (checked.isEmpty()) {
            return List.of();
        }
        try {
            Set<String> known = HealthCheckList.all(calls, end).stream()
                    .map(HealthCheck::id)
                    .collect(Collectors.toSet());
            return checked.stream()
                    .filter(service -> !known.containsAll(ids(service)))
                    .toList();
        } catch (ZoneUnavailableException e) {
            LOG.warnf("health checks not listed reason=%s: %s", e.cause(), e.getMessage());
            return List.of();
        }
    }

    private static Set<String> ids(Service service) {
        return service.sites().stream()
                .map(Site::healthCheck)
                .filter(Objects::nonNull)
                .filter(HealthCheckName::isId)
                .collect(Collectors.toUnmodifiableSet());
    }
}
