package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.name.SiteName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An approver's consent to one move. It ends when the move begins, is no longer wanted, or is a different one.
 *
 * @param about reason and plan that were approved, see {@code ApprovalSubject}; null if not recorded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Approval(
        SiteName to,
        MoveKind kind,
        String directive,
        String who,
        Instant at,
        @JsonProperty(required = false) @Nullable String about) {

    public boolean isFor(SiteName site, MoveKind move) {
        return to.equals(site) && kind == move;
    }

    /** True if it approves this move for this reason and plan. */
    public boolean isFor(SiteName site, MoveKind move, String other) {
        return isFor(site, move) && (about == null || about.equals(other));
    }
}
