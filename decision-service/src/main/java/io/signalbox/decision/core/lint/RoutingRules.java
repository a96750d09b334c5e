package io.signalbox.decision.core.lint;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Plans.Name;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rules about Route 53's own reactions under failover routing, and about settings that defeat a signal. */
final class RoutingRules {

    private RoutingRules() {}

    static List<LintFinding> check(Service service) {
        var findings = new ArrayList<>(evaluated(service));
        if (service.dns().routing() == Dns.Routing.FAILOVER) {
            if (service.dns().signal() == null) {
                findings.add(LintFinding.warn(
                        LintText.path(service.name(), "dns.routing"),
                        "failover: when the health check of the active site fails, Route 53 itself sends traffic to the"
                                + " SECONDARY, whether or not that site is ready, and without an approval"
                                + before(service, Name.FAILOVER)
                                        .map(step -> "; \"" + step.name()
                                                + "\" and every other step before the switch may come too late."
                                                + " With a signal Signalbox alone decides")
                                        .orElse("")));
            } else {
                for (Name plan : List.of(Name.FAILOVER, Name.SWITCHOVER, Name.DRILL)) {
                    if (plan == Name.FAILOVER || service.plans().stages().containsKey(plan)) {
                        claimed(service, plan).ifPresent(findings::add);
                    }
                }
            }
        }
        return findings;
    }

    /** Weight 0 keeps traffic away only while a record with a weight is healthy. */
    private static List<LintFinding> evaluated(Service service) {
        return service.dns().routing() != Dns.Routing.WEIGHTED
                ? List.of()
                : service.sites().stream()
                        .filter(site -> site.address() instanceof Address.Alias alias && alias.evaluateTargetHealth())
                        .map(site -> LintFinding.warn(
                                LintText.path(
                                        service.name(),
                                        "sites[" + service.sites().indexOf(site) + "].address.evaluateTargetHealth"),
                                "while the target of " + site.name()
                                        + " is unhealthy, Route 53 itself answers with the other"
                                        + " sites, also with those of weight 0, and without an approval"))
                        .toList();
    }

    private static Optional<LintFinding> claimed(Service service, Name plan) {
        return before(service, plan)
                .map(step -> LintFinding.warn(
                        LintText.path(service.name(), "plans." + plan.name().toLowerCase(Locale.ROOT)),
                        "\"" + step.name() + "\" stands before the switch, so the plan begins with a claim, which waits"
                                + " for the control plane of Route 53: the signal moves the traffic without that only"
                                + " where nothing but gates comes before"));
    }

    /** The first step before the switch that acts away from the preferred site; gates only wait. */
    private static Optional<Step> before(Service service, Name plan) {
        for (Plans.Stage stage : service.plans().of(plan)) {
            for (Step step : stage.steps()) {
                switch (step.work()) {
                    case Work.Switch _ -> {
                        return Optional.empty();
                    }
                    case Work.Act _, Work.Restore _ -> {
                        if (leadsAway(service, step)) {
                            return Optional.of(step);
                        }
                    }
                    case Work.WaitHealthy _, Work.WaitLag _, Work.Pause _, Work.Approve _ -> {}
                }
            }
        }
        return Optional.empty();
    }

    private static boolean leadsAway(Service service, Step step) {
        SiteName home = service.preferred().name();
        return service.sites().stream().anyMatch(site -> !site.name().equals(home) && step.isFor(site.name()));
    }
}
