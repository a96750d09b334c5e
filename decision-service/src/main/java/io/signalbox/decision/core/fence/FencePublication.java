package io.signalbox.decision.core.fence;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.FenceReason;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.PlanRetry;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the fence what was ordered or is known here, so that it holds in every cell. What cannot be written is tried again
 * while it is wanted, with pauses that grow, under an alarm that stays until the fence says it.
 */
public final class FencePublication {

    public static final Reason BEGINS = Reason.of(
            FenceReason.PUBLISHING_HOLD,
            "what was ordered or is known here is written to the fence, so that it holds in every cell");

    private FencePublication() {}

    /** Whether the fence does not say what this cell has to say, and this cell may say it now. */
    public static boolean isDue(TransitionBuilder draft) {
        Fence fence = draft.fence();
        return fence != null
                && !draft.situation.advises()
                && !FenceAlarms.block(draft.state())
                && wakeAt(draft) == null
                && (saysLess(draft, fence) || !fence.claimedAt(draft.now) && NextMarks.isOutdated(draft, fence));
    }

    /** Words are written under another's claim as well, and leave it as it is; marks are not. */
    private static boolean saysLess(TransitionBuilder draft, Fence fence) {
        return LastOrder.isOutdated(draft, fence)
                || SharedHolds.isOutdated(draft, fence)
                || MoveBlocks.isOutdated(draft, fence);
    }

    private static boolean isOutdated(TransitionBuilder draft, Fence fence) {
        return saysLess(draft, fence) || NextMarks.isOutdated(draft, fence);
    }

    /** A plan that was to write it has ended without. */
    public static void failed(TransitionBuilder draft, Reason why) {
        PlanRetry before = draft.memory().unpublished();
        int plans = before == null ? 1 : before.plans() + 1;
        var next = new PlanRetry(
                draft.knownFence().active(), MoveKind.HOLD, plans, draft.now.plus(PlanRetry.pause(plans)), null);
        draft.memory(draft.memory().unpublished(next));
        draft.raise(Reason.of(
                FenceReason.HOLD_UNPUBLISHED,
                "what was ordered or is known here holds in this cell only, since it could not be written to the"
                        + " fence; it is tried again while it is wanted; last: " + why.text()));
    }

    /** What stood against it is over. */
    public static void anew(TransitionBuilder draft) {
        draft.memory(draft.memory().unpublished(null));
    }

    /** When it is tried again; null when nothing has to be waited for. */
    public static @Nullable Instant wakeAt(TransitionBuilder draft) {
        PlanRetry failed = draft.memory().unpublished();
        return failed != null && draft.now.isBefore(failed.notBefore()) ? failed.notBefore() : null;
    }

    /** Ends the alarm once the fence says all, or there is nothing more to say. */
    public static void settle(TransitionBuilder draft) {
        Fence fence = draft.fence();
        if (fence == null
                || isOutdated(draft, fence)
                || !SharedHolds.untold(draft, fence).isEmpty()) {
            return;
        }
        draft.clear(List.of(FenceReason.HOLD_UNPUBLISHED));
        if (draft.memory().unpublished() != null) {
            anew(draft);
        }
    }
}
