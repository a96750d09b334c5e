package io.signalbox.decision.core.rehearsal;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.evidence.Evidence;
import io.signalbox.decision.core.evidence.ShadowedEvidence;
import io.signalbox.decision.core.evidence.Silence;
import io.signalbox.decision.core.shadow.SimulatedProvider;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Function;

/**
 * What all services of a topology would do about observations. Evidence and decisions are the same code that runs live,
 * at the same intervals. Commands succeed at once, and a person approves and acknowledges at once. Brake and limits
 * apply. Not thread-safe.
 */
public final class Rehearsal {

    private final Map<ServiceName, ShadowedEvidence> evidence = new HashMap<>();
    private final Map<ServiceName, ServiceState> states = new HashMap<>();
    private final Map<ServiceName, MoveKind> kinds = new HashMap<>();
    private final Map<ServiceName, Reason> reasons = new HashMap<>();
    private final Brain brain;
    private final Listener listener;
    private final Approver approver = new Approver();
    private Instant now;
    private Instant nextEvidence;
    private Instant nextDecision;

    /** @param begins the site with the traffic of each service at the beginning */
    public Rehearsal(
            Topology topology, CellName cell, Function<Service, SiteName> begins, Instant begin, Listener listener) {
        this.brain = Brain.assumingConfirmed(topology, cell, FleetState.NEW, List.of());
        this.listener = listener;
        this.now = begin;
        this.nextEvidence = begin.plus(Evidence.TICK);
        this.nextDecision = begin.plus(Brain.TICK);
        for (Service service : topology.services()) {
            evidence.put(service.name(), new ShadowedEvidence(topology, service, List.of(), begin));
            Fence fence =
                    Fence.settled(1, begins.apply(service), "rehearsal", cell).marking(Marks.NONE);
            perform(new ServiceEvent.Reported(new FenceSighting(
                    Outcome.VERSION, service.name(), begin, FenceSighting.Sight.PRESENT, fence, "rehearsal", null)));
        }
    }

    /**
     * Counts an observation. It must not be older than the one before. One that concerns no service changes nothing.
     */
    public void observe(Observation observation, Instant appended) {
        passes(appended);
        ShadowedEvidence counted = evidence.get(observation.service());
        if (counted != null) {
            hear(counted.accept(observation, appended, now));
        }
    }

    /** True if it was measured under another description of its check, so that it does not count. */
    public boolean isOfAnotherDescription(Observation observation) {
        ShadowedEvidence counted = evidence.get(observation.service());
        return counted != null && counted.isOfAnotherDescription(observation);
    }

    /** Advances time. */
    public void passes(Instant until) {
        while (!nextDecision.isAfter(until) || !nextEvidence.isAfter(until)) {
            if (nextDecision.isBefore(nextEvidence)) {
                decide();
            } else {
                count();
            }
        }
        now = until.isAfter(now) ? until : now;
    }

    private void decide() {
        now = nextDecision;
        nextDecision = now.plus(Brain.TICK);
        take(brain.tick(now));
    }

    private void count() {
        now = nextEvidence;
        nextEvidence = now.plus(Evidence.TICK);
        for (ShadowedEvidence each : evidence.values()) {
            hear(each.tick(now, Silence.upTo(now)));
        }
    }

    /** The last state of a service; also of one that does not move. */
    public ServiceState state(ServiceName service) {
        return Objects.requireNonNull(states.get(service), "no such service in the rehearsal");
    }

    private void hear(List<SiteVerdict> changes) {
        for (SiteVerdict change : changes) {
            listener.heard(change);
            perform(new ServiceEvent.VerdictChanged(change));
        }
    }

    private void perform(ServiceEvent event) {
        take(brain.on(event, now));
    }

    private void take(List<Effect> first) {
        var answers = new ArrayDeque<ServiceEvent>();
        List<Effect> effects = first;
        while (true) {
            effects.forEach(effect -> take(effect, answers));
            ServiceEvent answer = answers.poll();
            if (answer == null) {
                return;
            }
            effects = brain.on(answer, now);
        }
    }

    private void take(Effect effect, Queue<ServiceEvent> answers) {
        switch (effect) {
            case Effect.StoreService(ServiceState state) -> {
                note(state);
                Directive word = approver.answer(state, now);
                if (word != null) {
                    answers.add(new ServiceEvent.Directed(word));
                }
            }
            case Effect.Send(Command command) -> {
                listener.asked(command);
                answers.add(SimulatedProvider.answer(command, now));
            }
            case Effect.Journal(JournalEntry entry) -> {
                ServiceName service = entry.service();
                if (service != null && entry.is(JournalKind.MOVE_STARTED)) {
                    reasons.put(service, entry.reason());
                }
                listener.journalled(entry);
            }
            case Effect.StoreFleet _, Effect.Publish _, Effect.Withdraw _ -> {
                // Not visible outside.
            }
        }
    }

    private void note(ServiceState state) {
        ServiceName service = state.service();
        ServiceState before = states.put(service, state);
        SiteName from = before == null ? null : before.active();
        SiteName to = state.active();
        MoveKind kind = kinds.get(service);
        if (from != null && to != null && !to.equals(from) && kind != null) {
            Reason reason = reasons.getOrDefault(service, state.reason());
            listener.moved(new Move(service, now, from, to, kind, reason, approver.hasAgreed(service)));
        }
        if (state.phase() instanceof Phase.Moving moving) {
            kinds.put(service, moving.plan().kind());
        }
    }
}
