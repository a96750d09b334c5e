package io.signalbox.decision.core.lint;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.GovernorSettings.Velocity;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.rules.AlarmLoad;
import io.signalbox.contract.topology.rules.FullTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules about all services together. */
final class FleetRules {

    private FleetRules() {}

    static List<LintFinding> check(Topology topology) {
        var findings = new ArrayList<LintFinding>();
        if (topology.cells().size() == 1) {
            findings.add(LintFinding.warn(
                    "cells",
                    "there is one cell, " + topology.cells().getFirst().name()
                            + ": nothing is decided while its region is lost; a second one in another region would"));
        }
        if (topology.references().isEmpty()) {
            findings.add(LintFinding.warn(
                    "references",
                    "there are none: a vantage cannot tell its own broken network from lost sites, and keeps"
                            + " its vote"));
        }
        FullTarget.in(topology).forEach(full -> findings.add(LintFinding.error(full.path(), full.text())));
        for (AlarmLoad load : AlarmLoad.in(topology)) {
            String problem = load.problem(AlarmLoad.USUAL_RATE);
            if (problem != null) {
                findings.add(LintFinding.warn(load.path(), problem));
            }
        }
        Velocity velocity = topology.governor().velocity();
        if (velocity != null) {
            velocity(topology, velocity, findings);
        }
        return findings;
    }

    private static void velocity(Topology topology, Velocity velocity, List<LintFinding> findings) {
        Map<SiteName, Integer> homes = new TreeMap<>();
        for (Service service : topology.services()) {
            homes.merge(service.preferred().name(), 1, Integer::sum);
        }
        homes.entrySet().stream().max(Map.Entry.comparingByValue()).ifPresent(biggest -> {
            int services = biggest.getValue();
            if (services > velocity.moves()) {
                Duration last = velocity.within().multipliedBy((services - 1) / velocity.moves());
                findings.add(LintFinding.warn(
                        "governor.velocity",
                        services + " services move when " + biggest.getKey() + " is lost, and "
                                + velocity.moves() + " may begin within " + LintText.of(velocity.within())
                                + ": the last ones begin " + LintText.of(last) + " later"));
            }
        });
    }
}
