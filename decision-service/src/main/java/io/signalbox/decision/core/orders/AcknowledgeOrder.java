package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.FenceAlarms;
import io.signalbox.decision.core.fence.FenceFaults;
import io.signalbox.decision.core.fence.FencePublication;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.state.BlockedMoves;
import io.signalbox.decision.core.state.FenceFault;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;
import java.util.TreeSet;

/** An acknowledgement: automatic moves may begin again. */
public final class AcknowledgeOrder {

    /** Alarms that an acknowledgement ends. */
    private static final List<ReasonCode> ACKNOWLEDGEABLE = List.of(
            ReasonCode.MOVE_UNPROVEN,
            ReasonCode.MOVE_UNFINISHED,
            ReasonCode.STEP_NOT_UNDONE,
            ReasonCode.HOLD_UNPUBLISHED,
            ReasonCode.ORDER_LOST,
            ReasonCode.SPLIT_UNADJUSTED,
            ReasonCode.MOVE_UNACCEPTED,
            ReasonCode.ACCESS_DENIED,
            ReasonCode.DATA_UNKNOWN);

    private AcknowledgeOrder() {}

    static void take(TransitionBuilder draft, Directive directive, Directive.Acknowledge order) {
        List<Mark> reseeded = order.saysReseeded() ? ReseedOrder.all(draft, directive) : List.of();
        if (reseeded.isEmpty() && !waits(draft)) {
            DirectiveReply.refuse(draft, directive, ReasonCode.NOTHING_TO_ACKNOWLEDGE, nothing(draft, order));
            return;
        }
        ApprovalOrders.leaveStuck(draft, "acknowledged by " + directive.who());
        draft.clear(ACKNOWLEDGEABLE);
        FencePublication.anew(draft);
        String lasting = FenceFaults.acknowledged(draft);
        DirectiveReply.taken(
                draft,
                directive,
                (lasting == null ? "automation continues from the present state" : lasting)
                        + (reseeded.isEmpty()
                                ? ""
                                : "; once it is written to the fence, these marks are over: " + reseeded));
    }

    /**
     * Removes blocks, since a person has acknowledged a failure here or in another cell, or has given another order.
     */
    static void unbind(TransitionBuilder draft) {
        Fence fence = draft.fence();
        Agreed words = fence == null ? Agreed.NOTHING : fence.words();
        BlockedMoves over = draft.memory().binding().acknowledged();
        draft.memory(draft.memory().binding(over.over(words.failed()).past(words.unwanted())));
    }

    /** True if an acknowledgement ends anything, or has an answer that says what to do instead. */
    private static boolean waits(TransitionBuilder draft) {
        ServiceState state = draft.state();
        FenceFault fault = draft.holds().fault();
        return MoveBlocks.binds(state)
                || draft.memory().unpublished() != null
                || fault != null && fault.raised()
                || ACKNOWLEDGEABLE.stream().anyMatch(state::has)
                || FenceAlarms.block(state);
    }

    private static String nothing(TransitionBuilder draft, Directive.Acknowledge order) {
        var alarms = new TreeSet<>(draft.state().alarms().keySet());
        return "nothing waits for a person"
                + (order.saysReseeded() ? ", and no mark of stale data can be ended now" : "")
                + (alarms.isEmpty() ? "" : "; what ends by itself is not acknowledged: " + alarms);
    }
}
