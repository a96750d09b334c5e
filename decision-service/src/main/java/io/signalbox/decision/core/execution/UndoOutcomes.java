package io.signalbox.decision.core.execution;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.KnownFence;
import io.signalbox.decision.core.fence.OwnFence;
import io.signalbox.decision.core.plan.AcceptedChange;
import io.signalbox.decision.core.plan.TrafficRamp;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;

/** Applies outcomes of steps that are being undone. */
final class UndoOutcomes {

    private UndoOutcomes() {}

    static void take(TransitionBuilder draft, Phase.Moving moving, StepProgress.Undoing undoing, StepOutcome outcome) {
        boolean current = outcome.attempt() == undoing.attempt();
        Fence news = outcome.fenceSeen();
        switch (outcome.result()) {
            case Done _
            when undoing.next() == null ? current : AcceptedChange.wrote(undoing.next(), outcome) -> {
                if (undoing.next() != null) {
                    KnownFence.update(
                            draft, undoing.next(), TrafficRamp.recordsAfterUndo(draft, moving, outcome.step()));
                }
                undone(draft, moving, undoing, outcome.step());
            }
            case InProgress progress
            when progress.accepted() && undoing.next() != null && AcceptedChange.wrote(undoing.next(), outcome) -> {
                KnownFence.update(draft, undoing.next(), TrafficRamp.recordsAfterUndo(draft, moving, outcome.step()));
                undone(draft, moving, undoing, outcome.step());
            }
            case InProgress progress
            when current ->
                draft.become(
                        moving.step(outcome.step(), undoing.again(draft.now.plus(progress.retryAfter()))),
                        draft.reason());
            case Refused _ when FenceSightings.isForeign(draft, outcome) -> FenceSightings.adoptForeign(draft, outcome);
            case Refused _
            when news != null && OwnFence.isOwnNews(draft, moving, news) -> FenceSightings.own(draft, moving, news);
            case Refused refused
            when current && PlanUndo.isHopeless(draft, moving, undoing, outcome.step(), refused) ->
                PlanUndo.notUndone(draft, moving, outcome.step(), undoing, refused.why() + ": " + refused.detail());
            case Failed failed
            when current && !failed.retryable() ->
                PlanUndo.notUndone(draft, moving, outcome.step(), undoing, failed.cause() + ": " + failed.detail());
            case Refused _, Failed _
            when current -> {
                Instant when = draft.retryAt(moving.plan().id(), outcome.step(), undoing.attempt());
                draft.become(moving.step(outcome.step(), undoing.again(when)), draft.reason());
            }
            case Done _, InProgress _, Refused _, Failed _ -> {
                // Belongs to an earlier attempt, or to an attempt before the undo began.
            }
        }
    }

    private static void undone(TransitionBuilder draft, Phase.Moving moving, StepProgress.Undoing undoing, int step) {
        draft.become(moving.step(step, new StepProgress.Undone(undoing.attempt(), null)), draft.reason());
        AcceptedChange.note(
                draft,
                moving,
                step,
                JournalKind.STEP_UNDONE,
                Reason.of(
                        ReasonCode.STEP_UNDONE, moving.plan().steps().get(step).name() + " is as it was"));
    }
}
