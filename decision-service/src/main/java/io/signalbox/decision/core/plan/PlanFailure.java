package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.decision.core.fence.FenceFaults;
import io.signalbox.decision.core.fence.FencePublication;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.PlanEnding;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.TransitionBuilder;

/** Ends a plan that cannot finish: it is undone, retried later, or stuck until a person acts. */
public final class PlanFailure {

    private PlanFailure() {}

    /** A step has failed, and the plan cannot continue without it. @param retry whether another plan may succeed */
    public static void broken(
            TransitionBuilder draft, Phase.Moving moving, Plan.Step step, StepProgress.Failed failed, boolean retry) {
        Reason reason = Reason.of(
                ReasonCode.STEP_FAILED, step.name() + ": " + failed.why().text());
        if (moving.accepted()) {
            PlanCompletion.unfinished(draft, moving, reason, true);
        } else if (step.task() instanceof StepTask.Switch
                && moving.plan().steps().size() == 1
                && moving.plan().moves()
                && !retry
                && !FenceFaults.holds(draft, moving)) {
            stuck(draft, moving, failed.why());
        } else {
            cannot(draft, moving, step.onFailure() == OnFailure.ROLLBACK, reason, retry);
        }
    }

    /** Gives up a plan at its deadline. Another plan follows one that only adjusts the split. */
    public static void late(TransitionBuilder draft, Phase.Moving moving) {
        if (moving.plan().kind() == MoveKind.ADJUST) {
            giveUp(draft, moving, false, false, deadline(draft));
        } else {
            cannot(draft, moving, false, deadline(draft), true);
        }
    }

    /** Gives up the plan. The failure of a plan that moves nothing does not block moves. */
    private static void cannot(
            TransitionBuilder draft, Phase.Moving moving, boolean undo, Reason reason, boolean retry) {
        if (moving.plan().kind() == MoveKind.HOLD) {
            FencePublication.failed(draft, reason);
        }
        if (moving.plan().kind() == MoveKind.ADJUST) {
            draft.raise(Reason.of(
                    ReasonCode.SPLIT_UNADJUSTED, "the traffic is not divided as it should be: " + reason.text()));
        }
        if (moving.plan().isOfCapacity()) {
            CapacityPlans.failed(draft, moving, reason);
        }
        boolean stuck = (moving.plan().moves() || moving.plan().isAdoption()) && !FenceFaults.holds(draft, moving);
        giveUp(draft, moving, new PlanEnding(undo, stuck, reason, draft.now, retry ? true : null));
    }

    public static void giveUp(
            TransitionBuilder draft, Phase.Moving moving, boolean undo, boolean stuck, Reason reason) {
        giveUp(draft, moving, new PlanEnding(undo, stuck, reason, draft.now, null));
    }

    private static void giveUp(TransitionBuilder draft, Phase.Moving moving, PlanEnding ending) {
        FailedMoves.note(draft, moving, ending);
        draft.become(moving.ending(ending), ending.reason());
    }

    public static void stuck(TransitionBuilder draft, Phase.Moving moving, Reason reason) {
        Planner.remember(draft, moving);
        draft.become(new Phase.Stuck(moving.plan(), moving.progress(), reason), reason);
        draft.journal(JournalKind.STUCK, reason).of(moving.plan()).write();
    }

    private static Reason deadline(TransitionBuilder draft) {
        return Reason.of(
                ReasonCode.PLAN_DEADLINE,
                "not accepted within " + draft.situation.service().policy().planDeadline() + "; last: "
                        + draft.reason().text());
    }
}
