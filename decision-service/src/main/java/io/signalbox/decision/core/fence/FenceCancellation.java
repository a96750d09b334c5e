package io.signalbox.decision.core.fence;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.fence.CancelledPlan;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.BlockedMoves;
import io.signalbox.decision.core.transition.TransitionBuilder;
import org.jspecify.annotations.Nullable;

/** The entry in the fence by which an operator of another cell cancels the plan that holds the claim. */
public final class FenceCancellation {

    private FenceCancellation() {}

    /** The cancellation of the next fence, which keeps the claim. @param said that of the known fence */
    static @Nullable CancelledPlan next(@Nullable CancelledPlan said, BlockedMoves bound) {
        CancelledPlan own = bound.cancel();
        return own != null ? own : said == null || said.equals(bound.refused()) ? null : said;
    }

    /** Applies the cancellation in the fence that has just become known. */
    static void learn(TransitionBuilder draft) {
        Fence fence = draft.fence();
        BlockedMoves bound = draft.memory().binding();
        CancelledPlan said = fence == null ? null : fence.words().cancel();
        CancelledPlan own = bound.cancel();
        boolean refused = bound.refused() != null && bound.refused().equals(said);
        boolean waits = own != null && said == null && isClaimOf(fence, own);
        if (own != null && said == null && !waits && fence != null) {
            draft.journal(
                            JournalKind.CANCEL_LATE,
                            Reason.of(
                                    ReasonCode.CANCEL_LATE,
                                    "plan " + own.plan() + ", which " + own.who() + " cancelled, was over before: "
                                            + fence.text()))
                    .write();
        }
        draft.memory(
                draft.memory().binding(bound.cancel(waits ? own : null).refused(refused ? bound.refused() : null)));
    }

    private static boolean isClaimOf(@Nullable Fence fence, CancelledPlan cancelled) {
        return fence != null
                && fence.phase() == Fence.Phase.MOVING
                && fence.plan().equals(cancelled.plan());
    }

    /** The cancellation of the known claim; one ordered here counts before the fence carries it. */
    public static @Nullable CancelledPlan known(TransitionBuilder draft) {
        Fence fence = draft.fence();
        CancelledPlan own = draft.memory().binding().cancel();
        return own != null || fence == null ? own : fence.words().cancel();
    }
}
