package io.signalbox.decision.core.fence;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.PlanRetry;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes this cell's orders and marks to the fence, so that they apply in every cell. A failed write is repeated while
 * it is needed, with growing pauses and an alarm that stays until the fence contains everything.
 */
public final class FencePublication {

    public static final Reason BEGINS = Reason.of(
            ReasonCode.PUBLISHING_HOLD,
            "orders and marks of this cell are written to the fence, so that they are in force in every cell");

    private FencePublication() {}

    /** True if the fence lacks something that this cell must write, and may write now. */
    public static boolean isDue(TransitionBuilder draft) {
        Fence fence = draft.fence();
        return fence != null
                && !draft.situation.advises()
                && !FenceAlarms.block(draft.state())
                && wakeAt(draft) == null
                && (saysLess(draft, fence) || !fence.claimedAt(draft.now) && NextMarks.isOutdated(draft, fence));
    }

    /** Orders and holds are also written under another cell's claim, and leave the claim unchanged; marks are not. */
    private static boolean saysLess(TransitionBuilder draft, Fence fence) {
        return LastOrder.isOutdated(draft, fence)
                || SharedHolds.isOutdated(draft, fence)
                || MoveBlocks.isOutdated(draft, fence);
    }

    private static boolean isOutdated(TransitionBuilder draft, Fence fence) {
        return saysLess(draft, fence) || NextMarks.isOutdated(draft, fence);
    }

    /** A plan ended without writing to the fence. */
    public static void failed(TransitionBuilder draft, Reason why) {
        PlanRetry before = draft.memory().unpublished();
        int plans = before == null ? 1 : before.plans() + 1;
        var next = new PlanRetry(
                draft.knownFence().active(), MoveKind.HOLD, plans, draft.now.plus(PlanRetry.pause(plans)), null);
        draft.memory(draft.memory().unpublished(next));
        draft.raise(Reason.of(
                ReasonCode.HOLD_UNPUBLISHED,
                "what was ordered or is known here holds in this cell only, since it could not be written to the"
                        + " fence; it is tried again while it is wanted; last: " + why.text()));
    }

    /** The obstacle is gone: publication may be tried again at once. */
    public static void anew(TransitionBuilder draft) {
        draft.memory(draft.memory().unpublished(null));
    }

    /** When publication is tried again; null when it need not wait. */
    public static @Nullable Instant wakeAt(TransitionBuilder draft) {
        PlanRetry failed = draft.memory().unpublished();
        return failed != null && draft.now.isBefore(failed.notBefore()) ? failed.notBefore() : null;
    }

    /** Ends the alarm once the fence contains everything. */
    public static void settle(TransitionBuilder draft) {
        Fence fence = draft.fence();
        if (fence == null
                || isOutdated(draft, fence)
                || !SharedHolds.untold(draft, fence).isEmpty()) {
            return;
        }
        draft.clear(List.of(ReasonCode.HOLD_UNPUBLISHED));
        if (draft.memory().unpublished() != null) {
            anew(draft);
        }
    }
}
