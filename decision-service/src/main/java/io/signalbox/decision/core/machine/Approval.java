package io.signalbox.decision.core.machine;

import io.signalbox.contract.SiteName;
import java.time.Instant;

/** An approver's word that one move may begin. Over when the move begins or is no longer wanted. */
public record Approval(SiteName to, MoveKind kind, String directive, String who, Instant at) {

    boolean isFor(Proposal.Move move) {
        return to.equals(move.to()) && kind == move.kind();
    }
}
