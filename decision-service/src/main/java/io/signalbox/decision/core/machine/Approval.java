package io.signalbox.decision.core.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.topology.Plans;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An approver's word that one move may begin. Over when the move begins, is no longer wanted, or is another than was approved.
 *
 * @param about why the move was wanted and how it would be done, as {@link #about} says; null where that was not written down
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Approval(
        SiteName to,
        MoveKind kind,
        String directive,
        String who,
        Instant at,
        @JsonProperty(required = false) @Nullable String about) {

    boolean isFor(Proposal.Move move) {
        return to.equals(move.to()) && kind == move.kind();
    }

    /** Whether it was given for this move, for this reason and by this plan. */
    boolean isFor(Proposal.Move move, String other) {
        return isFor(move) && (about == null || about.equals(other));
    }

    /** What an approver agrees to beside the target: the reason, what the vantages say of the site that is left, and the plan. */
    static String about(Draft draft, Proposal.Move move, Plans.Name plan) {
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
