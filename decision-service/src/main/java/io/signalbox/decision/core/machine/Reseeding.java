package io.signalbox.decision.core.machine;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Fence;
import io.signalbox.contract.Mark;
import java.util.List;

/**
 * An operator says that a site was seeded again. The order names the mark that it ends, and is in force once a fence that says so
 * was accepted: until then the site gets no traffic. Of a site that a claim in force may cut off nobody can say so yet.
 */
final class Reseeding {

    private Reseeding() {}

    static void take(Draft draft, Directive directive, Directive.Reseeded order) {
        Mark mark = ReseedOrders.mark(draft, order.site());
        if (mark == null || mark.epoch() != order.epoch()) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    "no-such-mark",
                    "there is no mark " + order.site() + "@" + order.epoch() + "; stale are " + ReseedOrders.stale(draft));
        } else if (isBeingLeft(draft, mark)) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    "move-under-way",
                    "a plan that has claimed the move may cut off " + mark.site() + " by a one-way step: mark " + mark
                            + " can end once that is over");
        } else if (!mark.isStale()) {
            DirectiveReply.taken(draft, directive, "mark " + mark + " is over already");
        } else {
            ReseedOrders.add(draft, directive.id(), directive.who(), mark);
            DirectiveReply.taken(draft, directive, "mark " + mark + " is over once the fence says so");
        }
    }

    private static boolean isBeingLeft(Draft draft, Mark mark) {
        Fence fence = draft.fence();
        return fence != null
                && fence.target() != null
                && fence.claimedAt(draft.now)
                && mark.isStale()
                && LeftBehind.byAnyPlan(draft.situation.service(), fence.active(), fence.target())
                        .contains(mark.site());
    }

    /** Ends all marks of sites whose data is stale now. @return these marks */
    static List<Mark> all(Draft draft, Directive directive) {
        List<Mark> stale =
                ReseedOrders.stale(draft).stream().filter(mark -> !isBeingLeft(draft, mark)).toList();
        stale.forEach(mark -> ReseedOrders.add(draft, directive.id(), directive.who(), mark));
        return stale;
    }
}
