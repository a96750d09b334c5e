package io.signalbox.decision.core.select;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Policy;
import io.signalbox.decision.core.state.Penalty;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.Objects;

/** Applies a verdict of stage 1 to the state of its service, before any decision uses it. */
public final class VerdictUpdates {

    private VerdictUpdates() {}

    public static void heard(TransitionBuilder draft, SiteVerdict verdict) {
        SiteName site = verdict.site();
        if (draft.situation.service().site(site).isEmpty()) {
            return;
        }
        SiteVerdict known = draft.verdict(site);
        draft.verdict(verdict);
        Penalty before = draft.memory().penalties().get(site);
        Policy.Damping damping = draft.situation.service().policy().damping();
        Penalty after = Penalty.after(before, verdict.verdict(), damping, draft.now);
        draft.memory(draft.memory().penalty(site, after));
        if (known == null || known.verdict() != verdict.verdict()) {
            draft.journal(JournalKind.VERDICT, verdict.reason())
                    .evidence(verdict)
                    .write();
        } else if (!Objects.equals(known.checks(), verdict.checks())) {
            draft.journal(JournalKind.CHECK, verdict.reason()).evidence(verdict).write();
        }
        boolean blind = known != null && !Objects.equals(known.blind(), verdict.blind());
        if (blind
                && draft.phase() instanceof Phase.Moving moving
                && moving.plan().to().equals(site)) {
            draft.become(moving.watchingAnew(), draft.reason());
        }
        if (after != null && after.suppressed() && (before == null || !before.suppressed())) {
            Instant until = after.reusableAt(damping);
            draft.journal(
                            JournalKind.SUPPRESSED,
                            Reason.of(
                                    ReasonCode.SUPPRESSED,
                                    site + " has failed too often: it is no target until " + until))
                    .write();
        }
    }
}
