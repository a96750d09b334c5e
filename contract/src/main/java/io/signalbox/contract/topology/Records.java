package io.signalbox.contract.topology;

import io.signalbox.contract.RecordSet;
import io.signalbox.contract.RecordSet.AliasTarget;
import io.signalbox.contract.RecordType;
import io.signalbox.contract.SiteName;
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
        Site site = service.site(active)
                .orElseThrow(() -> new IllegalArgumentException(service.name() + " has no site " + active));
        return switch (service.dns().routing()) {
            case SIMPLE -> ofSite(service, site, null, null);
            case WEIGHTED ->
                service.sites().stream()
                        .flatMap(each ->
                                ofSite(service, each, each.name().value(), each.equals(site) ? ALL_WEIGHT : 0L)
                                        .stream())
                        .toList();
        };
    }

    private static List<RecordSet> ofSite(
            Service service, Site site, @Nullable String identifier, @Nullable Long weight) {
        var dns = service.dns();
        var records = new ArrayList<RecordSet>();
        switch (site.address()) {
            case Address.CanonicalName(String name) ->
                records.add(new RecordSet(
                        service.hostname(),
                        RecordType.CNAME,
                        dns.ttl().toSeconds(),
                        identifier,
                        weight,
                        List.of(name),
                        null));
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
                        records.add(new RecordSet(
                                service.hostname(), type, dns.ttl().toSeconds(), identifier, weight, values, null));
                    }
                });
        }
        return records;
    }
}
