package io.signalbox.actuator.rfc2136;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.topology.Dns;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Zones whose primaries accept updates. Thread-safe. Share one instance, so that no server gets too many requests at
 * once.
 */
public final class Rfc2136Zones {

    private final TsigKeys keys;
    private final MeterRegistry meters;
    private final Map<String, DnsServer> servers = new ConcurrentHashMap<>();

    /** @param environment contains the secrets of the keys */
    public Rfc2136Zones(Map<String, String> environment, InstantSource clock, MeterRegistry meters) {
        this.keys = new TsigKeys(environment, clock);
        this.meters = meters;
    }

    /**
     * Sends nothing yet.
     *
     * @param limit for all that is done with the returned zone
     * @throws ZoneUnavailableException when the key is missing
     */
    public Zone zone(Dns.Primary primary, String name, Duration limit) throws ZoneUnavailableException {
        long end = Deadline.after(limit);
        try {
            TsigSigner signer = keys.signer(primary.key());
            DnsServer server =
                    servers.computeIfAbsent(primary.toString(), _ -> new DnsServer(primary.host(), primary.port()));
            return new PrimaryZone(server, signer, DnsJavaRecords.name(name), meters, end);
        } catch (UpdateFailedException e) {
            throw e.unavailable();
        }
    }
}
