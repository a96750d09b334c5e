package io.signalbox.decision.core.machine;

import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.execution.FenceSightings;
import io.signalbox.decision.core.execution.PlanExecution;
import io.signalbox.decision.core.execution.StepOutcomes;
import io.signalbox.decision.core.fence.FenceFaults;
import io.signalbox.decision.core.fence.FencePublication;
import io.signalbox.decision.core.fence.LastOrder;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.fence.RecordDrift;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.fence.StaleData;
import io.signalbox.decision.core.govern.CapacityDrills;
import io.signalbox.decision.core.govern.ConfirmationRule;
import io.signalbox.decision.core.govern.Governor;
import io.signalbox.decision.core.govern.PreWarming;
import io.signalbox.decision.core.orders.ApprovalOrders;
import io.signalbox.decision.core.orders.CancelOrder;
import io.signalbox.decision.core.orders.DirectiveHandler;
import io.signalbox.decision.core.orders.DrillProgress;
import io.signalbox.decision.core.orders.DrillStart;
import io.signalbox.decision.core.orders.ReadoptOrder;
import io.signalbox.decision.core.plan.AccessDenials;
import io.signalbox.decision.core.plan.CapacityPlans;
import io.signalbox.decision.core.plan.Notices;
import io.signalbox.decision.core.plan.Planner;
import io.signalbox.decision.core.plan.Readoption;
import io.signalbox.decision.core.plan.RetryRule;
import io.signalbox.decision.core.plan.ServiceNotices;
import io.signalbox.decision.core.select.Eligibility;
import io.signalbox.decision.core.select.SiteSelection;
import io.signalbox.decision.core.select.VerdictUpdates;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.Permission;
import io.signalbox.decision.core.transition.ServiceContext;
import io.signalbox.decision.core.transition.ServiceEvent;
import io.signalbox.decision.core.transition.Transition;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of one service: applies an event, chooses the site, asks the governor, and begins or continues a plan.
 * It reads no clock; the same code runs live, in simulations and in backtests.
 */
public final class ServiceMachine {

    private static final Reason ADOPTING =
            Reason.of(ReasonCode.ADOPTING, "no fence is known yet: one is written, and no answer changes");

    private final ServiceContext situation;
    private final SiteSelection selection;
    private final Governor governor;
    private final PreWarming warming;
    private final PlanExecution execution;
    private final DrillProgress drilling;
    private final DirectiveHandler directing;
    private final ConfirmationRule confirmation;

    public ServiceMachine(ServiceContext situation, Governor governor, ConfirmationRule confirmation) {
        Service service = situation.service();
        this.situation = situation;
        this.selection = new SiteSelection(service, situation.cell());
        this.governor = governor;
        this.confirmation = confirmation;
        this.warming = new PreWarming(service, situation.cell(), selection.eligibility());
        this.execution = new PlanExecution(service, selection, warming, governor, confirmation);
        this.drilling = new DrillProgress(service);
        this.directing = new DirectiveHandler(
                selection, new DrillStart(service, selection.eligibility(), governor, confirmation), drilling);
    }

    public ServiceContext situation() {
        return situation;
    }

    public Eligibility eligibility() {
        return selection.eligibility();
    }

    /** An event that concerns this service. */
    public Transition on(ServiceState state, ServiceEvent event, FleetState fleet, Instant now) {
        var draft = new TransitionBuilder(situation, state, fleet, now);
        switch (event) {
            case ServiceEvent.VerdictChanged(SiteVerdict verdict) -> VerdictUpdates.heard(draft, verdict);
            case ServiceEvent.Directed(var directive, var _) -> directing.take(draft, directive);
            case ServiceEvent.Reported(StepOutcome outcome) -> {
                AccessDenials.heard(draft, outcome);
                StepOutcomes.take(draft, outcome);
            }
            case ServiceEvent.Reported(FenceSighting sighting) -> FenceSightings.sighted(draft, sighting);
            case ServiceEvent.Reported(DriftSighting sighting) -> RecordDrift.sighted(draft, sighting);
            case ServiceEvent.EvidenceRead _ -> {
                // The next step is decided below.
            }
        }
        return proceed(draft);
    }

    /** Time has passed, or the fleet's state has changed. */
    public Transition tick(ServiceState state, FleetState fleet, Instant now) {
        return proceed(new TransitionBuilder(situation, state, fleet, now));
    }

    private Transition proceed(TransitionBuilder draft) {
        EndedHolds.keep(draft);
        StaleData.keep(draft);
        Instant drills = drilling.keep(draft);
        LastOrder.keep(draft);
        SharedHolds.keep(draft);
        CancelOrder.keep(draft);
        MoveBlocks.keep(draft);
        Instant fault = FenceFaults.keep(draft);
        Instant wakeAt = Instants.earlier(look(draft), fault);
        Instant drillsAfter = drilling.keep(draft);
        Instant again = draft.holds().drill() == null ? null : Instants.earlier(drills, drillsAfter);
        RetryRule.settle(draft);
        StaleData.keep(draft);
        FencePublication.settle(draft);
        ServiceNotices.tell(draft);
        Instant notices = Instants.earlier(Notices.keep(draft), StaleData.wakeAt(draft));
        Instant writes = Instants.earlier(
                FencePublication.wakeAt(draft), Instants.earlier(MoveBlocks.wakeAt(draft), CancelOrder.wakeAt(draft)));
        Instant later = Instants.earlier(Instants.earlier(EndedHolds.wakeAt(draft), notices), writes);
        return draft.done(Instants.earlier(Instants.earlier(wakeAt, again), later));
    }

    private @Nullable Instant look(TransitionBuilder draft) {
        ReadoptOrder.leaveStuck(draft);
        return switch (draft.phase()) {
            case Phase.Unadopted _, Phase.Steady _, Phase.AwaitingLeave _ -> reconsider(draft);
            case Phase.Moving _ -> {
                Instant wake = execution.keep(draft);
                if (!(draft.phase() instanceof Phase.Steady)) {
                    yield wake;
                }
                // The plan that has just ended may have brought a drill to its next stage: a drill that is over must
                // not call traffic back.
                drilling.keep(draft);
                LastOrder.keep(draft);
                yield reconsider(draft);
            }
            case Phase.Stuck stuck -> {
                if (!FencePublication.isDue(draft)) {
                    yield null;
                }
                MoveBlocks.interrupt(draft, stuck);
                yield publish(draft);
            }
        };
    }

    /**
     * Writing the first fence is an action: in mode off only an operator's order leads to it, in mode advise nothing
     * does.
     */
    private @Nullable Instant adopt(TransitionBuilder draft) {
        Policy.Mode mode = situation.service().policy().mode();
        boolean decides = mode == Policy.Mode.AUTO || mode == Policy.Mode.APPROVE;
        boolean ordered = draft.holds().override() != null || draft.holds().drill() != null;
        if (decides || ordered && mode == Policy.Mode.OFF) {
            return execution.begin(draft, Planner.adoption(draft), ADOPTING);
        }
        SiteName assumed = situation.service().preferred().name();
        MoveProposal proposal = selection.propose(draft.state(), assumed, draft.now);
        Reason reason = proposal instanceof MoveProposal.Move move
                ? Reason.of(
                        ReasonCode.ADVISE,
                        "would move from " + assumed + " to " + move.to() + ": "
                                + move.reason().text())
                : Reason.of(
                        ReasonCode.NOT_ADOPTED,
                        "the policy's mode is " + mode.name().toLowerCase(Locale.ROOT)
                                + ": no fence is written; traffic is taken to be at " + assumed);
        if (!reason.hasCodeOf(draft.reason())) {
            draft.journal(JournalKind.HELD, reason).write();
        }
        draft.become(new Phase.Unadopted(), reason);
        return proposal instanceof MoveProposal.Stay stay ? stay.reconsiderAt() : null;
    }

    private @Nullable Instant reconsider(TransitionBuilder draft) {
        if (ReadoptOrder.isDue(draft)) {
            return execution.begin(draft, Readoption.plan(draft), Readoption.BEGINS);
        }
        Fence fence = draft.fence();
        if (fence == null) {
            return adopt(draft);
        }
        return switch (selection.propose(draft.state(), fence.active(), draft.now)) {
            case MoveProposal.Stay stay -> {
                if (FencePublication.isDue(draft)) {
                    yield publish(draft);
                }
                yield CapacityDrills.due(draft) == null ? divide(draft, stay, fence) : scale(draft);
            }
            case MoveProposal.Move move -> askLeave(draft, move, fence);
        };
    }

    /** A drill without traffic raises the capacity of its target, or puts it back. */
    private @Nullable Instant scale(TransitionBuilder draft) {
        Hold.Drill drill = Objects.requireNonNull(draft.holds().drill());
        return CapacityDrills.due(draft) == MoveKind.RAISE
                ? execution.begin(draft, CapacityPlans.raise(draft, drill.target()), CapacityPlans.raising(drill))
                : execution.begin(
                        draft,
                        CapacityPlans.lower(draft, drill.target(), CapacityDrills.toLower(draft, drill)),
                        CapacityPlans.lowering(drill));
    }

    /** Writes orders and holds of this cell to the fence. */
    private @Nullable Instant publish(TransitionBuilder draft) {
        return execution.begin(draft, Planner.hold(draft), FencePublication.BEGINS);
    }

    /** Traffic stays; another site may get a share of it, or lose its share. */
    private @Nullable Instant divide(TransitionBuilder draft, MoveProposal.Stay stay, Fence fence) {
        PreWarming.Aim aim = warming.aim(draft.state(), fence, draft.now);
        Instant again = Instants.earlier(stay.reconsiderAt(), aim.reconsiderAt());
        if (!aim.differsFrom(fence)) {
            return Instants.earlier(StayDecision.stay(draft, stay), again);
        }
        return switch (mayAdjust(draft, aim)) {
            case Permission.Granted _ -> adjust(draft, aim);
            case Permission.Held held -> {
                boolean told = aim.protects() || !StayDecision.isDecision(stay.reason());
                StayDecision.stay(draft, told ? new MoveProposal.Stay(aim.kept(held), null) : stay);
                yield Instants.earlier(again, held.until());
            }
        };
    }

    private Permission mayAdjust(TransitionBuilder draft, PreWarming.Aim aim) {
        Permission leave = governor.askToAdjust(aim, situation.service(), draft.state(), draft.fleet, draft.now);
        return confirmed(leave, confirmation.doubt(aim, draft.state(), draft.now));
    }

    /** A permitted move still waits until its verdicts are confirmed. */
    private static Permission confirmed(Permission leave, @Nullable Permission doubt) {
        return leave instanceof Permission.Granted && doubt != null ? doubt : leave;
    }

    private @Nullable Instant adjust(TransitionBuilder draft, PreWarming.Aim aim) {
        return execution.begin(draft, Planner.adjust(draft, aim.split()), aim.reason());
    }

    private @Nullable Instant askLeave(TransitionBuilder draft, MoveProposal.Move move, Fence fence) {
        Plans.Name name = selection.planOf(move.kind(), draft.state(), fence.active(), move.to());
        ApprovalOrders.keep(draft, move, name);
        Permission leave = governor.ask(move, situation.service(), draft.state(), draft.fleet, draft.now);
        return switch (confirmed(leave, confirmation.doubt(move, draft.state(), draft.now))) {
            case Permission.Granted _ -> execution.begin(draft, Planner.move(draft, move, name, fence), move.reason());
            case Permission.Held held -> {
                if (FencePublication.isDue(draft)) {
                    yield publish(draft);
                }
                if (CapacityDrills.due(draft) != null) {
                    yield scale(draft);
                }
                PreWarming.Aim aim = warming.aim(draft.state(), fence, draft.now);
                Permission part = aim.differsFrom(fence) ? mayAdjust(draft, aim) : null;
                if (part instanceof Permission.Granted) {
                    yield adjust(draft, aim);
                }
                StayDecision.wait(
                        draft,
                        move,
                        held,
                        name,
                        aim.protects() && part instanceof Permission.Held kept ? aim.kept(kept) : null);
                yield Instants.earlier(held.until(), aim.reconsiderAt());
            }
        };
    }
}
