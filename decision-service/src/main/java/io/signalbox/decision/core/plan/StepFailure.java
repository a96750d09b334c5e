package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a step that cannot be done, according to its failure rule. */
public final class StepFailure {

    private StepFailure() {}

    /** Fails the step, or asks a person if the plan says so. */
    public static StepProgress failed(
            TransitionBuilder draft,
            Plan plan,
            int step,
            StepProgress.Running running,
            Reason why,
            StepProgress.@Nullable Loose loose) {
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

    public static StepProgress failed(
            TransitionBuilder draft,
            Plan plan,
            int step,
            int attempt,
            Map<String, String> previous,
            Reason why,
            StepProgress.@Nullable Loose loose,
            @Nullable Boolean untouched) {
        Plan.Step planned = plan.steps().get(step);
        if (plan.steps().size() > 1) {
            draft.journal(JournalKind.STEP_FAILED, why.withText(planned.name() + ": " + why.text()))
                    .of(plan)
                    .step(step)
                    .write();
        }
        return planned.onFailure() == OnFailure.ASK
                ? new StepProgress.Asking(
                        attempt,
                        draft.now,
                        previous,
                        true,
                        why.withText(planned.name() + " has failed: " + why.text()),
                        loose,
                        untouched)
                : new StepProgress.Failed(attempt, previous, why, loose, untouched);
    }
}
