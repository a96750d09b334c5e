package io.signalbox.decision.core.machine;

import io.signalbox.contract.ServiceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public view of a plan. */
final class PlanStatus {

    private PlanStatus() {}

    static ServiceStatus.@Nullable Plan of(Phase phase) {
        return switch (phase) {
            case Phase.Moving moving -> of(moving.plan(), moving.progress());
            case Phase.Stuck stuck -> of(stuck.plan(), stuck.progress());
            case Phase.Unadopted _, Phase.Steady _, Phase.AwaitingLeave _ -> null;
        };
    }

    private static ServiceStatus.Plan of(Plan plan, List<Progress> progress) {
        var steps = new ArrayList<ServiceStatus.Step>();
        for (int step = 0; step < progress.size(); step++) {
            steps.add(of(plan.steps().get(step), progress.get(step)));
        }
        return new ServiceStatus.Plan(
                plan.id(), plan.kind().label(), plan.from(), plan.to(), plan.startedAt(), plan.deadline(), steps);
    }

    private static ServiceStatus.Step of(Plan.Step step, Progress progress) {
        return new ServiceStatus.Step(
                step.name(),
                step.task().label(),
                step.stage(),
                state(progress),
                progress.lastAttempt(),
                since(progress),
                detail(progress));
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
