package io.signalbox.contract.topology;

import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.notice.NoticeRule;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.topology.time.TimeWindow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One DNS name and the sites that can serve it.
 *
 * @param hostname fully qualified, lower case, without the final dot
 * @param sites by priority, the preferred one first; names and priorities unique
 * @param shadow a policy that is tried beside the one in force and never acts; null for none
 * @param plans what is done beside the switch
 * @param drills the calendar
 * @param maintenance when no automatic move of this service begins
 * @param reporting its objectives, and who is told what happens
 */
public record Service(
        ServiceName name,
        String hostname,
        Dns dns,
        List<Site> sites,
        Policy policy,
        @Nullable Policy shadow,
        Plans plans,
        List<Drill> drills,
        List<TimeWindow> maintenance,
        Reporting reporting) {

    public Service {
        sites = sites.stream().sorted(Comparator.comparingInt(Site::priority)).toList();
        drills = List.copyOf(drills);
        maintenance = List.copyOf(maintenance);
    }

    /** A service with nothing but its sites and its policy. */
    public Service(ServiceName name, String hostname, Dns dns, List<Site> sites, Policy policy) {
        this(name, hostname, dns, sites, policy, null, Plans.NONE, List.of(), List.of(), Reporting.NONE);
    }

    public Site preferred() {
        return sites.getFirst();
    }

    public Optional<Site> site(SiteName wanted) {
        for (Site site : sites) {
            if (site.name().equals(wanted)) {
                return Optional.of(site);
            }
        }
        return Optional.empty();
    }

    /** Every way in which a notice about it may be sent. */
    public Stream<Action> notices() {
        return Stream.concat(
                drills.stream().flatMap(drill -> drill.notices().stream()),
                reporting.notices().stream().map(NoticeRule::by));
    }

    /** True if its records can give a part of the traffic to that site, which may come from another topology. */
    public boolean canSplit(Split split) {
        return dns.routing() == Dns.Routing.WEIGHTED && site(split.to()).isPresent();
    }

    /** The same under another policy. */
    public Service under(Policy other) {
        return new Service(name, hostname, dns, sites, other, null, plans, drills, maintenance, reporting);
    }

    /**
     * The digest of everything that commands of this service depend on: its name, where and how its records are kept,
     * and its sites with their addresses. A command carries it. Probes, policy, plans and the calendar are not part of
     * it: a command contains what it needs of them.
     */
    public String routingDigest() {
        var description = new Description()
                .part("service", name)
                .part("hostname", hostname)
                .part("zone", dns.zone())
                .part("provider", dns.provider())
                .part("types", new TreeSet<>(dns.types()))
                .part("ttl", dns.ttl())
                .part("routing", dns.routing())
                .part("primary", dns.primary())
                .part("degradedTtl", dns.degradedTtl())
                .part("preWarm", dns.preWarm())
                .part("signal", dns.signal())
                .part(
                        "signal controls",
                        dns.signal() == null ? null : dns.signal().controls());
        for (Site site : sites) {
            description
                    .part("site", site.name())
                    .part("priority", site.priority())
                    .part("address", site.address())
                    .part("lastResort", site.lastResort())
                    .part("healthCheck", site.healthCheck());
        }
        return description.digest();
    }
}
