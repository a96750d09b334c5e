package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.Order;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.machine.Phase;
import io.signalbox.decision.core.machine.ServiceState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People with an opinion, each talking to one cell at a time. */
final class Operators {

    private final Agenda agenda;
    private final Chance chance;
    private final Topology topology;
    private final List<SimulatedCell> cells;
    private int directives;
    private boolean calm;

    Operators(Agenda agenda, Chance chance, Topology topology, List<SimulatedCell> cells) {
        this.agenda = agenda;
        this.chance = chance;
        this.topology = topology;
        this.cells = cells;
    }

    void begin() {
        agenda.in(chance.between(2_000, 40_000), this::intervene);
    }

    private void intervene() {
        if (calm) {
            return;
        }
        SimulatedCell cell = chance.pick(cells);
        Service service = chance.pick(topology.services());
        if (chance.in(0.2)) {
            direct(cell, null, chance.in(0.5) ? new Directive.Freeze(until()) : new Directive.Thaw());
        } else {
            direct(cell, service.name(), order(service));
        }
        begin();
    }

    private Order order(Service service) {
        return switch (chance.between(0, 9)) {
            case 0, 1, 2, 3 ->
                new Directive.Override(chance.pick(service.sites()).name(), until(), chance.in(0.3), chance.in(0.5));
            case 4, 5 -> new Directive.Release();
            case 6 -> new Directive.Freeze(until());
            case 7 -> new Directive.Thaw();
            default -> new Directive.Acknowledge();
        };
    }

    private @Nullable Instant until() {
        return chance.in(0.3) ? null : agenda.instant(chance.between(500, 40_000));
    }

    /** Now and then only if nothing has changed since the operator looked. */
    private void direct(SimulatedCell cell, @Nullable ServiceName service, Order order) {
        ServiceState state = service == null ? null : cell.decision().state(service);
        send(cell, service, state != null && chance.in(0.1) ? state.version() : null, order);
    }

    /** Everything that was ordered is taken back, and what needs a person is looked after from now on. */
    void goHome() {
        calm = true;
        for (SimulatedCell cell : cells) {
            send(cell, null, null, new Directive.Thaw());
            for (Service service : topology.services()) {
                send(cell, service.name(), null, new Directive.Release());
                send(cell, service.name(), null, new Directive.Thaw());
            }
        }
        agenda.every(20_000, 20_000, this::lookAfterAlarms);
    }

    private void lookAfterAlarms() {
        for (SimulatedCell cell : cells) {
            for (Service service : topology.services()) {
                ServiceState state = cell.decision().state(service.name());
                if (state != null
                        && (state.phase() instanceof Phase.Stuck
                                || !state.alarms().isEmpty())) {
                    send(cell, service.name(), null, new Directive.Acknowledge());
                }
            }
        }
    }

    private void send(SimulatedCell cell, @Nullable ServiceName service, @Nullable Long expected, Order order) {
        String id = "d" + ++directives;
        var directive =
                new Directive(Directive.VERSION, id, service, "ann", "because", agenda.instant(), expected, order);
        cell.broker().send(cell.broker().directives, directive, () -> {});
    }
}
