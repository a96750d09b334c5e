package io.signalbox.decision.core.transition;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Reason;

/** Writes to the journal whether an order was taken or refused, and why. */
public final class DirectiveReply {

    private DirectiveReply() {}

    public static void taken(TransitionBuilder draft, Directive directive, String effect) {
        String kind = directive.order().kind();
        String local = travels(directive.order()) ? draft.situation.localOnly() : "";
        draft.journal(
                        kind,
                        Reason.of(
                                kind,
                                directive.who() + ": " + directive.why() + "; " + effect
                                        + (local.isEmpty() ? "" : "; " + local)))
                .by(directive.id(), directive.who())
                .write();
    }

    /** Whether the fence tells every cell of such an order. */
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

    public static void refuse(TransitionBuilder draft, Directive directive, String code, String text) {
        String kind = directive.order().kind();
        draft.journal("directive-refused", Reason.of(code, text).with("kind", kind))
                .by(directive.id(), directive.who())
                .write();
    }
}
