package io.signalbox.contract.topology;

import io.signalbox.contract.RecordSet;
import io.signalbox.contract.RecordSet.AliasTarget;
import io.signalbox.contract.RecordType;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.Split;
import java.util.ArrayList;
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
                if (split != null) {
                    throw new IllegalArgumentException(service.name() + " has no weights to split its traffic with");
                }
                yield ofSite(service, site, ttl, null, null);
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
                                each.name().value(),
                                each.equals(site)
                                        ? ALL_WEIGHT - part
                                        : each.name().equals(other) ? part : 0)
                                .stream())
                        .toList();
            }
        };
    }

    private static Site site(Service service, SiteName name) {
        return service.site(name)
                .orElseThrow(() -> new IllegalArgumentException(service.name() + " has no site " + name));
    }

    private static List<RecordSet> ofSite(
            Service service, Site site, long ttl, @Nullable String identifier, @Nullable Long weight) {
        var dns = service.dns();
        var records = new ArrayList<RecordSet>();
        switch (site.address()) {
            case Address.CanonicalName(String name) ->
                records.add(new RecordSet(
                        service.hostname(), RecordType.CNAME, ttl, identifier, weight, List.of(name), null));
            case Address.Alias(String name, String zoneId) ->
                dns.types().stream()
                        .sorted()
                        .forEach(type -> records.add(new RecordSet(
                                service.hostname(),
                                type,
                                null,
                                identifier,
                                weight,
                                List.of(),
                                new AliasTarget(name, zoneId))));
            case Address.Addresses addresses ->
                dns.types().stream().sorted().forEach(type -> {
                    List<String> values = type == RecordType.A ? addresses.ipv4() : addresses.ipv6();
                    if (!values.isEmpty()) {
                        records.add(new RecordSet(service.hostname(), type, ttl, identifier, weight, values, null));
                    }
                });
        }
        return records;
    }
}
