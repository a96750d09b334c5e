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
import org.jspecify.annotations.Nullable;

/** Applies what the actuator says of the steps that a service is at; what was not done goes to {@link Refusals}. */
final class Outcomes {

    static final String ACCEPTED = "change-accepted";

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
                draft.fence(written(running, outcome), records);
                Drifting.replaced(draft);
                if (planned.task() instanceof Task.Readopt) {
                    Readopting.stands(draft);
                } else {
                    FenceFaults.over(draft);
                }
                draft.become(moving.taken(times).step(outcome.step(), done), draft.reason());
            }
            case Task.Ramp _
            when wrote(running.next(), outcome) ->
                Ramping.accepted(draft, moving, outcome.step(), done, written(running, outcome));
            case Task.Ramp _ -> {
                // Of a part that was asked for before.
            }
            case Task.Claim _ when !wrote(running.next(), outcome) -> {
                // Of the claim that is being renewed.
            }
            case Task.Claim _ -> {
                draft.fence(written(running, outcome), draft.records());
                draft.become(moving.step(outcome.step(), done), draft.reason());
                if (moving.plan().moves()
                        && !(running.expected() != null && running.expected().sameWriter(draft.knownFence()))) {
                    note(
                            draft,
                            moving,
                            outcome.step(),
                            "claimed",
                            "this plan owns the move: " + draft.knownFence().text());
                }
            }
            case Task.Act _ -> {
                draft.become(moving.step(outcome.step(), done), draft.reason());
                note(draft, moving, outcome.step(), "step-done", planned.name() + ": what was asked for is true");
            }
            case Task.Gate _ -> {
                // Never sent.
            }
        }
    }

    static void note(Draft draft, Phase.Moving moving, int step, String kind, String text) {
        draft.journal(kind, Reason.of(kind, text)).of(moving.plan()).step(step).write();
    }

    private static void inProgress(
            Draft draft, Phase.Moving moving, Progress.Running running, StepOutcome outcome, InProgress progress) {
        boolean switches = moving.plan().steps().get(outcome.step()).task() instanceof Task.Switch;
        boolean news = outcome.attempt() == running.attempt() || progress.accepted() && !moving.accepted();
        Instant again = news ? draft.now.plus(progress.retryAfter()) : running.askAgainAt();
        String token = news ? progress.token() : running.token();
        Progress.Running later = running.again(again, token, known(running.previous(), outcome));
        boolean ramps = moving.plan().steps().get(outcome.step()).task() instanceof Task.Ramp;
        if (ramps && progress.accepted() && wrote(running.next(), outcome)) {
            Ramping.accepted(draft, moving, outcome.step(), later, written(running, outcome));
        } else if (!switches || !progress.accepted()) {
            draft.become(moving.step(outcome.step(), later), draft.reason());
        } else if (moving.accepted()) {
            RecoveryTimes times = Times.told(moving.times(), outcome.timings());
            Reason shown = news ? accepted(draft.knownFence(), progress.detail()) : draft.reason();
            draft.become(moving.times(times).step(outcome.step(), later), shown);
        } else {
            accept(
                    draft,
                    moving,
                    outcome.step(),
                    later,
                    written(running, outcome),
                    progress.detail(),
                    outcome.timings());
        }
    }

    /** The provider has taken the switch. */
    static void accept(
            Draft draft,
            Phase.Moving moving,
            int step,
            Progress.Running later,
            Fence fence,
            String detail,
            Map<String, Instant> timings) {
        RecoveryTimes times = Times.told(moving.times(), timings);
        draft.fence(fence, recordsAfter(moving.plan().steps().get(step).task(), draft.records()));
        FenceFaults.taken(draft);
        Drifting.replaced(draft);
        if (!moving.plan().moves()) {
            draft.become(moving.taken(times).step(step, later), draft.reason());
            return;
        }
        draft.recovery(times);
        Reason reason = accepted(fence, detail);
        draft.become(moving.taken(times).step(step, later), reason);
        draft.journal(ACCEPTED, reason)
                .of(moving.plan())
                .step(step)
                .times(times)
                .write();
    }

    private static Reason accepted(Fence fence, String detail) {
        return Reason.of(
                ACCEPTED,
                "the DNS provider took epoch " + fence.epoch() + ", active " + fence.active() + "; " + detail);
    }

    private static List<RecordSet> recordsAfter(Task task, List<RecordSet> before) {
        return switch (task) {
            case Task.Switch change -> change.arguments().create();
            case Task.Ramp ramp -> ramp.arguments().create();
            case Task.Adopt _, Task.Readopt _, Task.Claim _, Task.Act _, Task.Gate _ -> before;
        };
    }

    /** Whether the outcome tells of this fence: an answer to an earlier attempt may tell of one before it. */
    static boolean wrote(@Nullable Fence next, StepOutcome outcome) {
        return next != null && next.equals(outcome.fenceSeen());
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
