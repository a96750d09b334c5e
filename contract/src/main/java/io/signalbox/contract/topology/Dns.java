package io.signalbox.contract.topology;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.dns.SignalObject;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a service's records are kept.
 *
 * @param zone the zone's name, without the final dot; the hostname lies in it. Or the id of a hosted zone of Route 53
 * @param types A, AAAA or both; a site with a {@link Address.CanonicalName} is a CNAME whatever stands here
 * @param ttl whole seconds, 1 to 86,400
 * @param routing {@link Routing#SIMPLE} with {@link Provider#RFC2136}
 * @param primary who takes the updates; with {@link Provider#RFC2136} and only there
 * @param degradedTtl while another site than the preferred one is active; at most {@code ttl}; null for {@code ttl}
 * @param preWarm the percentage that a standby always gets, 1 to 50; with {@link Routing#WEIGHTED} only; null for none
 * @param probeThroughName whether a switch is done only when the new site is reached through the name
 * @param onDrift what becomes of records that another writer has changed
 * @param role of AWS with which the zone and its health checks are used; null for the credentials of the process
 * @param signal what moves the traffic instead of a change of records; with {@link Routing#FAILOVER} only
 */
public record Dns(
        Provider provider,
        String zone,
        Set<RecordType> types,
        Duration ttl,
        Routing routing,
        @Nullable Primary primary,
        @Nullable Duration degradedTtl,
        @Nullable Integer preWarm,
        boolean probeThroughName,
        OnDrift onDrift,
        @Nullable SignalObject signal,
        @Nullable AwsRole role) {

    private static final Pattern ZONE_ID = Pattern.compile("Z[A-Z0-9]{1,31}");

    public Dns {
        types = Set.copyOf(types);
        if (provider == Provider.RFC2136 && isZoneId(zone)) {
            throw new IllegalArgumentException("dns of " + zone + ": expected the zone's name with RFC2136");
        }
        if ((provider == Provider.RFC2136) != (primary != null)) {
            throw new IllegalArgumentException("dns of " + zone + ": expected a primary with RFC2136 and only there");
        }
        if (provider == Provider.RFC2136 && routing != Routing.SIMPLE) {
            throw new IllegalArgumentException("dns of " + zone + ": expected SIMPLE with RFC2136, got " + routing);
        }
        if (preWarm != null && routing != Routing.WEIGHTED) {
            throw new IllegalArgumentException("dns of " + zone + ": expected WEIGHTED with preWarm, got " + routing);
        }
        if (signal != null && routing != Routing.FAILOVER) {
            throw new IllegalArgumentException("dns of " + zone + ": expected FAILOVER with a signal, got " + routing);
        }
    }

    /** Records with one TTL, of which the active site has all the traffic; with the usual proof, and nothing overwritten. */
    public Dns(
            Provider provider,
            String zone,
            Set<RecordType> types,
            Duration ttl,
            Routing routing,
            @Nullable Primary primary) {
        this(provider, zone, types, ttl, routing, primary, null, null, true, OnDrift.HOLD, null, null);
    }

    /** With the credentials of the process. */
    public Dns(
            Provider provider,
            String zone,
            Set<RecordType> types,
            Duration ttl,
            Routing routing,
            @Nullable Primary primary,
            @Nullable Duration degradedTtl,
            @Nullable Integer preWarm,
            boolean probeThroughName,
            OnDrift onDrift,
            @Nullable SignalObject signal) {
        this(
                provider,
                zone,
                types,
                ttl,
                routing,
                primary,
                degradedTtl,
                preWarm,
                probeThroughName,
                onDrift,
                signal,
                null);
    }

    /**
     * True if a zone is given by its id. A name is that of the only public hosted zone with that name; every other zone is given
     * by its id, which never is a name: names are in lower case.
     */
    public static boolean isZoneId(String zone) {
        return ZONE_ID.matcher(zone).matches();
    }

    /** @param preferred whether the active site is the preferred one */
    Duration ttl(boolean preferred) {
        return preferred || degradedTtl == null ? ttl : degradedTtl;
    }

    /** The reaction to traffic records that another writer has changed. */
    public enum OnDrift {
        /** They stay, and so does the traffic, until a person has decided. */
        HOLD,
        /** They go when the active site is DOWN and the traffic moves away from it. */
        OVERWRITE_WHEN_DOWN
    }

    public enum Provider {
        ROUTE53,
        /** A name server that takes dynamic updates (RFC 2136), signed with a TSIG key. */
        RFC2136
    }

    public enum Routing {
        /** One record set per type, pointing at the active site. */
        SIMPLE,
        /** One record set per type and site; the active one has all the weight. */
        WEIGHTED,
        /** A primary record set per type, which Route 53 leaves by itself when its health check fails, and a secondary one. */
        FAILOVER
    }

    /** The name server that takes a zone's updates. @param host a name or an address literal @param port 1 to 65535 */
    public record Primary(String host, int port, Key key) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * A TSIG key (RFC 8945).
     *
     * @param name as the name server knows it
     * @param secretVariable the environment variable of actuator-service that holds the secret, in base64
     */
    public record Key(String name, Algorithm algorithm, String secretVariable) {}

    /** Algorithms of signatures; older ones must not be used any more (RFC 8945, section 6). */
    public enum Algorithm {
        HMAC_SHA256,
        HMAC_SHA384,
        HMAC_SHA512
    }
}
