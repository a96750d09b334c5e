package io.signalbox.decision.core.machine;

import io.signalbox.contract.Reason;
import io.signalbox.contract.ServiceStatus;
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
            @Nullable Shared elsewhere,
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
            return doubt == null || step.task() instanceof Task.Gate
                    ? null
                    : "for a confirmed verdict: " + doubt.text();
        }
    }

    private static ServiceStatus.Plan of(Plan plan, List<Progress> progress, Waits waits) {
        var steps = new ArrayList<ServiceStatus.Step>();
        int stage = Execution.stage(plan, progress);
        for (int step = 0; step < progress.size(); step++) {
            Plan.Step planned = plan.steps().get(step);
            steps.add(of(planned, progress.get(step), planned.stage() == stage ? waits.of(planned) : null));
        }
        return new ServiceStatus.Plan(
                plan.id(), plan.kind().label(), plan.from(), plan.to(), plan.startedAt(), plan.deadline(), steps);
    }

    private static ServiceStatus.Step of(Plan.Step step, Progress progress, @Nullable String waits) {
        return new ServiceStatus.Step(
                step.name(),
                step.task().label(),
                step.stage(),
                state(progress),
                progress.lastAttempt(),
                since(progress),
                progress instanceof Progress.Waiting ? waits : detail(progress));
    }

    private static String state(Progress progress) {
        return switch (progress) {
            case Progress.Waiting _ -> "waiting";
            case Progress.Watching _, Progress.Running _ -> "running";
            case Progress.Asking _ -> "asking";
            case Progress.Done _ -> "done";
            case Progress.Failed _ -> "failed";
            case Progress.Undoing _ -> "undoing";
            case Progress.Undone undone -> undone.trouble() == null ? "undone" : "failed";
        };
    }

    private static @Nullable Instant since(Progress progress) {
        return switch (progress) {
            case Progress.Watching watching -> watching.since();
            case Progress.Running running -> running.since();
            case Progress.Asking asking -> asking.since();
            case Progress.Undoing undoing -> undoing.since();
            case Progress.Waiting _, Progress.Done _, Progress.Failed _, Progress.Undone _ -> null;
        };
    }

    private static @Nullable String detail(Progress progress) {
        return switch (progress) {
            case Progress.Asking asking -> asking.question().text();
            case Progress.Failed failed -> failed.why().text();
            case Progress.Undone undone -> undone.trouble();
            case Progress.Waiting _, Progress.Watching _, Progress.Running _, Progress.Done _, Progress.Undoing _ ->
                null;
        };
    }
}
