package io.signalbox.decision.core.cell;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.orders.DirectiveHandler;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.Transition;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;

/**
 * A service for which nothing is decided until a person lifts the quarantine: its stored state cannot be read, or its
 * own decision failed. Its verdicts are still stored, since they are not sent again.
 */
final class Quarantine {

    private static final int LONGEST_CAUSE = 300;

    private Quarantine() {}

    static Reason failed(RuntimeException cause) {
        return Reason.of(
                ReasonCode.QUARANTINED,
                "deciding on this service failed, and nothing is decided for it until lift-quarantine: "
                        + words(cause));
    }

    static Reason unreadable(String cause) {
        return Reason.of(
                ReasonCode.QUARANTINED,
                "what is stored of this service cannot be read, and nothing is decided for it; what is stored is kept: "
                        + cut(cause));
    }

    /** An exception as text that is safe to show. */
    static String words(RuntimeException cause) {
        return cut(cause.toString());
    }

    private static String cut(String text) {
        String safe = text.replaceAll("\\p{Cntrl}", " ");
        return safe.length() > LONGEST_CAUSE ? safe.substring(0, LONGEST_CAUSE) + "…" : safe;
    }

    /** Stores a verdict; nothing follows from it. */
    static Transition heard(TransitionBuilder draft, SiteVerdict verdict) {
        draft.verdict(verdict);
        return draft.done(null);
    }

    /** Writes to the journal that nothing is decided from now on. */
    static Transition begun(TransitionBuilder draft, Reason reason) {
        draft.journal(JournalKind.QUARANTINED, reason).write();
        return draft.done(null);
    }

    /** A shadow policy that failed is not followed any more. */
    static Transition shadowFailed(TransitionBuilder draft, Transition real, RuntimeException cause) {
        ReasonCode code = ReasonCode.SHADOW_FAILED;
        draft.journal(
                        JournalKind.SHADOW_FAILED,
                        Reason.of(code, "the shadow policy is not followed any more: " + words(cause)))
                .write();
        Transition told = draft.done(real.wakeAt());
        var journal = new ArrayList<>(real.journal());
        journal.addAll(told.journal());
        return new Transition(told.next(), real.commands(), journal, real.wakeAt(), real.began());
    }

    /** Refuses every order but the one that lifts the quarantine. */
    static Transition refused(TransitionBuilder draft, Directive directive, Reason reason) {
        if (draft.remember(directive.id())) {
            DirectiveReply.refuse(draft, directive, ReasonCode.QUARANTINED, reason.text());
        }
        return draft.done(null);
    }

    /** True if the order lifts the quarantine. Otherwise it is refused here, or was handled before. */
    static boolean ends(
            TransitionBuilder draft, Directive directive, Directive.LiftQuarantine order, boolean unreadable) {
        if (!draft.remember(directive.id()) || DirectiveHandler.isForAnotherVersion(draft, directive)) {
            return false;
        }
        if (unreadable && !order.discards()) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.STATE_UNREADABLE,
                    "what is stored cannot be read: start a version that can read it, or discard it with discardState");
            return false;
        }
        return true;
    }

    static Transition lifted(TransitionBuilder draft, Directive directive, boolean discarded) {
        DirectiveReply.taken(
                draft,
                directive,
                discarded
                        ? "what was stored is discarded; the service begins anew, frozen until thawed"
                        : "the service is decided on again");
        return draft.done(draft.now);
    }

    /**
     * Starts the service anew. No automatic move begins before a person thaws it, since orders and plans are not known
     * any more.
     *
     * @param verdicts the only part that is taken over
     */
    static TransitionBuilder anew(TransitionBuilder old, Directive directive, Map<SiteName, SiteVerdict> verdicts) {
        ServiceName service = old.situation.service().name();
        var draft = new TransitionBuilder(old.situation, unknown(service, old.now), old.fleet, old.now);
        verdicts.values().forEach(draft::verdict);
        var freeze = new Hold.Freeze(
                directive.id(),
                directive.who(),
                "began anew after a quarantine: " + directive.why(),
                old.now,
                null,
                null);
        draft.holds(draft.holds().freeze(freeze));
        draft.remember(directive.id());
        return draft;
    }

    /** Replaces a state that cannot be read. Its version is above any that the lost one can have had. */
    static ServiceState unknown(ServiceName service, Instant now) {
        return ServiceState.fresh(service, now.getEpochSecond(), now);
    }
}
