package io.signalbox.decision.core.cell;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.GovernorSettings.Velocity;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.orders.DirectiveHandler;
import io.signalbox.decision.core.shadow.ShadowPolicy;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.ServiceEvent;
import io.signalbox.decision.core.transition.Transition;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effects of one event, or of the passing of time, on the services that it concerns. Lives for one call of the
 * brain.
 */
final class CellTurn {

    private final CellState cell;
    private final @Nullable Velocity velocity;
    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();

    CellTurn(CellState cell, @Nullable Velocity velocity, Instant now) {
        this.cell = cell;
        this.velocity = velocity;
        this.now = now;
    }

    List<Effect> effects() {
        return effects;
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    void storeFleet(FleetState next) {
        cell.fleet(next);
        effects.add(new Effect.StoreFleet(next));
    }

    /** An event that concerns this service. */
    void take(ServiceUnit unit, ServiceEvent event) {
        Reason quarantine = cell.quarantine(unit.service());
        ServiceState before = before(unit);
        if (quarantine == null) {
            apply(before, unit, event, transition(unit, before, event));
        } else {
            inQuarantine(unit, before, event, quarantine);
        }
    }

    private ServiceState before(ServiceUnit unit) {
        ServiceState state = cell.of(unit.service(), now);
        return RemovedService.is(state) ? RemovedService.back(unit.draft(state, cell.fleet(), now)) : state;
    }

    /** The service is not in the topology any more. */
    void remove(ServiceState state) {
        ServiceState kept = RemovedService.kept(state, now);
        cell.put(kept);
        effects.add(new Effect.StoreService(kept));
        effects.add(new Effect.Journal(RemovedService.entry(kept)));
        effects.add(new Effect.Withdraw(kept.service()));
    }

    private Transition transition(ServiceUnit unit, ServiceState before, ServiceEvent event) {
        if (event instanceof ServiceEvent.Directed(Directive directive, Instant appended)
                && ServiceEvent.Directed.isTooOld(appended, now)) {
            TransitionBuilder draft = unit.draft(before, cell.fleet(), now);
            return DirectiveHandler.tooOld(draft, directive, appended, cell.wakeAt(unit.service()));
        }
        return unit.machine().on(before, event, cell.fleet(), now);
    }

    /** Time has passed. A service whose decision fails affects only itself: it is quarantined as it was before. */
    void wake(ServiceUnit unit) {
        ServiceName service = unit.service();
        ServiceState before = before(unit);
        Reason quarantine = cell.quarantine(service);
        if (quarantine == null) {
            guarded(unit, before, () -> {
                apply(before, unit, null, unit.machine().tick(before, cell.fleet(), now));
            });
            return;
        }
        cell.wakeAt(service, null);
        if (cell.isUnpublished(service)) {
            begins(unit, before, quarantine);
        }
    }

    /** Publishes an unchanged state: its public form contains something that applies to all services. */
    void publishAgain(ServiceUnit unit, ServiceState state) {
        guarded(unit, state, () -> publish(unit, state));
    }

    private void guarded(ServiceUnit unit, ServiceState before, Runnable work) {
        int mark = cell.mark();
        int size = effects.size();
        try {
            work.run();
        } catch (RuntimeException e) {
            cell.backTo(mark);
            effects.subList(size, effects.size()).clear();
            Reason reason = Quarantine.failed(e);
            storeFleet(cell.fleet().quarantine(unit.service(), reason));
            begins(unit, before, reason);
        }
    }

    private void begins(ServiceUnit unit, ServiceState before, Reason quarantine) {
        apply(before, unit, null, Quarantine.begun(unit.draft(before, cell.fleet(), now), quarantine));
    }

    private void inQuarantine(ServiceUnit unit, ServiceState before, ServiceEvent event, Reason quarantine) {
        TransitionBuilder draft = unit.draft(before, cell.fleet(), now);
        switch (event) {
            case ServiceEvent.VerdictChanged(SiteVerdict verdict) ->
                apply(before, unit, null, Quarantine.heard(draft, verdict));
            case ServiceEvent.Directed(Directive directive, var _)
            when directive.order() instanceof Directive.LiftQuarantine order -> lift(unit, draft, directive, order);
            case ServiceEvent.Directed(Directive directive, var _) ->
                apply(before, unit, null, Quarantine.refused(draft, directive, quarantine));
            case ServiceEvent.Reported _, ServiceEvent.EvidenceRead _ -> {
                // After the quarantine a plan repeats its command, and a changed fence refuses the next write.
            }
        }
    }

    private void lift(ServiceUnit unit, TransitionBuilder draft, Directive directive, Directive.LiftQuarantine order) {
        ServiceState before = draft.state();
        if (!Quarantine.ends(draft, directive, order, cell.isUnreadable(unit.service()))) {
            apply(before, unit, null, draft.done(null));
            return;
        }
        cell.read(unit.service());
        storeFleet(cell.fleet().quarantine(unit.service(), null));
        TransitionBuilder begun = order.discards() ? Quarantine.anew(draft, directive, before.verdicts()) : draft;
        apply(before, unit, null, Quarantine.lifted(begun, directive, order.discards()));
    }

    /** @param event null when only time has passed */
    private void apply(ServiceState before, ServiceUnit unit, @Nullable ServiceEvent event, Transition real) {
        Transition transition = cell.quarantine(unit.service()) == null ? shadowed(unit, event, real) : real;
        ServiceState next = transition.next();
        cell.wakeAt(next.service(), transition.wakeAt());
        boolean first = cell.put(next);
        boolean changed = first || !next.equals(before);
        if (transition.began() && velocity != null) {
            storeFleet(cell.fleet().began(now, now.minus(velocity.within())));
        }
        if (changed && !cell.isUnreadable(next.service())) {
            effects.add(new Effect.StoreService(next));
        }
        transition.commands().forEach(command -> effects.add(new Effect.Send(command)));
        transition.journal().forEach(entry -> effects.add(new Effect.Journal(entry)));
        if (cell.published(next.service()) || changed) {
            publish(unit, next);
        }
    }

    private Transition shadowed(ServiceUnit unit, @Nullable ServiceEvent event, Transition real) {
        ShadowPolicy shadow = unit.shadow();
        if (shadow == null || cell.failedShadows().contains(unit.service())) {
            return real;
        }
        Runnable back = shadow.undo();
        cell.onUndo(back);
        try {
            return shadow.follow(event, real, cell.fleet(), now);
        } catch (RuntimeException e) {
            // A failing shadow policy affects only itself, until the topology changes or the process restarts.
            back.run();
            cell.failedShadows().add(unit.service());
            return Quarantine.shadowFailed(unit.draft(real.next(), cell.fleet(), now), real, e);
        }
    }

    private void publish(ServiceUnit unit, ServiceState state) {
        Reason quarantine = cell.quarantine(state.service());
        effects.add(new Effect.Publish(unit.status(state, cell.fleet(), quarantine, now)));
    }
}
