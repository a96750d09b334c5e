package io.signalbox.decision.core.execution;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.fence.FencePublication;
import io.signalbox.decision.core.fence.LostChange;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.govern.CapacityDrills;
import io.signalbox.decision.core.govern.ConfirmationRule;
import io.signalbox.decision.core.govern.Governor;
import io.signalbox.decision.core.govern.PreWarming;
import io.signalbox.decision.core.plan.PlanCompletion;
import io.signalbox.decision.core.plan.PlanFailure;
import io.signalbox.decision.core.plan.RetryRule;
import io.signalbox.decision.core.plan.TrafficRamp;
import io.signalbox.decision.core.select.SiteSelection;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.Permission;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes a plan: stage by stage, each step until it is done or given up as the plan says. */
public final class PlanExecution {

    private final SiteSelection selection;
    private final Governor governor;
    private final StepExecution steps;
    private final TrafficRamp ramping;
    private final PreWarming warming;
    private final ConfirmationRule confirmation;

    public PlanExecution(
            Service service,
            SiteSelection selection,
            PreWarming warming,
            Governor governor,
            ConfirmationRule confirmation) {
        this.selection = selection;
        this.warming = warming;
        this.governor = governor;
        this.confirmation = confirmation;
        this.ramping = new TrafficRamp(service, selection.eligibility());
        this.steps = new StepExecution(selection.eligibility(), ramping, confirmation);
    }

    /** @return when to look again */
    @Nullable
    public Instant begin(TransitionBuilder draft, Plan plan, Reason reason) {
        draft.become(Phase.Moving.begin(plan), reason);
        if (plan.moves()) {
            draft.memory(draft.memory().approval(null));
            draft.journal(JournalKind.MOVE_STARTED, reason)
                    .of(plan)
                    .times(plan.times())
                    .write();
        } else if (plan.kind() == MoveKind.ADJUST) {
            draft.journal(JournalKind.ADJUST_STARTED, reason).of(plan).write();
        } else if (plan.isOfCapacity()) {
            draft.journal(JournalKind.SCALE_STARTED, reason).of(plan).write();
        }
        if (plan.kind().automatic() && !RetryRule.isCounted(draft.memory(), plan.to(), plan.kind())) {
            draft.began();
        }
        return keep(draft);
    }

    /** Goes on with the running plan, as far as possible now. @return when to look again */
    @Nullable
    public Instant keep(TransitionBuilder draft) {
        Instant wake = null;
        // Each round ends a stage or the plan, or changes nothing.
        for (Phase before = null; draft.phase() instanceof Phase.Moving moving && moving != before; ) {
            before = moving;
            wake = round(draft, moving);
        }
        return wake;
    }

    private @Nullable Instant round(TransitionBuilder draft, Phase.Moving moving) {
        Plan plan = moving.plan();
        if (plan.isOfCapacity() && draft.fence() != null && mayMove(draft, draft.fence())) {
            PlanUndo.overtaken(draft, moving, noLongerWanted(plan));
            return null;
        }
        if (moving.ending() != null) {
            return PlanUndo.keep(draft, moving, moving.ending());
        }
        boolean late = !plan.isAdoption() && !draft.now.isBefore(plan.deadline());
        if (stage(plan, moving.progress()) < 0) {
            PlanCompletion.finish(draft, moving);
            return null;
        }
        if (moving.accepted()) {
            if (late || !LostChange.suspected(draft) && mustLeave(draft)) {
                leave(draft, moving, late);
                return null;
            }
        } else if (late) {
            PlanFailure.late(draft, moving);
            return null;
        }
        Reason failure = ramping.failure(draft, moving);
        if (failure != null) {
            PlanFailure.giveUp(draft, moving, !moving.pastReturn(), moving.pastReturn(), failure);
            return null;
        }
        if (!moving.accepted() && !wanted(draft, moving)) {
            // A raised capacity is put back by a plan of its own.
            PlanFailure.giveUp(draft, moving, !plan.isOfCapacity(), false, noLongerWanted(plan));
            return null;
        }
        return advance(draft, moving);
    }

    private @Nullable Instant advance(TransitionBuilder draft, Phase.Moving moving) {
        if (ClaimRenewal.renew(draft, moving)) {
            return null;
        }
        Phase.Moving now = moving;
        Plan plan = moving.plan();
        int stage = stage(plan, moving.progress());
        // Late steps come first: for a plan that ends with them nothing more is requested.
        for (boolean late : List.of(true, false)) {
            for (int step = 0; step < plan.steps().size(); step++) {
                if (plan.steps().get(step).stage() == stage && steps.isLate(draft, now, step) == late) {
                    now = now.step(step, steps.perform(draft, now, step));
                }
            }
            if (isBroken(draft, moving, now)) {
                return null;
            }
        }
        if (!now.equals(moving)) {
            draft.become(now, draft.reason());
        }
        return wake(draft, now, stage);
    }

    private static boolean isBroken(TransitionBuilder draft, Phase.Moving before, Phase.Moving now) {
        for (int step = 0; step < now.progress().size(); step++) {
            Plan.Step planned = now.plan().steps().get(step);
            if (now.progress().get(step) instanceof StepProgress.Failed failed
                    && !planned.mayFail()
                    && !(before.progress().get(step) instanceof StepProgress.Failed)) {
                draft.become(now, draft.reason());
                PlanFailure.broken(draft, now, planned, failed, planned.task() instanceof StepTask.Claim);
                return true;
            }
        }
        return false;
    }

    /** The first stage that is not over; -1 when all are. */
    public static int stage(Plan plan, List<StepProgress> progress) {
        for (int step = 0; step < progress.size(); step++) {
            if (!progress.get(step).over()) {
                return plan.steps().get(step).stage();
            }
        }
        return -1;
    }

    private @Nullable Instant wake(TransitionBuilder draft, Phase.Moving moving, int stage) {
        Plan plan = moving.plan();
        Instant wake = plan.isAdoption() ? null : plan.deadline();
        for (int step = 0; step < plan.steps().size(); step++) {
            if (plan.steps().get(step).stage() == stage) {
                wake = Instants.earlier(wake, steps.wake(moving, step));
            }
        }
        return Instants.earlier(wake, ClaimRenewal.renewAt(draft, moving));
    }

    private static Reason noLongerWanted(Plan plan) {
        String what = plan.isOfCapacity() ? "the drill's change of the capacity of " : "the move to ";
        return Reason.of(ReasonCode.NO_LONGER_WANTED, what + plan.to() + " is no longer wanted");
    }

    /**
     * Whether the plan's reason still holds. While the provider processes the switch it is too early to tell: the next
     * attempt is the moment to check.
     */
    private boolean wanted(TransitionBuilder draft, Phase.Moving moving) {
        Plan plan = moving.plan();
        boolean asked =
                moving.ofSwitch() instanceof StepProgress.Running running && draft.now.isBefore(running.askAgainAt());
        Fence fence = draft.fence();
        if (plan.kind() == MoveKind.READOPTION || asked || moving.pastReturn()) {
            return true;
        }
        if (plan.isAdoption()) {
            return !plan.isOutdated(draft.situation.serviceDigest());
        }
        if (fence == null) {
            return false;
        }
        if (plan.kind() == MoveKind.HOLD) {
            return moving.ofSwitch().over() || FencePublication.isDue(draft) && !mayMove(draft, fence);
        }
        if (plan.kind() == MoveKind.ADJUST) {
            return warming.isDue(draft, plan) && !mayMove(draft, fence);
        }
        if (plan.isOfCapacity()) {
            return CapacityDrills.isDue(draft, plan);
        }
        if (ramping.carriesOn(draft, moving)) {
            return true;
        }
        return switch (selection.propose(draft.state(), fence.active(), draft.now)) {
            case MoveProposal.Move move ->
                move.to().equals(plan.to())
                        && !goesHomeInstead(plan, move)
                        && !isUnwanted(draft, move)
                        && (!becomesAutomatic(plan, move) || mayMove(draft, fence));
            case MoveProposal.Stay stay ->
                plan.kind() == MoveKind.FAILBACK && stay.reason().is(ReasonCode.FAILBACK_WINDOW);
        };
    }

    /** An operator of another cell has ended such a failback, and this cell has just read it. */
    private static boolean isUnwanted(TransitionBuilder draft, MoveProposal.Move move) {
        return move.kind() == MoveKind.FAILBACK
                && MoveBlocks.unwanted(draft.state(), false).contains(move.to());
    }

    /** A move begun for another reason is no failback: a failback needs its own permission and plan. */
    private static boolean goesHomeInstead(Plan plan, MoveProposal.Move move) {
        return move.kind() == MoveKind.FAILBACK
                && switch (plan.kind()) {
                    case FAILOVER, OVERRIDE, DRILL -> true;
                    case FAILBACK, RESTORE, ADOPTION, HOLD, ADJUST, READOPTION, RAISE, LOWER -> false;
                };
    }

    /** A move begun by a person or the calendar goes on as an automatic move only if that may begin. */
    private static boolean becomesAutomatic(Plan plan, MoveProposal.Move move) {
        return !plan.kind().automatic() && move.kind().automatic();
    }

    /** True if a wanted move is held by nothing. */
    private boolean mayMove(TransitionBuilder draft, Fence fence) {
        return selection.propose(draft.state(), fence.active(), draft.now) instanceof MoveProposal.Move move
                && governor.ask(move, draft.situation.service(), draft.state(), draft.fleet, draft.now)
                        instanceof Permission.Granted
                && confirmation.doubt(move, draft.state(), draft.now) == null;
    }

    /** Traffic may leave again before the accepted switch is proven, for a fit site or by an operator's order. */
    private boolean mustLeave(TransitionBuilder draft) {
        Fence fence = draft.fence();
        return fence != null
                && selection.propose(draft.state(), fence.active(), draft.now) instanceof MoveProposal.Move move
                && move.kind() != MoveKind.FAILBACK
                && confirmation.doubt(move, draft.state(), draft.now) == null;
    }

    private static void leave(TransitionBuilder draft, Phase.Moving moving, boolean late) {
        if (moving.ofSwitch() instanceof StepProgress.Done) {
            String why =
                    late ? "its last steps were not done in time" : "traffic leaves before its last steps are done";
            PlanCompletion.unfinished(draft, moving, Reason.of(ReasonCode.MOVE_UNFINISHED, why), late);
        } else {
            PlanCompletion.unproven(draft, moving, late);
        }
    }
}
