package io.signalbox.actuator.core;

import java.time.Duration;

/** The DNS provider: Route 53, or a server that accepts dynamic updates. */
public interface DnsProvider {

    Zone zone(String name, Duration limit) throws ZoneUnavailableException;
}
