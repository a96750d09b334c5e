package io.signalbox.decision.core.execution;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.FenceFaults;
import io.signalbox.decision.core.fence.KnownFence;
import io.signalbox.decision.core.fence.RecordDrift;
import io.signalbox.decision.core.plan.AcceptedChange;
import io.signalbox.decision.core.plan.Notices;
import io.signalbox.decision.core.plan.Readoption;
import io.signalbox.decision.core.plan.TrafficRamp;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Applies step outcomes from the actuator to the running plan; failures and refusals go to {@link StepRefusals}. */
public final class StepOutcomes {

    private StepOutcomes() {}

    public static void take(TransitionBuilder draft, StepOutcome outcome) {
        if (Notices.heard(draft, outcome)) {
            return;
        }
        // Other outcomes are of plans that are over here. The fence watch reports what they left at the provider.
        if (draft.phase() instanceof Phase.Moving moving
                && moving.plan().id().equals(outcome.plan())
                && outcome.step() < moving.progress().size()) {
            switch (moving.progress().get(outcome.step())) {
                case StepProgress.Running running -> whileRunning(draft, moving, running, outcome);
                case StepProgress.Undoing undoing -> UndoOutcomes.take(draft, moving, undoing, outcome);
                case StepProgress.Waiting _,
                        StepProgress.Watching _,
                        StepProgress.Asking _,
                        StepProgress.Done _,
                        StepProgress.Failed _,
                        StepProgress.Undone _ -> {
                    // A repeated outcome, or one of an attempt before a person was asked.
                }
            }
        }
    }

    private static void whileRunning(
            TransitionBuilder draft, Phase.Moving moving, StepProgress.Running running, StepOutcome outcome) {
        boolean current = outcome.attempt() == running.attempt();
        switch (outcome.result()) {
            case Done done -> done(draft, moving, running, outcome, done.records());
            case InProgress progress -> inProgress(draft, moving, running, outcome, progress);
            case Refused refused when current && OutdatedPlans.ends(draft, moving, running, outcome, refused) -> {}
            case Refused refused
            when current || FenceSightings.isForeign(draft, outcome) ->
                StepRefusals.refused(draft, moving, running, outcome, refused);
            case Failed failed
            when current && running.failed() < running.attempt() ->
                StepRefusals.failed(draft, moving, running, outcome, failed);
            case Refused _, Failed _ -> {
                // Belongs to an attempt that was superseded, or is a repeated report.
            }
        }
    }

    private static void done(
            TransitionBuilder draft,
            Phase.Moving moving,
            StepProgress.Running running,
            StepOutcome outcome,
            List<RecordSet> records) {
        Plan.Step planned = moving.plan().steps().get(outcome.step());
        var done = new StepProgress.Done(running.attempt(), known(running.previous(), outcome));
        RecoveryTimes times = Instants.told(moving.times(), outcome.timings());
        switch (planned.task()) {
            case StepTask.Switch _, StepTask.Adopt _, StepTask.Readopt _ -> {
                KnownFence.update(draft, written(running, outcome), records);
                RecordDrift.replaced(draft);
                if (planned.task() instanceof StepTask.Readopt) {
                    Readoption.stands(draft);
                } else {
                    FenceFaults.over(draft);
                }
                draft.become(moving.taken(times).step(outcome.step(), done), draft.reason());
            }
            case StepTask.Ramp _
            when AcceptedChange.wrote(running.next(), outcome) ->
                TrafficRamp.accepted(draft, moving, outcome.step(), done, written(running, outcome));
            case StepTask.Ramp _ -> {
                // Belongs to an earlier share.
            }
            case StepTask.Claim _ when !AcceptedChange.wrote(running.next(), outcome) -> {
                // Belongs to the claim before its renewal.
            }
            case StepTask.Claim _ -> {
                KnownFence.update(draft, written(running, outcome), draft.records());
                draft.become(moving.step(outcome.step(), done), draft.reason());
                if (moving.plan().moves()
                        && !(running.expected() != null && running.expected().sameWriter(draft.knownFence()))) {
                    AcceptedChange.note(
                            draft,
                            moving,
                            outcome.step(),
                            JournalKind.CLAIMED,
                            Reason.of(
                                    ReasonCode.CLAIMED,
                                    "this plan owns the move: "
                                            + draft.knownFence().text()));
                }
            }
            case StepTask.Act _ -> {
                draft.become(moving.step(outcome.step(), done), draft.reason());
                AcceptedChange.note(
                        draft,
                        moving,
                        outcome.step(),
                        JournalKind.STEP_DONE,
                        Reason.of(ReasonCode.STEP_DONE, planned.name() + ": the requested state is reached"));
            }
            case StepTask.Gate _ -> {
                // Never sent.
            }
        }
    }

    private static void inProgress(
            TransitionBuilder draft,
            Phase.Moving moving,
            StepProgress.Running running,
            StepOutcome outcome,
            InProgress progress) {
        boolean switches = moving.plan().steps().get(outcome.step()).task() instanceof StepTask.Switch;
        boolean news = outcome.attempt() == running.attempt() || progress.accepted() && !moving.accepted();
        Instant again = news ? draft.now.plus(progress.retryAfter()) : running.askAgainAt();
        String token = news ? progress.token() : running.token();
        StepProgress.Running later = running.again(again, token, known(running.previous(), outcome));
        boolean ramps = moving.plan().steps().get(outcome.step()).task() instanceof StepTask.Ramp;
        if (ramps && progress.accepted() && AcceptedChange.wrote(running.next(), outcome)) {
            TrafficRamp.accepted(draft, moving, outcome.step(), later, written(running, outcome));
        } else if (!switches || !progress.accepted()) {
            RecoveryTimes times = Instants.lag(moving.times(), outcome.timings());
            draft.become(moving.times(times).step(outcome.step(), later), draft.reason());
        } else if (moving.accepted()) {
            RecoveryTimes times = Instants.told(moving.times(), outcome.timings());
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

    /** The values that a step changes, as they were before: the first report counts. */
    static Map<String, String> known(Map<String, String> previous, StepOutcome outcome) {
        Map<String, String> told = outcome.previous();
        return previous.isEmpty() && told != null ? told : previous;
    }

    /** The fence at the provider: an adoption may have found another active site than it proposed. */
    private static Fence written(StepProgress.Running running, StepOutcome outcome) {
        Fence seen = outcome.fenceSeen();
        Fence next = running.next();
        if (next == null) {
            throw new IllegalStateException("step " + outcome.step() + " of " + outcome.plan() + " writes no fence");
        }
        return seen != null && seen.epoch() == next.epoch() && seen.sameWriter(next) ? seen : next;
    }
}
