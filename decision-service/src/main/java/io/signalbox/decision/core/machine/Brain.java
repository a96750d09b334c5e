package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Reason;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All decisions of a cell: every service's state, the fleet's, and the one writer of both. Restored from what was
 * stored, it goes on where it was. Not thread-safe.
 */
public final class Brain {

    /** What is to be done about a decision, in this order: stored first, then told. */
    public sealed interface Effect {
        record StoreService(ServiceState state) implements Effect {}

        record StoreFleet(Fleet fleet) implements Effect {}

        record Send(Command command) implements Effect {}

        record Journal(JournalEntry entry) implements Effect {}

        record Publish(ServiceStatus status) implements Effect {}
    }

    private final CellName cell;
    private final Governor governor = new Governor();
    private final Map<ServiceName, ServiceMachine> machines = new HashMap<>();
    private final Map<ServiceName, ServiceState> states = new HashMap<>();
    private final Map<ServiceName, Instant> wakeAt = new HashMap<>();
    private Topology topology;
    private Fleet fleet;

    /** @param known states from before a restart; those of services that are no more are kept aside */
    public Brain(Topology topology, CellName cell, Fleet fleet, Collection<ServiceState> known) {
        this.topology = topology;
        this.cell = cell;
        this.fleet = fleet;
        known.forEach(state -> states.put(state.service(), state));
        follow(topology);
    }

    /** Goes on with another version of the topology. Every service is looked at again at the next tick. */
    public void follow(Topology newer) {
        topology = newer;
        machines.clear();
        wakeAt.clear();
        for (Service service : newer.services()) {
            machines.put(service.name(), new ServiceMachine(service, cell, newer.digest(), governor));
            wakeAt.put(service.name(), Instant.EPOCH);
        }
    }

    public Topology topology() {
        return topology;
    }

    /** Something happened. What concerns no known service has no effect. */
    public List<Effect> on(Event event, Instant now) {
        var effects = new ArrayList<Effect>();
        ServiceName service = event.service();
        if (service == null) {
            if (event instanceof Event.Directed(Directive directive)) {
                direct(directive, now, effects);
            }
            return effects;
        }
        ServiceMachine machine = machines.get(service);
        if (machine != null) {
            ServiceState before = state(service, now);
            apply(before, machine.on(before, event, fleet, now), effects);
        }
        return effects;
    }

    /** Time has passed. To be called about ten times a second; costs next to nothing when nothing is due. */
    public List<Effect> tick(Instant now) {
        var effects = new ArrayList<Effect>();
        endCommonFreeze(now, effects);
        for (ServiceName service : due(now)) {
            wake(service, now, effects);
        }
        return effects;
    }

    private List<ServiceName> due(Instant now) {
        var due = new ArrayList<ServiceName>();
        wakeAt.forEach((service, when) -> {
            if (!now.isBefore(when)) {
                due.add(service);
            }
        });
        return due;
    }

    private void wake(ServiceName service, Instant now, List<Effect> effects) {
        ServiceMachine machine = machines.get(service);
        if (machine != null) {
            ServiceState before = state(service, now);
            apply(before, machine.tick(before, fleet, now), effects);
        }
    }

    private ServiceState state(ServiceName service, Instant now) {
        ServiceState state = states.get(service);
        return state == null ? ServiceState.fresh(service, now) : state;
    }

    private void apply(ServiceState before, Transition transition, List<Effect> effects) {
        ServiceState next = transition.next();
        Instant wake = transition.wakeAt();
        if (wake == null) {
            wakeAt.remove(next.service());
        } else {
            wakeAt.put(next.service(), wake);
        }
        boolean first = states.put(next.service(), next) == null;
        if (first || !next.equals(before)) {
            effects.add(new Effect.StoreService(next));
        }
        transition.commands().forEach(command -> effects.add(new Effect.Send(command)));
        transition.journal().forEach(entry -> effects.add(new Effect.Journal(entry)));
        if (first || !next.equals(before)) {
            effects.add(new Effect.Publish(status(next)));
        }
    }

    private ServiceStatus status(ServiceState state) {
        Service service = topology.service(state.service()).orElseThrow();
        return Statuses.of(state, service, fleet, cell, topology.digest());
    }

    private void direct(Directive directive, Instant now, List<Effect> effects) {
        if (fleet.directives().contains(directive.id())) {
            return;
        }
        switch (directive.order()) {
            case Directive.Freeze order ->
                fleet(
                        Directing.freeze(directive, order, now),
                        directive,
                        "no automatic move of any service begins",
                        now,
                        effects);
            case Directive.Thaw _ -> fleet(null, directive, "automatic moves of all services may begin", now, effects);
            case Directive.Override _, Directive.Release _, Directive.Acknowledge _ ->
                fleet(fleet.freeze(), directive, "refused: only freeze and thaw are for all services", now, effects);
        }
    }

    private void fleet(
            Hold.@Nullable Freeze freeze, Directive directive, String effect, Instant now, List<Effect> effects) {
        fleet = new Fleet(
                Fleet.VERSION, fleet.version() + 1, freeze, Draft.remembering(fleet.directives(), directive.id()));
        effects.add(new Effect.StoreFleet(fleet));
        String kind = directive.order().kind();
        Reason reason = Reason.of(kind, directive.who() + ": " + directive.why() + "; " + effect);
        effects.add(new Effect.Journal(entry(kind, reason, directive.id(), directive.who(), now)));
        lookAtAll(now, effects);
    }

    private void endCommonFreeze(Instant now, List<Effect> effects) {
        Hold.Freeze freeze = fleet.freeze();
        if (freeze != null && freeze.endedAt(now)) {
            fleet = new Fleet(Fleet.VERSION, fleet.version() + 1, null, fleet.directives());
            effects.add(new Effect.StoreFleet(fleet));
            Reason reason =
                    Reason.of("expired", "the freeze of all services by " + freeze.who() + " has ended, as ordered");
            effects.add(new Effect.Journal(entry("freeze-expired", reason, freeze.directive(), freeze.who(), now)));
            lookAtAll(now, effects);
        }
    }

    /** The fleet's state shows in every service's. */
    private void lookAtAll(Instant now, List<Effect> effects) {
        for (ServiceName service : machines.keySet()) {
            ServiceState before = states.get(service);
            wake(service, now, effects);
            ServiceState after = states.get(service);
            if (after != null && after.equals(before)) {
                effects.add(new Effect.Publish(status(after)));
            }
        }
    }

    private JournalEntry entry(String kind, Reason reason, String directive, String who, Instant now) {
        return new JournalEntry(
                JournalEntry.VERSION,
                null,
                fleet.version(),
                now,
                kind,
                null,
                null,
                0,
                null,
                null,
                directive,
                who,
                reason,
                null,
                null);
    }
}
