package io.signalbox.decision.core.plan;

import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.fence.FailedMove;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.PlanEnding;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;

/** Records a plan that could not move the traffic, for the other cells. */
final class FailedMoves {

    private FailedMoves() {}

    /** Records a failed move when its plan is given up and a person must act; later fences of this cell contain it. */
    static void note(TransitionBuilder draft, Phase.Moving moving, PlanEnding ending) {
        if (ending.stuck() && moving.plan().moves() && hasActed(moving) && !RetryRule.applies(moving, ending)) {
            CellName cell = draft.situation.cell();
            int step = failedStep(moving);
            boolean own = !moving.pastReturn() && isOwnFailure(draft, moving, step);
            var failed = new FailedMove(
                    moving.plan().to(), moving.plan().steps().get(step).name(), own ? List.of(cell) : List.of());
            draft.memory(draft.memory().binding(draft.memory().binding().failed(failed)));
        }
    }

    /** True if any step that changes something has begun, other than the claim. */
    private static boolean hasActed(Phase.Moving moving) {
        for (int step = 0; step < moving.progress().size(); step++) {
            boolean acts =
                    switch (moving.plan().steps().get(step).task()) {
                        case StepTask.Act _, StepTask.Switch _, StepTask.Ramp _ -> true;
                        case StepTask.Adopt _, StepTask.Readopt _, StepTask.Claim _, StepTask.Gate _ -> false;
                    };
            if (acts && moving.progress().get(step).begun()) {
                return true;
            }
        }
        return false;
    }

    /** The step that failed; otherwise the last step that has begun. */
    private static int failedStep(Phase.Moving moving) {
        int last = 0;
        for (int step = 0; step < moving.progress().size(); step++) {
            if (hasFailed(moving, step)) {
                return step;
            }
            last = moving.progress().get(step).begun() ? step : last;
        }
        return last;
    }

    private static boolean hasFailed(Phase.Moving moving, int step) {
        return moving.progress().get(step) instanceof StepProgress.Failed
                && !moving.plan().steps().get(step).mayFail();
    }

    /** True if another cell may succeed: access was denied, or no useful answer came. */
    private static boolean isOwnFailure(TransitionBuilder draft, Phase.Moving moving, int step) {
        StepProgress progress = moving.progress().get(step);
        if (AccessDenials.denies(draft, moving.plan().steps().get(step))
                || !(progress instanceof StepProgress.Failed failed)) {
            return true;
        }
        return Boolean.TRUE.equals(failed.untouched())
                || StepOutcome.Failed.saysDenied(failed.why().code())
                || failed.why().is(ReasonCode.STEP_DEADLINE) && failed.changed().isEmpty();
    }
}
