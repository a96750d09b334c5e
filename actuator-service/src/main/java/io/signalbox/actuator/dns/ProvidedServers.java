package io.signalbox.actuator.dns;

import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.DnsProvider.Details;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.topology.Dns;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A zone's delegation set as its provider reports it, so that another zone of the same name is never queried. For a
 * private zone these are the resolvers of the network. If the provider does not report it, the NS records of the zone
 * are used. A result is kept.
 */
public final class ProvidedServers implements NameServers {

    private static final Logger LOG = Logger.getLogger(ProvidedServers.class);

    /** A zone keeps its delegation set as long as it exists; the addresses of its servers change seldom. */
    private static final Duration FRESH = Duration.ofHours(1);

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DnsProvider provider;
    private final Addresses addresses;
    private final BiConsumer<String, Details> described;
    private final InstantSource clock;
    private final Map<String, Entry> zones = new ConcurrentHashMap<>();

    /** One zone; the lock is held while its servers are looked up. */
    private static final class Entry {
        private final ReentrantLock lookup = new ReentrantLock();
        private volatile @Nullable Found found;
        private volatile Instant lookAgain = Instant.MIN;
    }

    /** @param described called for each zone that the provider has described; must not block */
    public ProvidedServers(
            DnsProvider provider, Addresses addresses, BiConsumer<String, Details> described, InstantSource clock) {
        this.provider = provider;
        this.addresses = addresses;
        this.described = described;
        this.clock = clock;
    }

    @Override
    public Found of(String zone) {
        Entry entry = zones.computeIfAbsent(zone, _ -> new Entry());
        Found last = entry.found;
        if (last != null && (clock.instant().isBefore(entry.lookAgain) || !entry.lookup.tryLock())) {
            return last;
        }
        if (last == null) {
            entry.lookup.lock();
        }
        try {
            return entry.found == null || !clock.instant().isBefore(entry.lookAgain) ? renew(zone, entry) : entry.found;
        } finally {
            entry.lookup.unlock();
        }
    }

    private Found renew(String zone, Entry entry) {
        Found last = entry.found;
        boolean told = false;
        Found found = Found.NONE;
        try {
            Optional<Details> details = provider.details(zone, PATIENCE);
            details.ifPresent(each -> described.accept(zone, each));
            found = details.map(this::servers).orElseGet(() -> byRecords(zone));
            told = true;
        } catch (ZoneUnavailableException e) {
            LOG.warnf("provider does not tell the name servers zone=%s reason=%s: %s", zone, e.cause(), e.getMessage());
            boolean unclear = e.is(FailureCause.ZONE_NOT_FOUND) || Dns.isZoneId(zone);
            found = (last == null && !unclear ? byRecords(zone) : Found.NONE)
                    .orBecause(e.cause() + ": " + e.getMessage());
        }
        boolean known = !found.servers().isEmpty();
        Found use = known || last == null || last.servers().isEmpty() ? found : last;
        if (use.servers().isEmpty()) {
            LOG.warnf("name servers not found zone=%s", zone);
        }
        Duration pause = known && told ? FRESH : use.servers().isEmpty() ? SOON : LATER;
        entry.lookAgain = clock.instant().plus(pause);
        entry.found = use;
        return use;
    }

    private Found servers(Details zone) {
        return zone.isPrivate()
                ? new Found(addresses.resolvers(), true)
                : new Found(addresses.of(zone.nameServers()), false);
    }

    private Found byRecords(String zone) {
        return new Found(addresses.of(NsRecords.of(zone, addresses.resolvers())), false);
    }
}
