package io.signalbox.actuator.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Finds the names that AWS does not let the actuator change, and those whose health checks do not exist. So a person
 * learns of them before a move, and they do not delay other names during one. Runs at the start, when names are added
 * or removed, and once an hour.
 */
@Singleton
public class PermissionChecks {

    private static final Logger LOG = Logger.getLogger(PermissionChecks.class);
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Route53Accounts route53;
    private final ActuatorTopologies topologies;
    private final InstantSource clock;
    private final Map<String, Set<String>> denied = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> unchecked = new ConcurrentHashMap<>();
    private Set<String> checked = Set.of();
    private Instant next = Instant.MIN;

    PermissionChecks(
            Route53Accounts route53, ActuatorTopologies topologies, InstantSource clock, MeterRegistry meters) {
        this.route53 = route53;
        this.topologies = topologies;
        this.clock = clock;
        Gauge.builder("signalbox.route53.denied.names", denied, PermissionChecks::count)
                .description("Services whose names AWS does not let the actuator change")
                .register(meters);
        Gauge.builder("signalbox.route53.missing.checks", unchecked, PermissionChecks::count)
                .description("Services whose records need health checks that do not exist")
                .register(meters);
    }

    private static double count(Map<String, Set<String>> found) {
        return found.values().stream().mapToInt(Set::size).sum();
    }

    /** A zone that could not be checked is tried again in the next round. */
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        Map<String, List<Service>> zones = topologies.current().services().stream()
                .filter(service -> service.dns().provider() == Dns.Provider.ROUTE53)
                .collect(Collectors.groupingBy(service -> service.dns().zone()));
        Set<String> names = zones.values().stream()
                .flatMap(List::stream)
                .map(Service::hostname)
                .collect(Collectors.toSet());
        Instant now = clock.instant();
        if (names.equals(checked) && now.isBefore(next)) {
            return;
        }
        denied.keySet().retainAll(zones.keySet());
        unchecked.keySet().retainAll(zones.keySet());
        if (zones.entrySet().stream()
                        .filter(zone -> !check(zone.getKey(), zone.getValue()))
                        .count()
                == 0) {
            checked = names;
            next = now.plus(AGAIN);
        }
    }

    /** @return false if it could not be found out now */
    private boolean check(String zone, List<Service> services) {
        try {
            var found = route53.of(services.getFirst().dns().role()).refusals(zone, services, PAUSE);
            found.ifPresent(refusals -> {
                noteDenied(zone, names(refusals.denied()));
                noteUnchecked(zone, names(refusals.unchecked()));
            });
            return found.isPresent();
        } catch (ZoneUnavailableException e) {
            LOG.debugf("permissions not checked zone=%s reason=%s: %s", zone, e.cause(), e.getMessage());
            return false;
        }
    }

    private static Set<String> names(List<Service> services) {
        return services.stream().map(service -> service.name().value()).collect(Collectors.toSet());
    }

    private void noteUnchecked(String zone, Set<String> names) {
        Set<String> before = unchecked.put(zone, names);
        if (!names.isEmpty() && !names.equals(before)) {
            LOG.errorf("health checks of the records of these services do not exist zone=%s services=%s", zone, names);
        } else if (names.isEmpty() && before != null && !before.isEmpty()) {
            LOG.infof("all health checks of records exist again zone=%s", zone);
        }
    }

    private void noteDenied(String zone, Set<String> names) {
        Set<String> before = denied.put(zone, names);
        if (!names.isEmpty() && !names.equals(before)) {
            LOG.errorf(
                    "AWS does not let the actuator change the names of these services zone=%s services=%s",
                    zone, names);
        } else if (names.isEmpty() && before != null && !before.isEmpty()) {
            LOG.infof("AWS lets the actuator change all names again zone=%s", zone);
        }
    }
}
