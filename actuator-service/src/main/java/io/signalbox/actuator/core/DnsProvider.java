package io.signalbox.actuator.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The DNS provider: Route 53, or a server that accepts dynamic updates. */
public interface DnsProvider {

    /** @param name of the zone, or its id */
    Zone zone(String name, Duration limit) throws ZoneUnavailableException;

    /** Empty if the provider does not say who serves a zone. @param name of the zone, or its id */
    default Optional<Details> details(String name, Duration limit) throws ZoneUnavailableException {
        return Optional.empty();
    }

    /**
     * A zone as its provider describes it.
     *
     * @param name without the final dot
     * @param nameServers the delegation set, without final dots; empty for a private zone
     * @param networks those that a private zone is associated with; empty for a public one
     * @param recovery the status of the accelerated recovery of its API; empty if it was never turned on
     */
    record Details(String id, String name, List<String> nameServers, List<String> networks, Optional<String> recovery) {

        public Details {
            nameServers = List.copyOf(nameServers);
            networks = List.copyOf(networks);
        }

        public boolean isPrivate() {
            return nameServers.isEmpty();
        }
    }
}
