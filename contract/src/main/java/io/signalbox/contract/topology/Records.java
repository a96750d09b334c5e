package io.signalbox.contract.topology;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordSet.AliasTarget;
import io.signalbox.contract.dns.RecordSet.Failover;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service's traffic records, resolved from the topology. */
public final class Records {

    private static final long ALL_WEIGHT = 100;

    private Records() {}

    /**
     * All traffic records of {@code service} while {@code active} is its active site; never empty.
     *
     * @throws IllegalArgumentException when the service has no such site
     */
    public static List<RecordSet> of(Service service, SiteName active) {
        return of(service, active, null);
    }

    /**
     * The same while a part of the traffic goes elsewhere; with {@link Dns.Routing#WEIGHTED} only.
     *
     * @throws IllegalArgumentException when the service has no such site, or cannot split its traffic
     */
    public static List<RecordSet> of(Service service, SiteName active, @Nullable Split split) {
        Site site = site(service, active);
        long ttl = service.dns().ttl(site.equals(service.preferred())).toSeconds();
        return switch (service.dns().routing()) {
            case SIMPLE -> {
                requireNone(service, split);
                yield ofSite(service, site, ttl, Part.SIMPLE);
            }
            case WEIGHTED -> {
                SiteName other =
                        split == null ? null : site(service, split.to()).name();
                long part = split == null ? 0 : split.percent();
                yield service.sites().stream()
                        .flatMap(each -> ofSite(
                                service,
                                each,
                                ttl,
                                Part.weighted(
                                        each,
                                        each.equals(site)
                                                ? ALL_WEIGHT - part
                                                : each.name().equals(other) ? part : 0))
                                .stream())
                        .toList();
            }
            case FAILOVER -> {
                requireNone(service, split);
                yield service.dns().signal() == null
                        ? failover(service, site, ttl)
                        : failover(
                                service,
                                service.preferred(),
                                service.dns().ttl().toSeconds());
            }
        };
    }

    private static void requireNone(Service service, @Nullable Split split) {
        if (split != null) {
            throw new IllegalArgumentException(service.name() + " has no weights to split its traffic with");
        }
    }

    private static Site site(Service service, SiteName name) {
        return service.site(name)
                .orElseThrow(() -> new IllegalArgumentException(service.name() + " has no site " + name));
    }

    /** With a signal, the records are the same for every active site. */
    private static List<RecordSet> failover(Service service, Site primary, long ttl) {
        var records = new ArrayList<>(ofSite(service, primary, ttl, Part.primary(primary)));
        service.sites().stream()
                .filter(site -> !site.equals(primary))
                .min(Comparator.comparing(Site::lastResort).thenComparing(Site::priority))
                .ifPresent(next -> records.addAll(ofSite(service, next, ttl, Part.secondary(next))));
        return records;
    }

    /** The parts of a record set that differ from site to site. */
    private record Part(
            @Nullable String identifier,
            @Nullable Long weight,
            @Nullable Failover failover,
            @Nullable String healthCheck) {

        static final Part SIMPLE = new Part(null, null, null, null);

        static Part weighted(Site site, long weight) {
            return new Part(site.name().value(), weight, null, null);
        }

        static Part primary(Site site) {
            return new Part(site.name().value(), null, Failover.PRIMARY, site.healthCheck());
        }

        /** Without a health check: when the primary fails it is answered, whatever it is like. */
        static Part secondary(Site site) {
            return new Part(site.name().value(), null, Failover.SECONDARY, null);
        }

        RecordSet record(
                Service service,
                RecordType type,
                @Nullable Long ttl,
                List<String> values,
                @Nullable AliasTarget alias) {
            return new RecordSet(
                    service.hostname(), type, ttl, identifier, weight, values, alias, failover, healthCheck);
        }
    }

    private static List<RecordSet> ofSite(Service service, Site site, long ttl, Part part) {
        var dns = service.dns();
        var records = new ArrayList<RecordSet>();
        switch (site.address()) {
            case Address.CanonicalName(String name) ->
                records.add(part.record(service, RecordType.CNAME, ttl, List.of(name), null));
            case Address.Alias(String name, String zoneId, boolean evaluated) ->
                dns.types().stream()
                        .sorted()
                        .forEach(type -> records.add(
                                part.record(service, type, null, List.of(), new AliasTarget(name, zoneId, evaluated))));
            case Address.Addresses addresses ->
                dns.types().stream().sorted().forEach(type -> {
                    List<String> values = type == RecordType.A ? addresses.ipv4() : addresses.ipv6();
                    if (!values.isEmpty()) {
                        records.add(part.record(service, type, ttl, values, null));
                    }
                });
        }
        return records;
    }
}
