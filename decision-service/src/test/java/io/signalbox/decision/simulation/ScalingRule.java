package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.util.HashSet;
import java.util.Set;

/** A drill without traffic stands in nobody's way: once the site with the traffic is dead, it scales nothing any more. */
final class ScalingRule {

    private record Scaling(ServiceName service, CellName cell, String plan) {}

    private final Agenda agenda;
    private final Topology topology;
    private final Reality reality;
    private final Judge judge;
    private final Set<Scaling> plans = new HashSet<>();

    ScalingRule(Agenda agenda, Topology topology, Reality reality, Judge judge) {
        this.agenda = agenda;
        this.topology = topology;
        this.reality = reality;
        this.judge = judge;
    }

    void told(CellName cell, ServiceName service, String plan, JournalEntry entry) {
        if (entry.kind().equals("scale-started")) {
            plans.add(new Scaling(service, cell, plan));
        }
    }

    void sent(Command command) {
        if (command.arguments() instanceof Action
                && plans.contains(new Scaling(command.service(), command.cell(), command.plan()))) {
            topology.service(command.service()).ifPresent(service -> scales(service, command));
        }
    }

    private void scales(Service service, Command command) {
        SiteName active = command.next().active();
        Long dead = reality.deadSince(service.name(), active);
        judge.require(
                dead == null
                        || service.site(active)
                                .map(site -> site.probes().isEmpty() || dead > agenda.now() - Delays.detection(site))
                                .orElse(true),
                "a drill without traffic scales nothing while the site with the traffic is dead",
                () -> service.name() + " by " + command.cell() + " " + command.plan() + ", " + active
                        + " is dead since " + dead);
    }
}
