package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.FailedMove;
import io.signalbox.contract.StepOutcome;
import java.util.List;

/** What the other cells are told of a plan that could not move the traffic. */
final class FailedPlan {

    private FailedPlan() {}

    /** A plan that moved the traffic is given up, and a person has to look: from here on every fence of this cell says so. */
    static void note(Draft draft, Phase.Moving moving, Ending ending) {
        if (ending.stuck() && moving.plan().moves() && hasActed(moving) && !Retrying.applies(moving, ending)) {
            CellName cell = draft.situation.cell();
            int step = failedStep(moving);
            boolean own = !moving.pastReturn() && isOwnFailure(draft, moving, step);
            var failed = new FailedMove(
                    moving.plan().to(), moving.plan().steps().get(step).name(), own ? List.of(cell) : List.of());
            draft.memory(draft.memory().binding(draft.memory().binding().failed(failed)));
        }
    }

    /** Whether anything was sent but for the claim. */
    private static boolean hasActed(Phase.Moving moving) {
        for (int step = 0; step < moving.progress().size(); step++) {
            boolean acts =
                    switch (moving.plan().steps().get(step).task()) {
                        case Task.Act _, Task.Switch _, Task.Ramp _ -> true;
                        case Task.Adopt _, Task.Readopt _, Task.Claim _, Task.Gate _ -> false;
                    };
            if (acts && moving.progress().get(step).begun()) {
                return true;
            }
        }
        return false;
    }

    /** The step that has failed, or else the last that has begun. */
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
        return moving.progress().get(step) instanceof Progress.Failed
                && !moving.plan().steps().get(step).mayFail();
    }

    /** Denied, or without an answer that says anything: another cell's credentials and ways may work. */
    private static boolean isOwnFailure(Draft draft, Phase.Moving moving, int step) {
        Progress progress = moving.progress().get(step);
        if (Denials.denies(draft, moving.plan().steps().get(step)) || !(progress instanceof Progress.Failed failed)) {
            return true;
        }
        String code = failed.why().code();
        return Boolean.TRUE.equals(failed.untouched())
                || StepOutcome.Failed.saysDenied(code)
                || code.equals(StepFailure.LATE) && failed.changed().isEmpty();
    }
}
