package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.FenceFreezes;
import io.signalbox.decision.core.fence.LastOrder;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.state.FenceHold;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A thaw: ends the freezes of the service in all cells. */
final class ThawOrder {

    private ThawOrder() {}

    /** Ends every freeze of the service, of this and other cells. */
    static void take(TransitionBuilder draft, Directive directive) {
        List<FenceHold> others = FenceFreezes.frozenElsewhere(draft);
        if (draft.holds().freeze() == null && others.isEmpty()) {
            DirectiveReply.refuse(draft, directive, ReasonCode.NOTHING_TO_THAW, nothing(draft));
            return;
        }
        boolean told = LastOrder.tells(draft);
        draft.holds(draft.holds().freeze(null));
        if (told) {
            var all = new ArrayList<>(draft.holds().ended());
            others.stream()
                    .filter(shared -> !SharedHolds.isEnded(draft, shared))
                    .map(shared -> end(directive, draft.now, shared))
                    .forEach(all::add);
            draft.holds(draft.holds().ended(all));
        }
        DirectiveReply.taken(
                draft,
                directive,
                others.isEmpty()
                        ? "automatic moves may begin"
                        : told
                                ? "automatic moves may begin once the fence is written without the freezes of other cells"
                                : "what other cells have frozen will stay frozen");
    }

    private static String nothing(TransitionBuilder draft) {
        return draft.fleet.freeze() == null
                ? "the service is not frozen"
                : "the service is not frozen by itself: all services are, and are thawed together";
    }

    private static Hold.Ended end(Directive directive, Instant now, FenceHold shared) {
        return new Hold.Ended(
                directive.id(),
                directive.who(),
                directive.why(),
                now,
                Directive.EndHold.What.FREEZE,
                new CellName(shared.cell()));
    }
}
