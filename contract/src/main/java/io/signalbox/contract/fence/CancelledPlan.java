package io.signalbox.contract.fence;

import io.signalbox.contract.name.CellName;

/**
 * The cancellation of the plan that has claimed a move, ordered in another cell than that of the plan. In the fence:
 * {@code plan@cell:who}, such as {@code m18-42@eu-west-1:ann}. Only a fence that is a claim of that plan contains it.
 *
 * @param plan the plan to undo
 * @param cell where it was ordered
 * @param who the operator: at most {@value Order#LONGEST_WHO} characters; the journal of the cell has the full name and
 *     the reason
 */
public record CancelledPlan(String plan, CellName cell, String who) {

    public CancelledPlan {
        who = Order.word(who);
    }

    /** The entry in the fence's text. */
    @Override
    public String toString() {
        return plan + "@" + cell + ":" + who;
    }

    /** @throws IllegalArgumentException saying what was found and what is allowed */
    static CancelledPlan parse(String text) {
        int colon = text.lastIndexOf(':');
        int at = text.lastIndexOf('@', colon);
        if (at < 1 || colon < at) {
            throw new IllegalArgumentException("cancel \"" + text + "\": expected plan@cell:who");
        }
        return new CancelledPlan(
                text.substring(0, at), new CellName(text.substring(at + 1, colon)), text.substring(colon + 1));
    }
}
