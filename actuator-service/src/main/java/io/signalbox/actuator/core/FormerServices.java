package io.signalbox.actuator.core;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Earlier descriptions of services. Each is kept for as long as a plan made with it may take, its {@code planDeadline}. In
 * memory only: after a restart none is known. Thread-safe.
 */
public final class FormerServices {

    private record Kept(Service service, String digest, Instant until) {}

    private final InstantSource clock;
    private final Map<ServiceName, List<Kept>> kept = new HashMap<>();

    public FormerServices(InstantSource clock) {
        this.clock = clock;
    }

    /** Another topology has come into force. */
    public synchronized void replaced(Topology before, Topology after) {
        Instant now = clock.instant();
        kept.values().forEach(descriptions -> descriptions.removeIf(one -> !now.isBefore(one.until())));
        for (Service service : before.services()) {
            if (!after.service(service.name()).equals(Optional.of(service))) {
                keep(service, now.plus(service.policy().planDeadline()));
            }
        }
        kept.values().removeIf(List::isEmpty);
    }

    private void keep(Service service, Instant until) {
        List<Kept> descriptions = kept.computeIfAbsent(service.name(), _ -> new ArrayList<>());
        descriptions.removeIf(one -> one.service().equals(service));
        descriptions.addFirst(new Kept(service, service.routingDigest(), until));
    }

    /** The newest description with that routing digest; empty if it is unknown or too old. */
    public synchronized Optional<Service> of(ServiceName name, String digest) {
        Instant now = clock.instant();
        return kept.getOrDefault(name, List.of()).stream()
                .filter(one -> one.digest().equals(digest) && now.isBefore(one.until()))
                .map(Kept::service)
                .findFirst();
    }

    /** All descriptions of a service that are not too old, the newest first. */
    public synchronized List<Service> all(ServiceName name) {
        Instant now = clock.instant();
        return kept.getOrDefault(name, List.of()).stream()
                .filter(one -> now.isBefore(one.until()))
                .map(Kept::service)
                .toList();
    }
}
