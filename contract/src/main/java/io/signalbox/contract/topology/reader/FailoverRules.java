package io.signalbox.contract.topology.reader;

import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Dns.Routing;
import io.signalbox.contract.topology.HealthCheckName;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requirements of failover routing, with or without a signal, for a service's sites. */
final class FailoverRules {

    private static final String HEALTH_CHECK = "healthCheck";

    private FailoverRules() {}

    /** @param at the list of sites */
    static void check(Cursor at, List<Found<Site>> sites, Dns dns) {
        if (dns.routing() != Routing.FAILOVER) {
            sites.stream().filter(site -> site.value().healthCheck() != null).forEach(site -> site.at()
                    .problemAt(HEALTH_CHECK, "expected no healthCheck, since dns.routing is not failover"));
        } else if (dns.signal() != null) {
            signal(at, sites, dns.signal());
        } else {
            failover(at, sites);
        }
    }

    /** Every site can be the primary one: Route 53 leaves it only for a health check, or for the health of an alias's target. */
    private static void failover(Cursor at, List<Found<Site>> sites) {
        if (sites.size() < 2) {
            at.problem("expected two sites or more, since dns.routing is failover, got " + sites.size());
        }
        sites.stream().filter(site -> !isEvaluated(site.value())).forEach(site -> site.at()
                .problem("expected healthCheck, a Route 53 health check, since dns.routing is failover"));
    }

    private static boolean isEvaluated(Site site) {
        return site.healthCheck() != null
                || site.address() instanceof Address.Alias alias && alias.evaluateTargetHealth();
    }

    /** Signalbox makes no health checks of routing controls. */
    private static void controlled(Cursor preferred, @Nullable String check) {
        String expected =
                "expected healthCheck, the id of the Route 53 health check of dns.signal.routingControl.preferred";
        if (check == null) {
            preferred.problem(expected);
        } else if (!HealthCheckName.isId(check)) {
            preferred.problemAt(HEALTH_CHECK, expected + ", got \"" + check + "\"");
        }
    }

    /** The signal says one of two: it is there, or it is not. */
    private static void signal(Cursor at, List<Found<Site>> sites, SignalObject signal) {
        boolean resorts = sites.stream().anyMatch(site -> site.value().lastResort());
        if (sites.size() != 2 || resorts) {
            at.problem("expected exactly two sites, neither a lastResort, since dns.signal tells only two apart, got "
                    + sites.size() + (resorts ? " with a lastResort" : ""));
            return;
        }
        sites.stream()
                .filter(site -> site.value().address() instanceof Address.Alias)
                .forEach(site -> site.at()
                        .problemAt(
                                "address",
                                "expected ipv4 and ipv6, or cname, since dns.signal is given: what an alias answers does"
                                        + " not tell which site it is of"));
        var byPriority = sites.stream()
                .sorted(Comparator.comparingInt(site -> site.value().priority()))
                .toList();
        String check = byPriority.getFirst().value().healthCheck();
        Cursor preferred = byPriority.getFirst().at();
        if (signal.controls() != null) {
            controlled(preferred, check);
        } else if (check == null) {
            preferred.problem(
                    "expected healthCheck, an inverted Route 53 health check of the signal, since dns.signal is"
                            + " given");
        }
        if (byPriority.getLast().value().healthCheck() != null) {
            byPriority
                    .getLast()
                    .at()
                    .problemAt(
                            HEALTH_CHECK,
                            "expected no healthCheck for the standby, which is answered while the signal is there");
        }
    }
}
