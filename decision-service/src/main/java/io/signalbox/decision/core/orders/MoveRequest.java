package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.fence.LastOrder;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.transition.TransitionBuilder;

/** Ends the order, drill or automatic wish that asked for a plan. */
final class MoveRequest {

    private MoveRequest() {}

    /** Withdraws what asked for the plan. Only an automatic move can be unwanted. */
    static void withdraw(TransitionBuilder draft, Directive directive, Plan plan, Reason reason) {
        Hold.Drill drill = draft.holds().drill();
        switch (plan.kind()) {
            case OVERRIDE -> LastOrder.end(draft, directive);
            case DRILL, RESTORE -> {
                if (drill != null && drill.isAsking()) {
                    DrillClaim.blocked(draft, drill, reason);
                } else {
                    draft.holds(draft.holds().drill(drill == null ? null : drill.returning(reason)));
                }
            }
            case FAILOVER, FAILBACK ->
                MoveBlocks.unwanted(draft, plan.kind() == MoveKind.FAILOVER, plan.to(), draft.situation.cell());
            case ADOPTION, HOLD, ADJUST, READOPTION, RAISE, LOWER -> {
                // Moves nothing.
            }
        }
    }
}
