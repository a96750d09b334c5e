package io.signalbox.contract.topology;

import io.signalbox.contract.SiteName;
import io.signalbox.contract.topology.Cursor.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a service's sites.
 *
 * @param shared the service's probes, for sites without their own; a last resort has only its own, since a static page
 *     answers none of the service's checks
 */
record SiteReader(List<Probe> shared, ProbeReader probes) {

    private static final int LOWEST_PRIORITY = 1_000;

    @Nullable
    List<Found<Site>> list(Cursor at) {
        List<Found<Site>> sites = at.eachOfSome(this::site);
        if (sites == null) {
            return null;
        }
        Unique.check(
                sites,
                site -> site.value().name(),
                (one, other) -> "two sites have the name " + one.at().raw("name"));
        Unique.check(
                sites,
                site -> site.value().priority(),
                (one, other) -> "two sites have priority " + other.at().raw("priority") + ": "
                        + one.at().raw("name") + " and " + other.at().raw("name"));
        Unique.check(
                sites,
                site -> site.value().address(),
                (one, other) -> "two sites have the same address: " + one.at().raw("name") + " and "
                        + other.at().raw("name"));
        requireLastResortsLast(at, sites);
        return sites;
    }

    private @Nullable Site site(Cursor at) {
        Fields fields = at.fields("name", "priority", "address", "endpoint", "lastResort", "probes");
        if (fields == null) {
            return null;
        }
        String name = fields.required("name", Cursor::name);
        Integer priority = fields.required("priority", it -> it.integer(1, LOWEST_PRIORITY));
        Address address = fields.required("address", AddressReader::read);
        Boolean lastResort = fields.optional("lastResort", false, Cursor::bool);
        String endpoint = fields.optional(
                "endpoint",
                address == null ? "" : AddressReader.endpoint(address),
                it -> it.text(Hosts.HOST, Hosts::host));
        List<Probe> own =
                fields.optional("probes", lastResort != null && lastResort ? List.of() : shared, probes::list);
        if (name == null
                || priority == null
                || address == null
                || lastResort == null
                || endpoint == null
                || own == null) {
            return null;
        }
        if (own.isEmpty() && !lastResort) {
            at.problem("expected probes, of the site or of its service: only a lastResort can do without");
        }
        return new Site(new SiteName(name), priority, address, endpoint, lastResort, own);
    }

    private static void requireLastResortsLast(Cursor at, List<Found<Site>> sites) {
        int lowestOfOthers = sites.stream()
                .filter(site -> !site.value().lastResort())
                .mapToInt(site -> site.value().priority())
                .max()
                .orElse(0);
        if (lowestOfOthers == 0 && !sites.isEmpty()) {
            at.problem("expected at least one site that is not a lastResort");
            return;
        }
        sites.stream()
                .filter(site -> site.value().lastResort() && site.value().priority() < lowestOfOthers)
                .forEach(site -> site.at()
                        .problem("expected a priority above " + lowestOfOthers
                                + ": a lastResort comes after all others"));
    }
}
