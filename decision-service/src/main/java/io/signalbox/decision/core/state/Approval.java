package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.name.SiteName;
import io.signalbox.decision.core.transition.ApprovalSubject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An approval of one move. It ends when the move begins, is not wanted any more, or changes.
 *
 * @param about why the move was wanted and how it would be done, as {@link ApprovalSubject} computes it; null for an
 *     approval of an older version
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

    /** Whether it was given for this move, this reason and this plan. */
    public boolean isFor(SiteName site, MoveKind move, String other) {
        return isFor(site, move) && (about == null || about.equals(other));
    }
}
