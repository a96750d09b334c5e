package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.CancelledPlan;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.FenceCancellation;
import io.signalbox.decision.core.fence.LastOrder;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.fence.OwnFence;
import io.signalbox.decision.core.plan.PlanFailure;
import io.signalbox.decision.core.state.BlockedMoves;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a plan, in whatever cell the order is given. The plan's own cell undoes it. Another cell writes the
 * cancellation to the fence, under the plan's claim, where the plan's cell reads it. If that cell is gone, the cell
 * that takes over after the claim does not begin the move again.
 */
public final class CancelOrder {

    private static final String KIND = "cancel";

    private CancelOrder() {}

    static void take(TransitionBuilder draft, Directive directive) {
        boolean own = draft.phase() instanceof Phase.Moving moving
                && (moving.plan().moves() || moving.plan().isAdoption());
        Fence claim = own ? null : OtherCells.claim(draft);
        if (claim == null) {
            here(draft, directive);
        } else if (!LastOrder.tells(draft)) {
            OtherCells.refuse(draft, directive, OtherCells.toBeCancelled(claim));
        } else if (claim.words().cancel() != null || draft.memory().binding().cancel() != null) {
            DirectiveReply.refuse(
                    draft, directive, ReasonCode.NOTHING_UNDER_WAY, "plan " + claim.plan() + " is cancelled already");
        } else {
            BlockedMoves bound = draft.memory().binding();
            var word = new CancelledPlan(claim.plan(), draft.situation.cell(), directive.who());
            draft.memory(draft.memory().binding(bound.cancel(word)));
            DirectiveReply.taken(
                    draft,
                    directive,
                    "cell " + claim.cell() + " undoes plan " + claim.plan()
                            + " once the cancellation is written to the fence; its journal says whether it could");
        }
    }

    /** Ends the plan of this cell. */
    private static void here(TransitionBuilder draft, Directive directive) {
        if (!(draft.phase() instanceof Phase.Moving moving) || moving.ending() != null) {
            DirectiveReply.refuse(draft, directive, ReasonCode.NOTHING_UNDER_WAY, "no plan is under way");
            return;
        }
        if (!moving.plan().moves()) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.NO_MOVE,
                    "the plan under way moves no traffic and cannot be cancelled");
        } else if (moving.accepted()) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.ACCEPTED,
                    "the switch was accepted; an override would move the traffic again");
        } else if (moving.pastReturn()) {
            DirectiveReply.refuse(
                    draft, directive, ReasonCode.PAST_RETURN, "a step that nothing can put back has begun");
        } else {
            Reason reason = Reason.of(ReasonCode.CANCELLED, "cancelled by " + directive.who() + ": " + directive.why());
            MoveRequest.withdraw(draft, directive, moving.plan(), reason);
            PlanFailure.giveUp(draft, moving, true, false, reason);
            DirectiveReply.taken(draft, directive, "the plan is ended, and what it did is put back");
        }
    }

    /** Applies a cancellation from another cell to the plan that has claimed the move. */
    public static void keep(TransitionBuilder draft) {
        Fence fence = draft.fence();
        CancelledPlan said = FenceCancellation.known(draft);
        if (fence == null
                || said == null
                || said.equals(draft.memory().binding().refused())) {
            return;
        }
        if (draft.phase() instanceof Phase.Moving moving && OwnFence.isOwn(draft, moving, fence)) {
            if (moving.ending() == null) {
                heed(draft, said);
            }
        } else if (!fence.claimedAt(draft.now) && LastOrder.tells(draft)) {
            takeOver(draft, fence, said);
        }
    }

    /**
     * As if the order was given here. A cancellation that comes too late is removed from the claim when that is
     * renewed.
     */
    private static void heed(TransitionBuilder draft, CancelledPlan said) {
        here(draft, directive(draft, said));
        if (!(draft.phase() instanceof Phase.Moving moving) || moving.ending() == null) {
            BlockedMoves bound = draft.memory().binding();
            draft.memory(draft.memory().binding(bound.refused(said)));
        }
    }

    /** The claim has run out: its cell is gone, or could not return it. The cancelled move does not begin again. */
    private static void takeOver(TransitionBuilder draft, Fence claim, CancelledPlan said) {
        SiteName to = claim.target();
        Order order = claim.words().order();
        boolean ordered = to != null && order != null && order.inForce(draft.now) && to.equals(order.target());
        Hold.Override override = draft.holds().override();
        Directive word = directive(draft, said);
        if (ordered && override != null && LastOrder.isWritten(claim, override, draft.situation.cell())) {
            LastOrder.end(draft, word);
            overForGood(draft, word, said);
        } else if (!ordered && to != null && !to.equals(claim.active()) && !isUnwanted(draft, claim, to)) {
            MoveBlocks.unwanted(draft, isDown(draft, claim), to, said.cell());
            overForGood(draft, word, said);
        }
    }

    private static void overForGood(TransitionBuilder draft, Directive word, CancelledPlan said) {
        DirectiveReply.taken(
                draft, word, "the claim of plan " + said.plan() + " has run out: that move does not begin again");
    }

    private static boolean isUnwanted(TransitionBuilder draft, Fence claim, SiteName to) {
        return MoveBlocks.unwanted(draft.state(), isDown(draft, claim)).contains(to);
    }

    private static boolean isDown(TransitionBuilder draft, Fence claim) {
        return draft.state().verdict(claim.active()) == Verdict.DOWN;
    }

    private static Directive directive(TransitionBuilder draft, CancelledPlan said) {
        return new Directive(
                Directive.VERSION,
                KIND + "-" + said.plan() + "@" + said.cell(),
                draft.service(),
                said.who(),
                null,
                "said in cell " + said.cell(),
                draft.now,
                null,
                new Directive.Cancel());
    }

    /** When a cancelled claim runs out; null when nothing waits for that. */
    public static @Nullable Instant wakeAt(TransitionBuilder draft) {
        Fence fence = draft.fence();
        return fence != null && FenceCancellation.known(draft) != null && fence.claimedAt(draft.now)
                ? fence.until()
                : null;
    }
}
