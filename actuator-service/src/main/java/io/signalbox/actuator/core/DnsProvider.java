package io.signalbox.actuator.core;

import java.time.Duration;

/** Whoever keeps the zones: Route 53, or a server that takes dynamic updates. */
public interface DnsProvider {

    /**
     * @param name the zone's, without the final dot
     * @param limit for all that is done with the zone that is returned, this call included
     * @throws ZoneUnavailableException when there is no such zone, or the provider does not say
     */
    Zone zone(String name, Duration limit) throws ZoneUnavailableException;
}
