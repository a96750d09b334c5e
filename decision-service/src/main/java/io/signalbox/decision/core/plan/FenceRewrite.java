package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.FenceFaults;
import io.signalbox.decision.core.fence.KnownFence;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.fence.NextFence;
import io.signalbox.decision.core.fence.OwnFence;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies a fence with which the plan under way continues: another cell has changed only its entries, or a change of
 * the plan, or of a drill's plan before it, was accepted after it had been given up. The provider no longer accepts
 * changes that expect the previous fence.
 */
public final class FenceRewrite {

    private FenceRewrite() {}

    /** @return whether the fence is one with which the plan under way, if any, continues */
    public static boolean continues(TransitionBuilder draft, Fence seen) {
        Fence known = draft.fence();
        return known != null && (seen.isRewrittenSince(known) || OwnFence.isLateOfDrill(draft, seen));
    }

    public static void take(TransitionBuilder draft, Fence seen) {
        Fence known = draft.knownFence();
        String what = OwnFence.isLateOfDrill(draft, seen)
                ? "a drill without traffic had ended before its last write: "
                : "what every cell must know has changed: ";
        Reason reason = Reason.of(ReasonCode.FENCE_WORDS, what + seen.text());
        draft.sighted();
        KnownFence.update(draft, seen, draft.records());
        FenceFaults.over(draft);
        draft.journal(JournalKind.FENCE_WORDS, reason).write();
        if (draft.phase() instanceof Phase.Moving moving) {
            if (moving.plan().kind() == MoveKind.HOLD) {
                // A later plan writes what the fence still lacks.
                MoveBlocks.rest(draft, reason);
            } else {
                draft.become(rebased(draft, moving, known), draft.reason());
            }
        }
    }

    /** The plan, whose pending changes build on the fence that is known now. @param known the fence known before; null for none */
    public static Phase.Moving rebased(TransitionBuilder draft, Phase.Moving moving, @Nullable Fence known) {
        List<StepProgress> progress = new ArrayList<>();
        for (int step = 0; step < moving.progress().size(); step++) {
            StepTask task = moving.plan().steps().get(step).task();
            progress.add(
                    switch (moving.progress().get(step)) {
                        case StepProgress.Running running
                        when running.next() != null -> rebased(draft, moving, step, running, known);
                        case StepProgress.Undoing undoing
                        when undoing.next() != null -> rebased(draft, moving, task, undoing);
                        case StepProgress other -> other;
                    });
        }
        return new Phase.Moving(moving.plan(), progress, moving.accepted(), moving.times(), moving.ending());
    }

    private static StepProgress.Running rebased(
            TransitionBuilder draft,
            Phase.Moving moving,
            int step,
            StepProgress.Running running,
            @Nullable Fence known) {
        if (known != null && known.equals(running.next())) {
            // The provider accepted this fence; its proof is pending.
            return running.building(running.expected(), draft.knownFence());
        }
        Fence next =
                switch (moving.plan().steps().get(step).task()) {
                    case StepTask.Switch change -> NextFence.of(draft, moving.plan(), change);
                    case StepTask.Ramp ramp -> NextFence.claim(draft, moving.plan(), ramp.split());
                    case StepTask.Claim _ -> NextFence.claim(draft, moving.plan(), step);
                    case StepTask.Adopt _, StepTask.Readopt _, StepTask.Act _, StepTask.Gate _ -> running.next();
                };
        return next == null || next.equals(running.next())
                ? running
                : running.building(draft.knownFence(), next).again(draft.now, null, running.previous());
    }

    private static StepProgress.Undoing rebased(
            TransitionBuilder draft, Phase.Moving moving, StepTask task, StepProgress.Undoing undoing) {
        Fence next = task instanceof StepTask.Claim
                ? NextFence.returned(draft, moving)
                : NextFence.claim(draft, moving.plan(), null);
        return new StepProgress.Undoing(
                undoing.attempt(),
                undoing.since(),
                draft.now,
                undoing.lastDeadline(),
                draft.knownFence(),
                next,
                undoing.previous());
    }
}
