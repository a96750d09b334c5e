package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.FenceFreezes;
import io.signalbox.decision.core.fence.LastOrder;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.transition.TransitionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * In mode {@code advise} nothing is written at the provider. An order that needs a write is refused. An order that only
 * limits what may begin, or that names the site with the traffic, is in force in its own cell.
 */
final class AdviseMode {

    /** Why no drill begins. */
    static final Reason NO_DRILL = Reason.of(ReasonCode.MODE, "the policy's mode is advise");

    private static final String ADVICE = "in mode advise nothing is written at the provider, and so no fence: ";
    private static final String INSTEAD = "; in mode approve an order is carried out, and nothing begins without one";

    private AdviseMode() {}

    /** Why an order is refused; null if it is taken. */
    static @Nullable Reason objection(TransitionBuilder draft, Directive.Order order) {
        if (!draft.situation.advises()) {
            return null;
        }
        String needs = needs(draft, order);
        return needs == null ? null : Reason.of(ReasonCode.MODE_ADVISE, ADVICE + needs + INSTEAD);
    }

    /** The write that the order would need; null for none. */
    private static @Nullable String needs(TransitionBuilder draft, Directive.Order order) {
        return switch (order) {
            case Directive.Override(SiteName target, var _, var _, var _, var _) ->
                target.equals(assumed(draft)) ? null : "traffic is at " + assumed(draft) + " and stays there";
            case Directive.Release _ -> released(draft);
            case Directive.Thaw _ ->
                draft.holds().freeze() == null && FenceFreezes.isFrozenElsewhere(draft)
                        ? "a freeze of another cell ends once it is no longer in the fence"
                        : null;
            case Directive.Approve _ -> approved(draft);
            case Directive.Acknowledge word -> word.saysReseeded() ? mark() : null;
            case Directive.Reseeded _ -> mark();
            // A fence that is accepted as found need not be replaced.
            case Directive.ReAdopt word -> word.epoch() == null ? readopted() : null;
            case Directive.EndHold _ -> "what another cell has ordered ends once it is no longer in the fence";
            // DrillStart checks a drill together with all other objections.
            case Directive.StartDrill _,
                    Directive.Freeze _,
                    Directive.Reject _,
                    Directive.Cancel _,
                    Directive.StopDrill _,
                    Directive.LiftQuarantine _ -> null;
        };
    }

    private static String mark() {
        return "the mark of a site with stale data ends once it is written to the fence";
    }

    private static @Nullable String released(TransitionBuilder draft) {
        Hold.Override override = draft.holds().override();
        return override != null && LastOrder.isWritten(draft.fence(), override, draft.situation.cell())
                ? "the override to " + override.target() + " ends once it is no longer in the fence"
                : null;
    }

    private static @Nullable String approved(TransitionBuilder draft) {
        Hold.Override proposed = draft.holds().proposed();
        if (proposed != null) {
            return proposed.target().equals(assumed(draft)) ? null : "the override would move traffic";
        }
        Hold.Readopt readopt = draft.holds().readopt();
        return readopt != null && readopt.awaitsApproval() && readopt.epoch() == null ? readopted() : null;
    }

    private static String readopted() {
        return "a fence is re-adopted by writing another";
    }

    /** The active site; the preferred one if no fence is known. */
    private static SiteName assumed(TransitionBuilder draft) {
        Fence fence = draft.fence();
        return fence == null ? draft.situation.service().preferred().name() : fence.active();
    }
}
