package io.signalbox.decision.core.machine;

import io.signalbox.contract.Reason;
import io.signalbox.contract.topology.Step.OnFailure;

/** Ends a plan that cannot be carried through: it is undone, tried again later, or stuck until a person looks. */
final class PlanFailure {

    private PlanFailure() {}

    /**
     * A step could not be done, and the plan does not go on without it.
     *
     * @param retry whether it may yet work another time
     */
    static void broken(Draft draft, Phase.Moving moving, Plan.Step step, Progress.Failed failed, boolean retry) {
        Reason reason =
                Reason.of("step-failed", step.name() + ": " + failed.why().text());
        if (moving.accepted()) {
            Finishing.unfinished(draft, moving, reason, true);
        } else if (step.task() instanceof Task.Switch
                && moving.plan().steps().size() == 1
                && moving.plan().moves()
                && !retry
                && !FenceFaults.holds(draft, moving)) {
            stuck(draft, moving, failed.why());
        } else {
            cannot(draft, moving, step.onFailure() == OnFailure.ROLLBACK, reason, retry);
        }
    }

    /** What only divides the traffic is tried for as long as it is wanted: another plan goes on with it. */
    static void late(Draft draft, Phase.Moving moving) {
        if (moving.plan().kind() == MoveKind.ADJUST) {
            giveUp(draft, moving, false, false, deadline(draft));
        } else {
            cannot(draft, moving, false, deadline(draft), true);
        }
    }

    /** The plan cannot be carried out. What moves nothing keeps no service from moving. */
    private static void cannot(Draft draft, Phase.Moving moving, boolean undo, Reason reason, boolean retry) {
        if (moving.plan().kind() == MoveKind.HOLD) {
            Publishing.failed(draft, reason);
        }
        if (moving.plan().kind() == MoveKind.ADJUST) {
            draft.raise(Reason.of(FenceAlarms.UNADJUSTED, "the traffic is not divided as it should be: " + reason.text()));
        }
        boolean stuck = (moving.plan().moves() || moving.plan().isAdoption()) && !FenceFaults.holds(draft, moving);
        giveUp(draft, moving, new Ending(undo, stuck, reason, draft.now, retry ? true : null));
    }

    static void giveUp(Draft draft, Phase.Moving moving, boolean undo, boolean stuck, Reason reason) {
        giveUp(draft, moving, new Ending(undo, stuck, reason, draft.now, null));
    }

    private static void giveUp(Draft draft, Phase.Moving moving, Ending ending) {
        FailedPlan.note(draft, moving, ending);
        draft.become(moving.ending(ending), ending.reason());
    }

    static void stuck(Draft draft, Phase.Moving moving, Reason reason) {
        Planning.remember(draft, moving);
        draft.become(new Phase.Stuck(moving.plan(), moving.progress(), reason), reason);
        draft.journal("stuck", reason).of(moving.plan()).write();
    }

    private static Reason deadline(Draft draft) {
        return Reason.of(
                "plan-deadline",
                "not accepted within " + draft.situation.service().policy().planDeadline() + "; last: "
                        + draft.reason().text());
    }
}
