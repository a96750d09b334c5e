package io.signalbox.decision.core.lint;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.lint.LintFinding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that is found in one topology.
 *
 * @param findings errors first, else in the order of the topology
 * @param losses region by region, what each service would do
 */
public record Lint(List<LintFinding> findings, List<Loss> losses) {

    public Lint {
        findings = List.copyOf(findings);
        losses = List.copyOf(losses);
    }

    public static Lint of(Topology topology) {
        var findings = new ArrayList<>(FleetRules.check(topology));
        var losses = new ArrayList<Loss>();
        // Services of the same shape do the same.
        Map<Service, Losses> known = new HashMap<>();
        for (Service service : topology.services()) {
            findings.addAll(SiteRules.check(service));
            findings.addAll(PolicyRules.check(service, topology.vantages()));
            findings.addAll(PlanRules.check(service));
            findings.addAll(PlaneRules.check(service));
            findings.addAll(RoutingRules.check(service));
            Service shape = Shape.of(service);
            Losses rehearsed = known.computeIfAbsent(shape, it -> Losses.rehearse(topology, it));
            findings.addAll(rehearsed.findings(service.name()));
            losses.addAll(rehearsed.table(service.name()));
        }
        findings.sort(Comparator.comparing(LintFinding::severity));
        losses.sort(Comparator.comparing(Loss::lost));
        return new Lint(findings, losses);
    }

    /** True if nothing would fail when it is needed. */
    public boolean passes() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
