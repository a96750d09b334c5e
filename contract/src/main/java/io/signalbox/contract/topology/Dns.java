package io.signalbox.contract.topology;

import io.signalbox.contract.RecordType;
import java.time.Duration;
import java.util.Set;

/**
 * Where and how a service's records are kept.
 *
 * @param zone the hosted zone's name, without the final dot; the hostname lies in it
 * @param types A, AAAA or both; a site with a {@link Address.CanonicalName} is a CNAME whatever stands here
 * @param ttl whole seconds, 1 to 86,400
 */
public record Dns(Provider provider, String zone, Set<RecordType> types, Duration ttl, Routing routing) {

    public Dns {
        types = Set.copyOf(types);
    }

    public enum Provider {
        ROUTE53
    }

    public enum Routing {
        /** One record set per type, pointing at the active site. */
        SIMPLE,
        /** One record set per type and site; the active one has all the weight. */
        WEIGHTED
    }
}
