package io.signalbox.decision.core.transition;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;

/** Writes to the journal whether an order was accepted or refused, and why. */
public final class DirectiveReply {

    private DirectiveReply() {}

    public static void taken(TransitionBuilder draft, Directive directive, String effect) {
        String local = travels(directive.order()) ? draft.situation.localOnly() : "";
        draft.journal(
                        JournalKind.of(directive.order()),
                        Reason.of(
                                of(directive.order()),
                                directive.who() + ": " + directive.why() + "; " + effect
                                        + (local.isEmpty() ? "" : "; " + local)))
                .by(directive.id(), directive.who())
                .write();
    }

    /** True if the fence carries such an order to the other cells. */
    private static boolean travels(Directive.Order order) {
        return switch (order) {
            case Directive.Override _,
                    Directive.Release _,
                    Directive.Freeze _,
                    Directive.Thaw _,
                    Directive.Acknowledge _,
                    Directive.Cancel _,
                    Directive.Reject _ -> true;
            case Directive.Reseeded _,
                    Directive.Approve _,
                    Directive.StartDrill _,
                    Directive.StopDrill _,
                    Directive.LiftQuarantine _,
                    Directive.ReAdopt _,
                    Directive.EndHold _ -> false;
        };
    }

    /** The reason code of an accepted order. */
    public static ReasonCode of(Directive.Order order) {
        return switch (order) {
            case Directive.Override _ -> ReasonCode.OVERRIDE;
            case Directive.Release _ -> ReasonCode.RELEASE;
            case Directive.Freeze _ -> ReasonCode.FREEZE;
            case Directive.Thaw _ -> ReasonCode.THAW;
            case Directive.Acknowledge _ -> ReasonCode.ACKNOWLEDGE;
            case Directive.Reseeded _ -> ReasonCode.RESEEDED;
            case Directive.Approve _ -> ReasonCode.APPROVE;
            case Directive.Reject _ -> ReasonCode.REJECT;
            case Directive.Cancel _ -> ReasonCode.CANCEL;
            case Directive.StartDrill _ -> ReasonCode.START_DRILL;
            case Directive.StopDrill _ -> ReasonCode.STOP_DRILL;
            case Directive.ReAdopt _ -> ReasonCode.RE_ADOPT;
            case Directive.EndHold _ -> ReasonCode.END_HOLD;
            case Directive.LiftQuarantine _ -> ReasonCode.LIFT_QUARANTINE;
        };
    }

    public static void refuse(TransitionBuilder draft, Directive directive, ReasonCode code, String text) {
        refuse(draft, directive, Reason.of(code, text));
    }

    public static void refuse(TransitionBuilder draft, Directive directive, Reason reason) {
        String kind = directive.order().kind();
        draft.journal(JournalKind.DIRECTIVE_REFUSED, reason.with("kind", kind))
                .by(directive.id(), directive.who())
                .write();
    }
}
