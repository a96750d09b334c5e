package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.state.FenceHold;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.TransitionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Refuses orders that only another cell can carry out, and names that cell, as long as the fence shows something of it.
 * A claim that has run out does not count.
 */
final class OtherCells {

    private OtherCells() {}

    /** The claim of another cell that is valid, or could not be returned; null for none. */
    static @Nullable Fence claim(TransitionBuilder draft) {
        Fence fence = draft.fence();
        return fence != null
                        && fence.phase() == Fence.Phase.MOVING
                        && !fence.cell().equals(draft.situation.cell())
                ? fence
                : null;
    }

    static String toBeCancelled(Fence claim) {
        return "this cell writes no orders to the fence; plan " + claim.plan() + " belongs to cell " + claim.cell()
                + ": cancel it there";
    }

    static void refuse(TransitionBuilder draft, Directive directive, String text) {
        DirectiveReply.refuse(draft, directive, ReasonCode.ELSEWHERE, text);
    }

    /** Refuses an approval or rejection: nothing waits in this cell. */
    static void refuseAnswer(TransitionBuilder draft, Directive directive) {
        Fence claim = claim(draft);
        if (claim != null && claim.claimedAt(draft.now)) {
            refuse(
                    draft,
                    directive,
                    "nothing waits for an approver in this cell; approvals for plan " + claim.plan()
                            + " are given in cell " + claim.cell());
        } else {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.NOTHING_WAITS,
                    "nothing waits for an approver in this cell; approvals for another cell are given there");
        }
    }

    /** Refuses to stop a drill: this cell has none. */
    static void refuseStop(TransitionBuilder draft, Directive directive) {
        FenceHold drill = SharedHolds.drillElsewhere(draft.fence(), draft.situation.cell(), draft.now);
        if (drill == null) {
            DirectiveReply.refuse(draft, directive, ReasonCode.NO_DRILL, "no drill is under way");
        } else {
            refuse(
                    draft,
                    directive,
                    "the drill belongs to cell " + drill.cell()
                            + ": stop it there; if that cell is lost, order the traffic home with an override, or end"
                            + " the drill with end-hold");
        }
    }
}
