package io.signalbox.decision.core.shadow;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.fence.KnownFence;
import io.signalbox.decision.core.govern.ConfirmationRule;
import io.signalbox.decision.core.govern.Governor;
import io.signalbox.decision.core.machine.ServiceMachine;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.ServiceContext;
import io.signalbox.decision.core.transition.ServiceEvent;
import io.signalbox.decision.core.transition.Transition;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service's shadow policy: it handles the same events as the policy in force, with a simulated provider, and reports
 * where it disagrees. It never acts. Orders of operators apply to it as well, so that it differs by its policy alone.
 * Its state is not durable: it starts again from where the traffic is, and says so.
 */
public final class ShadowPolicy {

    private final ServiceContext situation;
    private final ServiceMachine machine;
    private final boolean ownQuorum;
    private @Nullable ServiceState state;
    private @Nullable Instant wakeAt;
    /** The reason for the present active site. */
    private Reason why = Reason.of(ReasonCode.SHADOW_BEGINS, "nothing is known yet");

    /** Why the policy in force began its last move. */
    private @Nullable Reason realWhy;

    /** The active site of the policy in force at the last event. */
    private @Nullable SiteName real;

    /** The site that it last reported as a disagreement; null while it agrees. */
    private @Nullable SiteName elsewhere;

    private ShadowPolicy(ServiceContext situation, ServiceMachine machine, boolean ownQuorum) {
        this.situation = situation;
        this.machine = machine;
        this.ownQuorum = ownQuorum;
    }

    /** Null if the service has no shadow policy. */
    public static @Nullable ShadowPolicy of(
            Service service, CellName cell, String digest, Governor governor, ConfirmationRule confirmation) {
        Policy shadow = service.shadow();
        return shadow == null
                ? null
                : new ShadowPolicy(
                        new ServiceContext(service, cell, digest, false),
                        new ServiceMachine(
                                new ServiceContext(service.under(shadow), cell, digest, false), governor, confirmation),
                        !shadow.quorum().equals(service.policy().quorum()));
    }

    /**
     * Handles the event that the policy in force has just handled.
     *
     * @param event null when only time has passed
     * @param real the transition of the policy in force
     * @return the same transition, with journal entries of the shadow policy
     */
    public Transition follow(@Nullable ServiceEvent event, Transition real, FleetState fleet, Instant now) {
        var notes = new ArrayList<JournalEntry>();
        ServiceState next = real.next();
        SiteName before = state == null ? null : state.active();
        realWhy = begun(real.journal(), realWhy);
        if (state == null ? isKnown(next) : mustBeginAnew(real)) {
            ServiceState fresh = begun(next, now);
            next = noted(next, JournalKind.SHADOW_BEGINS, why, fleet, notes, now);
            perform(machine.tick(fresh, fleet, now), fleet, now);
        } else if (state != null) {
            perform(live(heard(state, real, fleet, now), event, real, fleet, now), fleet, now);
        }
        this.real = realSite(next);
        next = compared(next, !Objects.equals(before, state == null ? null : state.active()), fleet, notes, now);
        var journal = new ArrayList<>(real.journal());
        journal.addAll(notes);
        return new Transition(next, real.commands(), journal, Instants.earlier(real.wakeAt(), wakeAt), real.began());
    }

    /** An action that restores the present state. */
    public Runnable undo() {
        ServiceState state = this.state;
        Instant wakeAt = this.wakeAt;
        Reason why = this.why;
        Reason realWhy = this.realWhy;
        SiteName real = this.real;
        SiteName elsewhere = this.elsewhere;
        return () -> {
            this.state = state;
            this.wakeAt = wakeAt;
            this.why = why;
            this.realWhy = realWhy;
            this.real = real;
            this.elsewhere = elsewhere;
        };
    }

    /** The shadow policy in the public state; null before it has begun. */
    public ServiceStatus.@Nullable Shadow status() {
        SiteName active = state == null ? null : state.active();
        Instant since = state == null ? null : state.activeSince();
        return active == null || since == null ? null : new ServiceStatus.Shadow(active, elsewhere == null, since, why);
    }

    private boolean isKnown(ServiceState real) {
        Policy.Mode mode = situation.service().policy().mode();
        return real.fence() != null || mode == Policy.Mode.ADVISE || mode == Policy.Mode.OFF;
    }

    /** Another cell has moved the traffic; or traffic has moved while the shadow policy is stuck. */
    private boolean mustBeginAnew(Transition real) {
        boolean anothers =
                wrote(real, JournalKind.FENCE_ADOPTED) && !realSite(real.next()).equals(this.real);
        boolean moved = wrote(real, JournalKind.CHANGE_ACCEPTED);
        return anothers || moved && state != null && state.phase() instanceof Phase.Stuck;
    }

    private static boolean wrote(Transition real, JournalKind kind) {
        return real.journal().stream().anyMatch(entry -> entry.is(kind));
    }

    /** Orders of other cells apply to the shadow policy as well. */
    private ServiceState heard(ServiceState mine, Transition real, FleetState fleet, Instant now) {
        Fence pretended = mine.fence();
        Fence fence = real.next().fence();
        if (pretended == null
                || fence == null
                || !wrote(real, JournalKind.FENCE_ADOPTED) && !wrote(real, JournalKind.FENCE_WORDS)) {
            return mine;
        }
        var draft = new TransitionBuilder(situation, mine, fleet, now);
        KnownFence.update(draft, pretended.holding(fence.hold()), mine.records());
        draft.holds(draft.holds().override(real.next().holds().override()));
        return draft.done(null).next();
    }

    private ServiceState begun(ServiceState real, Instant now) {
        SiteName active = realSite(real);
        Fence fence = real.fence();
        Fence pretended = Fence.settled(fence == null ? 1 : fence.epoch(), active, "shadow", situation.cell())
                .holding(fence == null ? null : fence.hold());
        var verdicts = new HashMap<SiteName, SiteVerdict>();
        real.verdicts().forEach((site, verdict) -> verdicts.put(site, seen(verdict)));
        why = Reason.of(
                ReasonCode.SHADOW_BEGINS,
                "the shadow policy begins anew with the traffic at " + active + ", where it is");
        elsewhere = null;
        return new ServiceState(
                ServiceState.VERSION,
                real.service(),
                0,
                new Phase.Steady(),
                fence == null ? pretended : pretended.after(fence),
                now,
                false,
                List.of(),
                verdicts,
                real.holds(),
                real.memory(),
                why,
                now,
                Map.of(),
                null,
                real.directives(),
                real.dividedSince(),
                List.of());
    }

    private Transition live(
            ServiceState mine, @Nullable ServiceEvent event, Transition real, FleetState fleet, Instant now) {
        return switch (event) {
            case ServiceEvent.VerdictChanged(SiteVerdict verdict) ->
                machine.on(mine, new ServiceEvent.VerdictChanged(seen(verdict)), fleet, now);
            case ServiceEvent.Directed(Directive directive, var _)
            when taken(directive, real) ->
                machine.on(mine, new ServiceEvent.Directed(anyVersion(directive)), fleet, now);
            case ServiceEvent.Directed _, ServiceEvent.Reported _, ServiceEvent.EvidenceRead _ ->
                machine.tick(mine, fleet, now);
            case null -> machine.tick(mine, fleet, now);
        };
    }

    private SiteVerdict seen(SiteVerdict verdict) {
        SiteVerdict other = verdict.shadow();
        if (!ownQuorum) {
            return verdict;
        }
        return other == null
                ? new SiteVerdict(
                        SiteVerdict.VERSION,
                        verdict.service(),
                        verdict.site(),
                        Verdict.UNKNOWN,
                        verdict.since(),
                        null,
                        List.of(),
                        verdict.needed(),
                        Reason.of(
                                ReasonCode.QUORUM_UNKNOWN,
                                verdict.site() + " is UNKNOWN to the shadow policy's quorum"),
                        verdict.topologyDigest(),
                        null,
                        null,
                        null,
                        null)
                : other;
    }

    private static boolean taken(Directive directive, Transition real) {
        return real.journal().stream()
                .noneMatch(entry -> entry.is(JournalKind.DIRECTIVE_REFUSED)
                        && directive.id().equals(entry.directive()));
    }

    /** Drops the expected version, which is that of the policy in force. */
    private static Directive anyVersion(Directive directive) {
        return new Directive(
                directive.v(),
                directive.id(),
                directive.service(),
                directive.who(),
                directive.person(),
                directive.why(),
                directive.at(),
                null,
                directive.order());
    }

    private void perform(Transition first, FleetState fleet, Instant now) {
        Transition transition = first;
        var sent = new ArrayDeque<Command>();
        while (true) {
            state = transition.next();
            wakeAt = transition.wakeAt();
            sent.addAll(transition.commands());
            why = Objects.requireNonNull(begun(transition.journal(), why));
            Command command = sent.poll();
            if (command == null) {
                return;
            }
            transition = machine.on(state, SimulatedProvider.answer(command, now), fleet, now);
        }
    }

    /** The reason of the last move among the entries. */
    private static @Nullable Reason begun(List<JournalEntry> journal, @Nullable Reason otherwise) {
        Reason reason = otherwise;
        for (JournalEntry entry : journal) {
            reason = entry.is(JournalKind.MOVE_STARTED) ? entry.reason() : reason;
        }
        return reason;
    }

    private ServiceState compared(
            ServiceState real, boolean moved, FleetState fleet, List<JournalEntry> notes, Instant now) {
        SiteName mine = state == null ? null : state.active();
        if (state == null || mine == null) {
            return real;
        }
        SiteName there = realSite(real);
        boolean agrees =
                mine.equals(there) || mine.equals(heading(real.phase())) || there.equals(heading(state.phase()));
        if (agrees && elsewhere != null) {
            elsewhere = null;
            return noted(
                    real,
                    JournalKind.SHADOW_AGREES,
                    Reason.of(
                            ReasonCode.SHADOW_AGREES,
                            "the shadow policy would have the traffic at " + mine + " as well"),
                    fleet,
                    notes,
                    now);
        }
        if (!agrees && !mine.equals(elsewhere)) {
            elsewhere = mine;
            return noted(
                    real,
                    JournalKind.SHADOW_DISAGREES,
                    disagreement(moved ? why : state.reason(), state, real),
                    fleet,
                    notes,
                    now);
        }
        return real;
    }

    private Reason disagreement(Reason because, ServiceState own, ServiceState real) {
        boolean justMoved = real.phase() instanceof Phase.Moving moving && moving.accepted();
        Reason realReason = justMoved && realWhy != null ? realWhy : real.reason();
        return Reason.of(
                        ReasonCode.SHADOW_DISAGREES,
                        "the shadow policy would have the traffic at " + own.active() + " since " + own.activeSince()
                                + " because: " + because.text() + "; the policy in force has it at " + realSite(real)
                                + " because: " + realReason.text())
                .with("shadow", String.valueOf(own.active()))
                .with("real", realSite(real));
    }

    /** The target of a running plan; null for none. */
    private static @Nullable SiteName heading(Phase phase) {
        return phase instanceof Phase.Moving moving && moving.ending() == null
                ? moving.plan().to()
                : null;
    }

    /** The active site; the preferred one before adoption. */
    private SiteName realSite(ServiceState real) {
        SiteName active = real.active();
        return active == null ? situation.service().preferred().name() : active;
    }

    private ServiceState noted(
            ServiceState real,
            JournalKind kind,
            Reason reason,
            FleetState fleet,
            List<JournalEntry> notes,
            Instant now) {
        var draft = new TransitionBuilder(situation, real, fleet, now);
        draft.journal(kind, reason).write();
        Transition noted = draft.done(null);
        notes.addAll(noted.journal());
        return noted.next();
    }
}
