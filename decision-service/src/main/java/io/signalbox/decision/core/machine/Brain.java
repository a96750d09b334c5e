package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.Fence;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.topology.GovernorSettings.Velocity;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** One service, what its status is made with, and its shadow policy; null without one. */
    private record Seat(
            ServiceMachine machine,
            Statuses statuses,
            @Nullable Understudy understudy) {
        ServiceStatus status(ServiceState state, Fleet fleet, Instant now) {
            return statuses.of(state, fleet, understudy == null ? null : understudy.status(), now);
        }
    }

    private final CellName cell;
    private final Map<ServiceName, Seat> seats = new HashMap<>();
    private final Map<ServiceName, ServiceState> states = new HashMap<>();
    private final Map<ServiceName, Instant> wakeAt = new HashMap<>();
    /** Whose public state is not yet of the topology in force. */
    private final Set<ServiceName> unpublished = new HashSet<>();

    private Topology topology;
    private Census census;
    private Fleet fleet;

    /** @param known states from before a restart; those of services that are no more are kept aside */
    public Brain(Topology topology, CellName cell, Fleet fleet, Collection<ServiceState> known) {
        this.topology = topology;
        this.cell = cell;
        this.fleet = fleet;
        this.census = new Census(topology);
        known.forEach(state -> states.put(state.service(), state));
        follow(topology);
    }

    /** Goes on with another version of the topology. Every service is looked at again at the next tick. */
    public void follow(Topology newer) {
        topology = newer;
        seats.clear();
        wakeAt.clear();
        unpublished.clear();
        var governor = new Governor(newer.governor(), cell);
        for (Service service : newer.services()) {
            var situation =
                    new Situation(service, cell, newer.digest(), newer.cells().size() > 1);
            var machine = new ServiceMachine(situation, governor);
            var understudy = Understudy.of(service, cell, newer.digest(), governor);
            seats.put(service.name(), new Seat(machine, new Statuses(machine.situation(), governor), understudy));
            wakeAt.put(service.name(), Instant.EPOCH);
            unpublished.add(service.name());
        }
        census = new Census(newer);
        states.values().stream()
                .filter(state -> seats.containsKey(state.service()))
                .flatMap(state -> state.verdicts().values().stream())
                .sorted(Comparator.comparing(SiteVerdict::since).thenComparing(SiteVerdict::service))
                .forEach(census::heard);
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
                FleetOrders.Change change = FleetOrders.take(fleet, directive, stuck(), now);
                order(change, now, effects);
                change.forServices().forEach(own -> effects.addAll(on(new Event.Directed(own), now)));
            }
            return effects;
        }
        Seat seat = seats.get(service);
        if (seat != null) {
            if (event instanceof Event.VerdictChanged(SiteVerdict verdict)) {
                census.heard(verdict);
                order(FleetOrders.brake(fleet, census, now), now, effects);
            }
            ServiceState before = state(service, now);
            apply(before, seat, event, seat.machine().on(before, event, fleet, now), now, effects);
        }
        return effects;
    }

    /** The services whose plan could not finish. */
    private List<ServiceName> stuck() {
        return seats.keySet().stream()
                .filter(service -> {
                    ServiceState state = states.get(service);
                    return state != null && state.phase() instanceof Phase.Stuck;
                })
                .sorted()
                .toList();
    }

    /** Time has passed. To be called about ten times a second; costs next to nothing when nothing is due. */
    public List<Effect> tick(Instant now) {
        var effects = new ArrayList<Effect>();
        order(FleetOrders.passed(fleet, census, now), now, effects);
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
        Seat seat = seats.get(service);
        if (seat != null) {
            ServiceState before = state(service, now);
            apply(before, seat, null, seat.machine().tick(before, fleet, now), now, effects);
        }
    }

    private ServiceState state(ServiceName service, Instant now) {
        ServiceState state = states.get(service);
        return state == null ? ServiceState.fresh(service, now) : state;
    }

    private void apply(
            ServiceState before, Seat seat, @Nullable Event event, Transition real, Instant now, List<Effect> effects) {
        Understudy understudy = seat.understudy();
        Transition transition = understudy == null ? real : understudy.follow(event, real, fleet, now);
        ServiceState next = transition.next();
        Instant wake = transition.wakeAt();
        if (wake == null) {
            wakeAt.remove(next.service());
        } else {
            wakeAt.put(next.service(), wake);
        }
        boolean first = states.put(next.service(), next) == null;
        boolean changed = first || !next.equals(before);
        if (transition.began()) {
            countStart(now, effects);
        }
        if (changed) {
            effects.add(new Effect.StoreService(next));
        }
        transition.commands().forEach(command -> effects.add(new Effect.Send(command)));
        transition.journal().forEach(entry -> effects.add(new Effect.Journal(entry)));
        if (unpublished.remove(next.service()) || changed) {
            effects.add(new Effect.Publish(seat.status(next, fleet, now)));
        }
    }

    private void countStart(Instant now, List<Effect> effects) {
        Velocity velocity = topology.governor().velocity();
        if (velocity != null) {
            fleet = fleet.began(now, now.minus(velocity.within()));
            effects.add(new Effect.StoreFleet(fleet));
        }
    }

    /** What was ordered of, or has happened to, all services at once. */
    private void order(FleetOrders.Change change, Instant now, List<Effect> effects) {
        if (change.fleet().equals(fleet)) {
            return;
        }
        boolean shows = !Objects.equals(change.fleet().freeze(), fleet.freeze());
        fleet = change.fleet();
        effects.add(new Effect.StoreFleet(fleet));
        change.journal().forEach(entry -> effects.add(new Effect.Journal(entry)));
        lookAtAll(now, shows, effects);
    }

    /** Whether what held a part of its traffic back, or where it is, may be over. */
    private static boolean mayAdjust(Seat seat, @Nullable ServiceState state) {
        Fence fence = state == null ? null : state.fence();
        return fence != null
                && (fence.split() != null
                        || seat.machine().situation().service().dns().preWarm() != null);
    }

    /** @param shows whether the change is part of every service's public state */
    private void lookAtAll(Instant now, boolean shows, List<Effect> effects) {
        seats.forEach((service, seat) -> {
            ServiceState before = states.get(service);
            boolean waits = before != null && before.phase() instanceof Phase.AwaitingLeave;
            if (shows || waits || seat.understudy() != null || mayAdjust(seat, before)) {
                wake(service, now, effects);
            }
            ServiceState after = states.get(service);
            if (shows && after != null && after.equals(before)) {
                effects.add(new Effect.Publish(seat.status(after, fleet, now)));
            }
        });
    }
}
