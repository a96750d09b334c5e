package io.signalbox.contract.topology.reader;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.HealthCheckName;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.reader.ProbeReader.Probes;
import io.signalbox.contract.topology.reader.check.AllowedAddressesReader;
import io.signalbox.contract.topology.reader.check.ApproachReader;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.Unique;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a service's sites.
 *
 * @param shared the service's probes, for sites without their own; a last resort has only its own, since a static page
 *     does not answer the service's checks
 * @param require how many probes must be UP unless the site says otherwise
 * @param allowed the addresses that probes may connect to
 */
record SiteReader(Probes shared, Require require, ProbeReader probes, AllowedAddresses allowed) {

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
        Fields fields =
                at.fields("name", "priority", "address", "endpoint", "lastResort", "probes", "require", "healthCheck");
        String name = fields.required("name", Cursor::name);
        Integer priority = fields.required("priority", it -> it.integer(1, LOWEST_PRIORITY));
        @Nullable Address address = fields.required("address", AddressReader::read);
        boolean lastResort = fields.optional("lastResort", false, Cursor::bool);
        String endpoint = fields.optional(
                "endpoint",
                address == null ? "" : AddressReader.endpoint(address),
                it -> it.text(Hosts.HOST, Hosts::host));
        Probes own = fields.has("probes") ? probes.list(fields.at("probes")) : lastResort ? Probes.NONE : shared;
        Require passing = fields.optional("require", require, Require::read);
        String healthCheck = fields.ifPresent("healthCheck", SiteReader::healthCheck);
        if (!fields.isComplete() || address == null) {
            return null;
        }
        Cursor target = fields.at(fields.has("endpoint") ? "endpoint" : "address");
        ApproachReader.check(target, endpoint, own.list());
        AllowedAddressesReader.check(allowed, target, endpoint);
        if (own.complete()) {
            requireHealth(at, own, lastResort);
            // The service's own probes are checked there.
            if (fields.has("require") || fields.has("probes")) {
                passing.check(fields.has("require") ? fields.at("require") : at, own.health());
            }
        }
        return new Site(
                new SiteName(name),
                priority,
                address,
                endpoint,
                lastResort,
                own.list(),
                passing.passing(own.health()),
                healthCheck);
    }

    private static @Nullable String healthCheck(Cursor at) {
        return at.text(
                "the id of a Route 53 health check, or a name of 1 to 52 of a-z, 0-9 and '-' under which apply makes one",
                HealthCheckName::isEither);
    }

    private static void requireHealth(Cursor at, Probes own, boolean lastResort) {
        if (own.health() == 0 && !lastResort) {
            at.problem(
                    own.list().isEmpty()
                            ? "expected probes, of the site or of its service: only a lastResort can do without"
                            : "expected a probe that is neither watchOnly nor readiness:"
                                    + " only a lastResort can do without");
        }
    }

    private static void requireLastResortsLast(Cursor at, List<Found<Site>> sites) {
        int lowestOfOthers = sites.stream()
                .filter(site -> !site.value().lastResort())
                .mapToInt(site -> site.value().priority())
                .max()
                .orElse(0);
        if (lowestOfOthers == 0 && sites.size() == at.size()) {
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
