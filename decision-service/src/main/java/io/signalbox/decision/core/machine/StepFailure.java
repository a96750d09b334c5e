package io.signalbox.decision.core.machine;

import io.signalbox.contract.Reason;
import io.signalbox.contract.topology.Step.OnFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a step that cannot be done; its plan says what follows. */
final class StepFailure {

    /** It was not done in its time. */
    static final String LATE = "step-deadline";

    private StepFailure() {}

    /** A step cannot be done: what follows is the plan's word. */
    static Progress failed(
            Draft draft, Plan plan, int step, Progress.Running running, Reason why, Progress.@Nullable Loose loose) {
        return failed(
                draft,
                plan,
                step,
                running.attempt(),
                running.previous(),
                why,
                loose,
                running.untouched() ? true : null);
    }

    static Progress failed(
            Draft draft,
            Plan plan,
            int step,
            int attempt,
            Map<String, String> previous,
            Reason why,
            Progress.@Nullable Loose loose,
            @Nullable Boolean untouched) {
        Plan.Step planned = plan.steps().get(step);
        if (plan.steps().size() > 1) {
            draft.journal("step-failed", Reason.of(why.code(), planned.name() + ": " + why.text()))
                    .of(plan)
                    .step(step)
                    .write();
        }
        return planned.onFailure() == OnFailure.ASK
                ? new Progress.Asking(
                        attempt,
                        draft.now,
                        previous,
                        true,
                        Reason.of(why.code(), planned.name() + " has failed: " + why.text()),
                        loose,
                        untouched)
                : new Progress.Failed(attempt, previous, why, loose, untouched);
    }
}
