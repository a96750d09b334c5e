package io.signalbox.decision.core.machine;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Reason;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.topology.Site;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator asks of one service: taken or refused, and written down either way. */
final class Directing {

    private Directing() {}

    static void take(Draft draft, Directive directive) {
        if (!draft.remember(directive.id())) {
            return;
        }
        Long expected = directive.expectedVersion();
        if (expected != null && expected != draft.version()) {
            refuse(
                    draft,
                    directive,
                    "version-conflict",
                    "the state is at version " + draft.version() + ", the directive was made for version " + expected);
            return;
        }
        switch (directive.order()) {
            case Directive.Override order -> override(draft, directive, order);
            case Directive.Release _ -> {
                draft.override(null);
                taken(draft, directive, "the override is released");
            }
            case Directive.Freeze order -> {
                draft.freeze(freeze(directive, order, draft.now));
                taken(draft, directive, "no automatic move begins" + end(order.until()));
            }
            case Directive.Thaw _ -> {
                draft.freeze(null);
                taken(draft, directive, "automatic moves may begin");
            }
            case Directive.Acknowledge _ -> acknowledge(draft, directive);
        }
    }

    static Hold.Freeze freeze(Directive directive, Directive.Freeze order, Instant now) {
        return new Hold.Freeze(directive.id(), directive.who(), directive.why(), now, order.until());
    }

    private static void override(Draft draft, Directive directive, Directive.Override order) {
        Reason objection = objection(draft, order);
        if (objection != null) {
            refuse(draft, directive, objection.code(), objection.text());
            return;
        }
        draft.override(new Hold.Override(
                directive.id(),
                order.target(),
                directive.who(),
                directive.why(),
                draft.now,
                order.until(),
                order.force()));
        leaveStuck(draft, "an operator has taken over");
        taken(draft, directive, "traffic belongs to " + order.target() + end(order.until()));
    }

    private static @Nullable Reason objection(Draft draft, Directive.Override order) {
        Optional<Site> target = draft.situation.service().site(order.target());
        if (target.isEmpty()) {
            return Reason.of(
                    "unknown-site",
                    "there is no site " + order.target() + "; sites are "
                            + draft.situation.service().sites().stream()
                                    .map(Site::name)
                                    .toList());
        }
        Instant until = order.until();
        if (until != null && !until.isAfter(draft.now)) {
            return Reason.of("already-over", "until " + until + " is in the past");
        }
        Verdict verdict = draft.state().verdict(order.target());
        boolean probed = !target.get().probes().isEmpty();
        if (probed && verdict != Verdict.UP && !order.force()) {
            return Reason.of(
                    "target-not-up",
                    order.target() + " is " + verdict + "; force would send traffic there all the same");
        }
        Hold.Freeze freeze = Governor.inForce(draft.state(), draft.fleet, draft.now);
        if (freeze != null && !order.passFreeze()) {
            return Reason.of(
                    "frozen",
                    "frozen by " + freeze.who() + ": " + freeze.why() + "; passFreeze would move all the same");
        }
        return null;
    }

    private static void acknowledge(Draft draft, Directive directive) {
        leaveStuck(draft, "acknowledged by " + directive.who());
        draft.clear(Fencing.ACKNOWLEDGEABLE);
        taken(draft, directive, "automation goes on from what is true now");
    }

    private static void leaveStuck(Draft draft, String why) {
        switch (draft.phase()) {
            case Phase.Stuck _ ->
                draft.become(
                        draft.fence() == null ? new Phase.Unadopted() : new Phase.Steady(),
                        Reason.of("acknowledged", why));
            case Phase.Unadopted _, Phase.Steady _, Phase.AwaitingLeave _, Phase.Moving _, Phase.Proving _ -> {}
        }
    }

    private static void taken(Draft draft, Directive directive, String effect) {
        String kind = directive.order().kind();
        draft.journal(kind, Reason.of(kind, directive.who() + ": " + directive.why() + "; " + effect))
                .by(directive.id(), directive.who())
                .write();
    }

    private static void refuse(Draft draft, Directive directive, String code, String text) {
        String kind = directive.order().kind();
        draft.journal("directive-refused", Reason.of(code, text).with("kind", kind))
                .by(directive.id(), directive.who())
                .write();
    }

    private static String end(@Nullable Instant until) {
        return until == null ? "" : " until " + until;
    }
}
