package io.signalbox.decision.core.govern;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.GovernorSettings.Velocity;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.rules.LoneVote;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.core.fence.FenceAlarms;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.fence.OwnFence;
import io.signalbox.decision.core.fence.RecordDrift;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.plan.RetryRule;
import io.signalbox.decision.core.state.Approval;
import io.signalbox.decision.core.state.FenceHold;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.Permission;
import io.signalbox.decision.core.transition.ServiceContext;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Permits a move that a service wants, or holds it, with all services in view. */
public final class Governor {

    private static final Permission GRANTED = new Permission.Granted();
    private static final Permission ADVISED = new Permission.Held(
            Reason.of(ReasonCode.ADVISE, "the policy's mode is advise: nothing is done"), null, false);

    private final GovernorSettings settings;
    private final List<VantageName> vantages;
    private final CellName cell;

    /** @param vantages all that are configured */
    public Governor(GovernorSettings settings, List<VantageName> vantages, CellName cell) {
        this.settings = settings;
        this.vantages = vantages;
        this.cell = cell;
    }

    /**
     * Nothing begins while the fence is faulty, since the provider could only refuse, or while another plan has claimed
     * the move. An automatic move must pass everything else as well. An override was checked when it was given; a later
     * freeze holds it too, unless it passes freezes.
     */
    public Permission ask(MoveProposal.Move move, Service service, ServiceState state, FleetState fleet, Instant now) {
        Permission blocked = blocked(state, RecordDrift.overwrites(service, state, move), true, now);
        if (blocked == null) {
            Reason bound = MoveBlocks.objection(state, move, cell);
            blocked = bound == null ? RetryRule.held(state, move, now) : new Permission.Held(bound, null, false);
        }
        if (blocked == null && advisesOnly(service, move)) {
            blocked = new Permission.Held(
                    Reason.of(ReasonCode.ADVISE, "the policy's mode is advise: nothing is done"), null, false);
        }
        if (blocked == null && respectsFreeze(move, state)) {
            blocked = frozen(state, fleet, now);
        }
        if (blocked != null || !move.kind().automatic()) {
            return blocked == null ? GRANTED : blocked;
        }
        Permission held = held(service, state, fleet, now);
        if (held != null) {
            return held;
        }
        Approval approval = state.memory().approval();
        if (approval != null && approval.isFor(move.to(), move.kind())) {
            return GRANTED;
        }
        Permission unapproved = unapproved(move, service.policy(), fleet);
        if (unapproved != null) {
            return unapproved;
        }
        Reason alone = alone(service);
        if (alone != null) {
            return new Permission.Held(alone, null, true);
        }
        return RetryRule.isCounted(state.memory(), move.to(), move.kind()) ? GRANTED : limited(fleet, now);
    }

    /**
     * Permission to change the share of traffic at other sites; the active site stays. Taking traffic away from an
     * unfit site is protection: only mode advise, a freeze and the decision of a single vantage prevent that. Neither
     * kind of change counts as a move.
     */
    public Permission askToAdjust(
            PreWarming.Aim aim, Service service, ServiceState state, FleetState fleet, Instant now) {
        Reason failed = state.alarm(ReasonCode.SPLIT_UNADJUSTED);
        Permission blocked =
                failed == null ? blocked(state, false, false, now) : new Permission.Held(failed, null, false);
        if (blocked == null && ServiceContext.advises(service)) {
            return ADVISED;
        }
        Permission frozen = blocked == null ? frozen(state, fleet, now) : blocked;
        Reason alone = alone(service);
        if (frozen == null && alone != null) {
            return new Permission.Held(alone, null, false);
        }
        if (frozen != null || aim.protects()) {
            return frozen == null ? GRANTED : frozen;
        }
        Permission closed = closed(service, now);
        FleetState.Brake brake = fleet.brake();
        Permission braked = brake == null || brake.off() ? GRANTED : new Permission.Held(brake.reason(), null, false);
        return closed == null ? braked : closed;
    }

    /** A drill that began before the mode was set still returns. */
    private static boolean advisesOnly(Service service, MoveProposal.Move move) {
        return ServiceContext.advises(service) && move.kind() != MoveKind.RESTORE;
    }

    private static boolean respectsFreeze(MoveProposal.Move move, ServiceState state) {
        Hold.Override override = state.holds().override();
        return move.kind() == MoveKind.OVERRIDE && override != null && !override.passesFreezes();
    }

    /** @param passesDrill whether a drill of this cell that moves no traffic gives way */
    private @Nullable Permission blocked(ServiceState state, boolean overwrites, boolean passesDrill, Instant now) {
        for (ReasonCode code : FenceAlarms.BLOCKING) {
            Reason alarm = state.alarm(code);
            if (alarm != null) {
                return new Permission.Held(alarm, null, false);
            }
        }
        Reason drift = state.alarm(ReasonCode.RECORDS_DRIFT);
        if (drift != null && !overwrites) {
            return new Permission.Held(drift, null, false);
        }
        Fence fence = state.fence();
        if (fence != null && fence.claimedAt(now) && !(passesDrill && OwnFence.isOfDrill(fence, cell))) {
            Instant until = fence.until();
            return new Permission.Held(claimed(fence.cell(), until), until, false);
        }
        return null;
    }

    private static Reason claimed(CellName cell, @Nullable Instant until) {
        return Reason.of(ReasonCode.CLAIMED, "a plan of cell " + cell + " has claimed the move until " + until);
    }

    private @Nullable Permission held(Service service, ServiceState state, FleetState fleet, Instant now) {
        Permission frozen = frozen(state, fleet, now);
        return frozen == null ? closed(service, now) : frozen;
    }

    private @Nullable Permission frozen(ServiceState state, FleetState fleet, Instant now) {
        Hold.Freeze freeze = inForce(state, fleet, now);
        if (freeze != null) {
            return new Permission.Held(frozen(freeze), freeze.until(), false);
        }
        FenceHold elsewhere = SharedHolds.freezeElsewhere(state.fence(), cell, now);
        return elsewhere == null ? null : new Permission.Held(frozenElsewhere(elsewhere), elsewhere.until(), false);
    }

    private @Nullable Permission closed(Service service, Instant now) {
        TimeWindow window = maintenance(service, now);
        return window == null
                ? null
                : new Permission.Held(
                        Reason.of(
                                ReasonCode.MAINTENANCE, "no automatic move begins in the maintenance window " + window),
                        window.end(now),
                        false);
    }

    /** The open maintenance window of a service; null for none. */
    @Nullable
    public TimeWindow maintenance(Service service, Instant now) {
        List<TimeWindow> windows = Stream.concat(settings.maintenance().stream(), service.maintenance().stream())
                .filter(window -> window.contains(now))
                .toList();
        return windows.isEmpty() ? null : windows.getFirst();
    }

    private static @Nullable Permission unapproved(MoveProposal.Move move, Policy policy, FleetState fleet) {
        if (move.reason().is(ReasonCode.ACTIVE_SITE_REMOVED)) {
            return new Permission.Held(
                    Reason.of(
                            ReasonCode.ACTIVE_SITE_REMOVED,
                            "nothing is known of the site that has the traffic: the move waits for an approver"),
                    null,
                    true);
        }
        boolean home = move.kind() == MoveKind.FAILBACK && !move.reason().is(ReasonCode.LEAVE_LAST_RESORT);
        if (home && policy.failback().mode() == Policy.Failback.Mode.MANUAL) {
            return new Permission.Held(
                    Reason.of(ReasonCode.FAILBACK_MANUAL, "failback waits for an approver"), null, true);
        }
        if (policy.mode() == Policy.Mode.APPROVE) {
            return new Permission.Held(Reason.of(ReasonCode.APPROVE, "the policy's mode is approve"), null, true);
        }
        FleetState.Brake brake = fleet.brake();
        return brake == null || brake.off() ? null : new Permission.Held(brake.reason(), null, true);
    }

    /** Why no automatic move may rest on the configured votes; null if it may. */
    @Nullable
    public Reason alone(Service service) {
        LoneVote vote = service.policy().mode() == Policy.Mode.AUTO ? LoneVote.in(service, vantages) : null;
        return vote == null ? null : Reason.of(ReasonCode.ONE_VANTAGE, vote.text());
    }

    private Permission limited(FleetState fleet, Instant now) {
        Velocity velocity = settings.velocity();
        if (velocity == null) {
            return GRANTED;
        }
        List<Instant> recent = fleet.startsAfter(now.minus(velocity.within()));
        if (recent.size() < velocity.moves()) {
            return GRANTED;
        }
        Instant free = recent.get(recent.size() - velocity.moves()).plus(velocity.within());
        return new Permission.Held(
                Reason.of(
                        ReasonCode.VELOCITY,
                        velocity.moves() + " automatic moves have begun within " + Instants.words(velocity.within())
                                + ", which is the limit"),
                free,
                true);
    }

    /** The freeze in force for a service: its own before that of all services. */
    public static Hold.@Nullable Freeze inForce(ServiceState state, FleetState fleet, Instant now) {
        Hold.Freeze own = state.holds().freeze();
        if (own != null && !own.endedAt(now)) {
            return own;
        }
        Hold.Freeze common = fleet.freeze();
        return common != null && !common.endedAt(now) ? common : null;
    }

    public static Reason frozenElsewhere(FenceHold freeze) {
        String end = freeze.until() == null ? "until thawed there" : "until " + freeze.until();
        return Reason.of(ReasonCode.FROZEN_ELSEWHERE, "frozen by an operator of cell " + freeze.cell() + " " + end);
    }

    public static Reason frozen(Hold.Freeze freeze) {
        String end = freeze.until() == null ? "until thawed" : "until " + freeze.until();
        return Reason.of(ReasonCode.FROZEN, "frozen by " + freeze.who() + " " + end + ": " + freeze.why())
                .with("directive", freeze.directive());
    }
}
