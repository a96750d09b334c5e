package io.signalbox.actuator.route53;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.route53.Route53Client;

/** Public hosted zones. Which id a zone's name has is asked once. */
public final class Route53Provider implements DnsProvider {

    private final Route53Client client;
    private final MeterRegistry meters;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    /** @param client its own retries must be off: a change that is sent twice looks like a lost race */
    public Route53Provider(Route53Client client, MeterRegistry meters) {
        this.client = client;
        this.meters = meters;
    }

    @Override
    public Zone zone(String name, Duration limit) throws ZoneUnavailableException {
        var calls = new Route53Calls(client, meters, limit);
        String id = ids.get(name);
        if (id == null) {
            id = HostedZones.idOf(name, calls);
            ids.put(name, id);
        }
        return new Route53Zone(id, calls);
    }
}
