package io.signalbox.decision.core.cell;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.govern.Confirmations;
import io.signalbox.decision.core.govern.Governor;
import io.signalbox.decision.core.govern.RegionLosses;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.status.ShownState;
import io.signalbox.decision.core.transition.ServiceContext;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All decisions of a cell, and the only writer of the states of its services and of the fleet. After a restart it
 * continues from the stored states. Not thread-safe.
 */
public final class Brain {

    /** The consequences of a decision, in this order: store first, then send and publish. */
    public sealed interface Effect {
        record StoreService(ServiceState state) implements Effect {}

        record StoreFleet(FleetState fleet) implements Effect {}

        record Send(Command command) implements Effect {}

        record Journal(JournalEntry entry) implements Effect {}

        record Publish(ServiceStatus status) implements Effect {}

        /** The service has no public state any more. */
        record Withdraw(ServiceName service) implements Effect {}
    }

    /** The interval of {@link #tick}. */
    public static final Duration TICK = Duration.ofMillis(100);

    /** The limit of services in one call, for an event that concerns many. */
    public static final int MOST_AT_ONCE = PendingLooks.MOST_AT_ONCE;

    /** The interval at which confirmations are checked for staleness. */
    private static final Duration REVIEW = Duration.ofSeconds(1);

    private final CellName cell;
    private final Confirmations confirmations;
    private final Map<ServiceName, ServiceUnit> units = new HashMap<>();
    private final CellState known;
    /** The public state of each service at the last check. */
    private final Map<ServiceName, ShownState> shown = new HashMap<>();

    private Topology topology;
    private RegionLosses losses;
    private final EarlyVerdicts early = new EarlyVerdicts();
    private final PendingLooks pending = new PendingLooks();
    private Instant reviewAt = Instant.MIN;
    /** True if the journal says that the fleet's state could not be read. */
    private boolean guardTold;

    public Brain(
            Topology topology,
            CellName cell,
            FleetState fleet,
            Collection<ServiceState> known,
            Map<ServiceName, String> unreadable) {
        this(topology, cell, new CellState(fleet, known, unreadable), Confirmations.required());
    }

    private Brain(Topology topology, CellName cell, CellState known, Confirmations confirmations) {
        this.topology = topology;
        this.cell = cell;
        this.confirmations = confirmations;
        this.known = known;
        this.losses = new RegionLosses(topology);
        follow(topology);
    }

    /**
     * A brain that takes every verdict as confirmed: for rehearsals and measurements, which count the evidence in the
     * same process and know nothing from before. Not for a brain that acts.
     */
    public static Brain assumingConfirmed(
            Topology topology, CellName cell, FleetState fleet, Collection<ServiceState> known) {
        return new Brain(topology, cell, new CellState(fleet, known, Map.of()), Confirmations.assumed());
    }

    /**
     * Follows another version of the topology. Every service is decided on again at the next ticks, some at each tick.
     */
    public void follow(Topology newer) {
        forgetChanged(newer);
        topology = newer;
        var before = Map.copyOf(units);
        units.clear();
        var governor = new Governor(newer.governor(), newer.vantages(), cell);
        for (Service service : newer.services()) {
            ServiceUnit unit = before.get(service.name());
            ServiceContext situation = ServiceContext.of(
                    service, newer, cell, unit == null ? null : unit.machine().situation());
            units.put(service.name(), ServiceUnit.of(situation, governor, confirmations));
        }
        known.lookAgain(units.keySet());
        losses = counted();
    }

    /** Forgets the confirmations of changed services: their evidence is counted anew. */
    private void forgetChanged(Topology newer) {
        boolean others = !newer.vantages().equals(topology.vantages());
        for (Service service : newer.services()) {
            ServiceUnit unit = units.get(service.name());
            if (others || unit == null || !unit.machine().situation().service().equals(service)) {
                confirmations.forget(service.name());
            }
        }
        shown.clear();
    }

    private RegionLosses counted() {
        var counted = new RegionLosses(topology);
        known.all().stream()
                .filter(state -> units.containsKey(state.service()))
                .flatMap(state -> state.verdicts().values().stream())
                .sorted(Comparator.comparing(SiteVerdict::since).thenComparing(SiteVerdict::service))
                .forEach(counted::heard);
        return counted;
    }

    public Topology topology() {
        return topology;
    }

    /**
     * Handles an event. One that concerns no known service has no effect. After an exception the event was not applied,
     * and everything is as it was before.
     */
    public List<Effect> on(ServiceEvent event, Instant now) {
        CellTurn turn = turn(now);
        try {
            take(event, turn, now);
        } catch (RuntimeException e) {
            ServiceName service = event.service();
            if (service != null) {
                confirmations.forget(service);
            }
            known.backTo(0);
            losses = counted();
            throw e;
        }
        return turn.effects();
    }

    private void take(ServiceEvent event, CellTurn turn, Instant now) {
        if (event instanceof ServiceEvent.Directed(var _, Instant appended) && appended != null) {
            turn.storeFleet(known.fleet().readTo(appended.isAfter(now) ? now : appended));
        }
        ServiceName service = event.service();
        if (service == null) {
            if (event instanceof ServiceEvent.Directed(Directive directive, Instant appended)) {
                FleetOrders.Change change = FleetOrders.take(known.fleet(), directive, appended, stuck(), now);
                order(change, turn);
                for (Directive own : change.forServices()) {
                    take(new ServiceEvent.Directed(own), turn, now);
                }
            }
            if (event instanceof ServiceEvent.EvidenceRead(Watermark watermark)) {
                confirmations.heard(watermark);
                pending.review(watermark.services());
                reviewPending(turn, now);
            }
            return;
        }
        if (event instanceof ServiceEvent.VerdictChanged(SiteVerdict verdict)) {
            early.hear(verdict, topology, now);
        }
        ServiceUnit unit = units.get(service);
        if (unit != null) {
            if (event instanceof ServiceEvent.VerdictChanged(SiteVerdict verdict)) {
                confirmations.heard(verdict);
                losses.heard(verdict);
                // The service itself knows the verdict before anything is looked at because of the brake.
                order(FleetOrders.brake(known.fleet(), losses, now), turn, () -> turn.take(unit, event));
            } else {
                turn.take(unit, event);
            }
        }
    }

    /** True if a directive that Kafka stored at this time is read again, after the reader lost its position. */
    public boolean isReplayed(Instant appended) {
        return known.fleet().isReplayed(appended);
    }

    /** The services whose plan could not finish. */
    private List<ServiceName> stuck() {
        return units.keySet().stream()
                .filter(service -> {
                    ServiceState state = known.known(service);
                    return state != null && MoveBlocks.stuck(state) != null && known.quarantine(service) == null;
                })
                .sorted()
                .toList();
    }

    /** Handles the passing of time. Call it every {@link #TICK}; it costs almost nothing when nothing is due. */
    public List<Effect> tick(Instant now) {
        CellTurn turn = turn(now);
        if (!guardTold && known.fleet().isGuarded()) {
            turn.add(new Effect.Journal(FleetOrders.guarded(known.fleet(), now)));
        }
        guardTold = true;
        known.removed(units.keySet()).forEach(turn::remove);
        early.known(topology, now).forEach(verdict -> take(verdict, turn, now));
        if (!now.isBefore(reviewAt)) {
            reviewAt = now.plus(REVIEW);
            pending.review(units.keySet());
        }
        reviewPending(turn, now);
        FleetOrders.Change change = passed(now);
        if (change.fleet().equals(known.fleet())) {
            lookPending(turn);
        } else {
            order(change, turn);
        }
        for (ServiceName service : known.due(now, PendingLooks.MOST_AT_ONCE)) {
            ServiceUnit unit = units.get(service);
            if (unit != null) {
                turn.wake(unit);
            }
        }
        return turn.effects();
    }

    private void reviewPending(CellTurn turn, Instant now) {
        pending.review(service -> review(service, turn, now));
    }

    /** Handles changed confirmations: moves that waited may begin, others are held, and expired holds are shown. */
    private boolean review(ServiceName service, CellTurn turn, Instant now) {
        ServiceUnit unit = units.get(service);
        if (unit == null || known.quarantine(service) != null) {
            return false;
        }
        ServiceState state = known.of(service, now);
        ShownState next = unit.shown(state, now);
        ShownState before = shown.put(service, next);
        if (next.differs(before, state.phase())) {
            known.publish(service);
        }
        boolean changed = !next.equals(before);
        if (changed) {
            turn.wake(unit);
        }
        return changed;
    }

    /** A failure of the common decision freezes all services; the cell goes on. */
    private FleetOrders.Change passed(Instant now) {
        try {
            return FleetOrders.passed(known.fleet(), losses, now);
        } catch (RuntimeException e) {
            Reason reason = Reason.of(
                    ReasonCode.FLEET_FAILED,
                    "deciding on all services together failed; thaw all services once the cause is known: "
                            + Quarantine.words(e));
            return FleetOrders.guard(known.fleet(), reason, now);
        }
    }

    private CellTurn turn(Instant now) {
        known.keep();
        confirmations.clock(now);
        return new CellTurn(known, topology.governor().velocity(), now);
    }

    private void order(FleetOrders.Change change, CellTurn turn) {
        order(change, turn, () -> {});
    }

    /** Applies an order or event for all services. @param first runs before the services are looked at */
    private void order(FleetOrders.Change change, CellTurn turn, Runnable first) {
        FleetState before = known.fleet();
        if (change.fleet().equals(before)) {
            first.run();
            return;
        }
        turn.storeFleet(change.fleet());
        change.journal().forEach(entry -> turn.add(new Effect.Journal(entry)));
        first.run();
        pending.look(units.keySet(), !Objects.equals(change.fleet().freeze(), before.freeze()));
        lookPending(turn);
    }

    private void lookPending(CellTurn turn) {
        pending.look((service, shows) -> look(service, shows, turn));
    }

    /** @param shows whether the change is part of every service's public state */
    private boolean look(ServiceName service, boolean shows, CellTurn turn) {
        ServiceUnit unit = units.get(service);
        if (unit == null) {
            return false;
        }
        ServiceState before = known.known(service);
        boolean waits = before != null && before.phase() instanceof Phase.AwaitingLeave;
        boolean wakes = shows || waits || unit.shadow() != null || unit.mayAdjust(before);
        if (wakes) {
            turn.wake(unit);
        }
        ServiceState after = known.known(service);
        if (shows && after != null && after.equals(before)) {
            turn.publishAgain(unit, after);
        }
        return wakes;
    }
}
