package io.signalbox.decision.core.status;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.StepState;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.execution.PlanExecution;
import io.signalbox.decision.core.govern.Governor;
import io.signalbox.decision.core.state.FenceHold;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public view of a plan. */
final class PlanStatus {

    private PlanStatus() {}

    /** @param waits what the steps wait for that are next */
    static ServiceStatus.@Nullable Plan of(Phase phase, Waits waits) {
        return switch (phase) {
            case Phase.Moving moving ->
                of(moving.plan(), moving.progress(), moving.ending() == null ? waits : Waits.NONE);
            case Phase.Stuck stuck -> of(stuck.plan(), stuck.progress(), Waits.NONE);
            case Phase.Unadopted _, Phase.Steady _, Phase.AwaitingLeave _ -> null;
        };
    }

    /**
     * @param freeze that plans are held by; null for none
     * @param elsewhere the freeze of another cell that plans are held by; null for none
     * @param doubt about a verdict that the plan rests on; null for none
     */
    record Waits(
            Hold.@Nullable Freeze freeze,
            @Nullable FenceHold elsewhere,
            @Nullable Reason doubt) {

        static final Waits NONE = new Waits(null, null, null);

        /** A gate only looks, and may do so on a verdict that is not confirmed. */
        private @Nullable String of(Plan.Step step) {
            if (freeze != null && freeze.holdsPlans()) {
                return "for the end of the freeze of " + freeze.who() + ": " + freeze.why();
            }
            if (elsewhere != null) {
                return "for the end of a freeze: "
                        + Governor.frozenElsewhere(elsewhere).text();
            }
            return doubt == null || step.task() instanceof StepTask.Gate
                    ? null
                    : "for a confirmed verdict: " + doubt.text();
        }
    }

    private static ServiceStatus.Plan of(Plan plan, List<StepProgress> progress, Waits waits) {
        var steps = new ArrayList<ServiceStatus.Step>();
        int stage = PlanExecution.stage(plan, progress);
        for (int step = 0; step < progress.size(); step++) {
            Plan.Step planned = plan.steps().get(step);
            steps.add(of(planned, progress.get(step), planned.stage() == stage ? waits.of(planned) : null));
        }
        return new ServiceStatus.Plan(
                plan.id(), plan.kind().label(), plan.from(), plan.to(), plan.startedAt(), plan.deadline(), steps);
    }

    private static ServiceStatus.Step of(Plan.Step step, StepProgress progress, @Nullable String waits) {
        return new ServiceStatus.Step(
                step.name(),
                step.task().label(),
                step.stage(),
                state(progress).text(),
                progress.lastAttempt(),
                since(progress),
                progress instanceof StepProgress.Waiting ? waits : detail(progress));
    }

    private static StepState state(StepProgress progress) {
        return switch (progress) {
            case StepProgress.Waiting _ -> StepState.WAITING;
            case StepProgress.Watching _, StepProgress.Running _ -> StepState.RUNNING;
            case StepProgress.Asking _ -> StepState.ASKING;
            case StepProgress.Done _ -> StepState.DONE;
            case StepProgress.Failed _ -> StepState.FAILED;
            case StepProgress.Undoing _ -> StepState.UNDOING;
            case StepProgress.Undone undone -> undone.trouble() == null ? StepState.UNDONE : StepState.FAILED;
        };
    }

    private static @Nullable Instant since(StepProgress progress) {
        return switch (progress) {
            case StepProgress.Watching watching -> watching.since();
            case StepProgress.Running running -> running.since();
            case StepProgress.Asking asking -> asking.since();
            case StepProgress.Undoing undoing -> undoing.since();
            case StepProgress.Waiting _, StepProgress.Done _, StepProgress.Failed _, StepProgress.Undone _ -> null;
        };
    }

    private static @Nullable String detail(StepProgress progress) {
        return switch (progress) {
            case StepProgress.Asking asking -> asking.question().text();
            case StepProgress.Failed failed -> failed.why().text();
            case StepProgress.Undone undone -> undone.trouble();
            case StepProgress.Waiting _,
                    StepProgress.Watching _,
                    StepProgress.Running _,
                    StepProgress.Done _,
                    StepProgress.Undoing _ -> null;
        };
    }
}
