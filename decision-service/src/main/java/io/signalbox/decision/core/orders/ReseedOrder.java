package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.PendingReseeds;
import io.signalbox.decision.core.fence.StaleSites;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;

/**
 * The order reseeded: a site's data is good again. The order names the mark that it ends, and is in force once a fence
 * without the mark was accepted; until then the site gets no traffic. It is refused while a valid claim may cut off the
 * site.
 */
final class ReseedOrder {

    private ReseedOrder() {}

    static void take(TransitionBuilder draft, Directive directive, Directive.Reseeded order) {
        Mark mark = PendingReseeds.mark(draft, order.site());
        if (mark == null || mark.epoch() != order.epoch()) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.NO_SUCH_MARK,
                    "there is no mark " + order.site() + "@" + order.epoch() + "; stale are "
                            + PendingReseeds.stale(draft));
        } else if (isBeingLeft(draft, mark)) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.MOVE_UNDER_WAY,
                    "a plan that has claimed the move may cut off " + mark.site() + " by a one-way step: mark " + mark
                            + " can end once that is over");
        } else if (!mark.isStale()) {
            DirectiveReply.taken(draft, directive, "mark " + mark + " is over already");
        } else {
            PendingReseeds.add(draft, directive.id(), directive.who(), mark);
            DirectiveReply.taken(draft, directive, "mark " + mark + " is over once it is written to the fence");
        }
    }

    private static boolean isBeingLeft(TransitionBuilder draft, Mark mark) {
        Fence fence = draft.fence();
        return fence != null
                && fence.target() != null
                && fence.claimedAt(draft.now)
                && mark.isStale()
                && StaleSites.byAnyPlan(draft.situation.service(), fence.active(), fence.target())
                        .contains(mark.site());
    }

    /** Ends all marks of sites with stale data. @return these marks */
    static List<Mark> all(TransitionBuilder draft, Directive directive) {
        List<Mark> stale = PendingReseeds.stale(draft).stream()
                .filter(mark -> !isBeingLeft(draft, mark))
                .toList();
        stale.forEach(mark -> PendingReseeds.add(draft, directive.id(), directive.who(), mark));
        return stale;
    }
}
