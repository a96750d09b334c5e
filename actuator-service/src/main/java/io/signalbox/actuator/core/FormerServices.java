package io.signalbox.actuator.core;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Earlier descriptions of services, by digest. Each is kept for as long as a plan made with it may take, its {@code
 * planDeadline}. In memory only: after a restart none is known. Thread-safe.
 */
public final class FormerServices {

    private record Kept(Service service, Instant until) {}

    private final InstantSource clock;
    private final Map<ServiceName, Map<String, Kept>> kept = new HashMap<>();

    public FormerServices(InstantSource clock) {
        this.clock = clock;
    }

    /** Another topology is in force from now on. */
    public synchronized void replaced(Topology before, Topology after) {
        Instant now = clock.instant();
        kept.values().forEach(descriptions -> descriptions.values().removeIf(one -> !now.isBefore(one.until())));
        for (Service service : before.services()) {
            String digest = service.routingDigest();
            boolean same = after.service(service.name())
                    .filter(newer -> newer.routingDigest().equals(digest))
                    .isPresent();
            if (!same) {
                kept.computeIfAbsent(service.name(), _ -> new HashMap<>())
                        .put(digest, new Kept(service, now.plus(service.policy().planDeadline())));
            }
        }
        kept.values().removeIf(Map::isEmpty);
    }

    /** The description with that digest; empty if it is unknown or too old. */
    public synchronized Optional<Service> of(ServiceName name, String digest) {
        return Optional.ofNullable(kept.getOrDefault(name, Map.of()).get(digest))
                .filter(one -> clock.instant().isBefore(one.until()))
                .map(Kept::service);
    }
}
