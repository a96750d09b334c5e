package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.execution.FenceSightings;
import io.signalbox.decision.core.fence.FenceFaults;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.state.FenceFault;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.Objects;

/** The order re-adopt: the fence at the provider is replaced, or accepted as found. */
public final class ReadoptOrder {

    private ReadoptOrder() {}

    static void order(TransitionBuilder draft, Directive directive, Directive.ReAdopt order) {
        FenceFault fault = draft.holds().fault();
        Fence found = fault == null ? null : fault.found();
        if (fault == null || !fault.raised()) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.NOTHING_TO_RE_ADOPT,
                    "the fence at the provider is the one that is known, or has not been another for "
                            + Instants.words(FenceFaults.CONFIRMED_AFTER));
            return;
        }
        if (order.epoch() != null
                && (found == null || found.epoch() != order.epoch() || found.epoch() <= draft.epoch())) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.EPOCH_NOT_FOUND,
                    "epoch: expected none, or that of a later fence that was found; found is "
                            + (found == null ? "none" : found.text()) + ", known is epoch " + draft.epoch());
            return;
        }
        if (order.epoch() != null && order.epoch() > FenceFaults.LARGEST_FIRST) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.EPOCH_TOO_HIGH,
                    "epoch: expected at most " + FenceFaults.LARGEST_FIRST
                            + ", the highest that a cell without a known fence accepts, got " + order.epoch()
                            + "; leave it out to replace the fence that was found");
            return;
        }
        boolean two = draft.situation.service().policy().twoPersons();
        var readopt = new Hold.Readopt(
                directive.id(),
                directive.who(),
                directive.why(),
                draft.now,
                null,
                order.epoch(),
                two ? true : null,
                directive.person());
        draft.holds(draft.holds().readopt(readopt));
        DirectiveReply.taken(draft, directive, two ? "the re-adoption waits for a second person" : effect(draft));
        inForce(draft);
    }

    private static String effect(TransitionBuilder draft) {
        return draft.phase() instanceof Phase.Moving
                ? "the fence is re-adopted once the plan under way has ended"
                : "the fence is re-adopted, and no traffic moves";
    }

    static boolean awaits(TransitionBuilder draft) {
        Hold.Readopt readopt = draft.holds().readopt();
        return readopt != null && readopt.awaitsApproval();
    }

    public static String question(Hold.Readopt readopt) {
        return "re-adopt the fence? " + readopt.who() + ": " + readopt.why();
    }

    static void approve(TransitionBuilder draft, Directive directive) {
        Hold.Readopt readopt = Objects.requireNonNull(draft.holds().readopt());
        if (directive.isBy(readopt.who(), readopt.person())) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.SAME_PERSON,
                    "another person than " + readopt.who() + " must approve this");
            return;
        }
        draft.holds(draft.holds().readopt(readopt.approved()));
        DirectiveReply.taken(draft, directive, effect(draft));
        inForce(draft);
    }

    /** A fence that is accepted as found need not be replaced. */
    private static void inForce(TransitionBuilder draft) {
        Hold.Readopt readopt = draft.holds().readopt();
        FenceFault fault = draft.holds().fault();
        Fence found = fault == null ? null : fault.found();
        if (readopt != null && !readopt.awaitsApproval() && readopt.epoch() != null && found != null) {
            draft.holds(draft.holds().readopt(null));
            FenceSightings.adopt(draft, found, readopt.who() + " says that the fence that was found is right");
        }
    }

    /** True if the re-adoption may begin. */
    public static boolean isDue(TransitionBuilder draft) {
        Hold.Readopt readopt = draft.holds().readopt();
        return readopt != null
                && !readopt.awaitsApproval()
                && draft.holds().fault() != null
                && !draft.situation.advises();
    }

    public static void leaveStuck(TransitionBuilder draft) {
        if (MoveBlocks.stuck(draft.state()) != null && isDue(draft)) {
            ApprovalOrders.leaveStuck(draft, "the fence is re-adopted");
        }
    }
}
