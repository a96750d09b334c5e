package io.signalbox.decision.core.machine;

import io.signalbox.contract.Fence;
import io.signalbox.contract.Reason;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Applies what the actuator says of the steps that a service is at; what was not done goes to {@link Refusals}. */
final class Outcomes {

    private Outcomes() {}

    static void take(Draft draft, StepOutcome outcome) {
        if (Notices.heard(draft, outcome)) {
            return;
        }
        // Anything else is of a plan that is over here. What it left at the provider is told by the fence watch.
        if (draft.phase() instanceof Phase.Moving moving
                && moving.plan().id().equals(outcome.plan())
                && outcome.step() < moving.progress().size()) {
            switch (moving.progress().get(outcome.step())) {
                case Progress.Running running -> whileRunning(draft, moving, running, outcome);
                case Progress.Undoing undoing -> UndoOutcomes.take(draft, moving, undoing, outcome);
                case Progress.Waiting _,
                        Progress.Watching _,
                        Progress.Asking _,
                        Progress.Done _,
                        Progress.Failed _,
                        Progress.Undone _ -> {
                    // A repeated answer, or one of an attempt before a person was asked.
                }
            }
        }
    }

    private static void whileRunning(Draft draft, Phase.Moving moving, Progress.Running running, StepOutcome outcome) {
        boolean current = outcome.attempt() == running.attempt();
        switch (outcome.result()) {
            case Done done -> done(draft, moving, running, outcome, done.records());
            case InProgress progress -> inProgress(draft, moving, running, outcome, progress);
            case Refused refused when current && Outdated.ends(draft, moving, running, outcome, refused) -> {}
            case Refused refused
            when current || Fencing.isForeign(draft, outcome) ->
                Refusals.refused(draft, moving, running, outcome, refused);
            case Failed failed
            when current && running.failed() < running.attempt() ->
                Refusals.failed(draft, moving, running, outcome, failed);
            case Refused _, Failed _ -> {
                // Of an attempt that has been superseded by a later one, or told again.
            }
        }
    }

    private static void done(
            Draft draft, Phase.Moving moving, Progress.Running running, StepOutcome outcome, List<RecordSet> records) {
        Plan.Step planned = moving.plan().steps().get(outcome.step());
        var done = new Progress.Done(running.attempt(), known(running.previous(), outcome));
        RecoveryTimes times = Times.told(moving.times(), outcome.timings());
        switch (planned.task()) {
            case Task.Switch _, Task.Adopt _, Task.Readopt _ -> {
                KnownFence.update(draft, written(running, outcome), records);
                Drifting.replaced(draft);
                if (planned.task() instanceof Task.Readopt) {
                    Readoption.stands(draft);
                } else {
                    FenceFaults.over(draft);
                }
                draft.become(moving.taken(times).step(outcome.step(), done), draft.reason());
            }
            case Task.Ramp _
            when AcceptedChange.wrote(running.next(), outcome) ->
                Ramping.accepted(draft, moving, outcome.step(), done, written(running, outcome));
            case Task.Ramp _ -> {
                // Of a part that was asked for before.
            }
            case Task.Claim _ when !AcceptedChange.wrote(running.next(), outcome) -> {
                // Of the claim that is being renewed.
            }
            case Task.Claim _ -> {
                KnownFence.update(draft, written(running, outcome), draft.records());
                draft.become(moving.step(outcome.step(), done), draft.reason());
                if (moving.plan().moves()
                        && !(running.expected() != null && running.expected().sameWriter(draft.knownFence()))) {
                    AcceptedChange.note(
                            draft,
                            moving,
                            outcome.step(),
                            "claimed",
                            "this plan owns the move: " + draft.knownFence().text());
                }
            }
            case Task.Act _ -> {
                draft.become(moving.step(outcome.step(), done), draft.reason());
                AcceptedChange.note(draft, moving, outcome.step(), "step-done", planned.name() + ": what was asked for is true");
            }
            case Task.Gate _ -> {
                // Never sent.
            }
        }
    }

    private static void inProgress(
            Draft draft, Phase.Moving moving, Progress.Running running, StepOutcome outcome, InProgress progress) {
        boolean switches = moving.plan().steps().get(outcome.step()).task() instanceof Task.Switch;
        boolean news = outcome.attempt() == running.attempt() || progress.accepted() && !moving.accepted();
        Instant again = news ? draft.now.plus(progress.retryAfter()) : running.askAgainAt();
        String token = news ? progress.token() : running.token();
        Progress.Running later = running.again(again, token, known(running.previous(), outcome));
        boolean ramps = moving.plan().steps().get(outcome.step()).task() instanceof Task.Ramp;
        if (ramps && progress.accepted() && AcceptedChange.wrote(running.next(), outcome)) {
            Ramping.accepted(draft, moving, outcome.step(), later, written(running, outcome));
        } else if (!switches || !progress.accepted()) {
            draft.become(moving.step(outcome.step(), later), draft.reason());
        } else if (moving.accepted()) {
            RecoveryTimes times = Times.told(moving.times(), outcome.timings());
            Reason shown = news ? AcceptedChange.accepted(draft.knownFence(), progress.detail()) : draft.reason();
            draft.become(moving.times(times).step(outcome.step(), later), shown);
        } else {
            AcceptedChange.accept(
                    draft,
                    moving,
                    outcome.step(),
                    later,
                    written(running, outcome),
                    progress.detail(),
                    outcome.timings());
        }
    }

    /** What a step changes, as it was before: the first that was told counts. */
    static Map<String, String> known(Map<String, String> previous, StepOutcome outcome) {
        Map<String, String> told = outcome.previous();
        return previous.isEmpty() && told != null ? told : previous;
    }

    /** What stands at the provider: an adoption may have found another active site than it proposed. */
    private static Fence written(Progress.Running running, StepOutcome outcome) {
        Fence seen = outcome.fenceSeen();
        Fence next = running.next();
        if (next == null) {
            throw new IllegalStateException("step " + outcome.step() + " of " + outcome.plan() + " writes no fence");
        }
        return seen != null && seen.epoch() == next.epoch() && seen.sameWriter(next) ? seen : next;
    }
}
