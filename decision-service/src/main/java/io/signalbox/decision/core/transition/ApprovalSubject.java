package io.signalbox.decision.core.transition;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;

/** Describes what an approver agrees to. */
public final class ApprovalSubject {

    private ApprovalSubject() {}

    /**
     * The subject of an approval besides the target: the reason, the verdict on the site that is left, and the plan.
     */
    public static String of(TransitionBuilder draft, MoveProposal.Move move, Plans.Name plan) {
        SiteName active = draft.active();
        SiteVerdict left = active == null ? null : draft.state().verdicts().get(active);
        return move.reason().code()
                + " "
                + (left == null ? "" : left.verdict() + ":" + left.reason().code())
                + " "
                + plan
                + ":"
                + draft.situation.service().plans().digest(plan);
    }
}
