package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.reason.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a plan is being given up.
 *
 * @param undo whether its changes are undone
 * @param stuck whether a person must acknowledge it before any automatic move begins
 * @param retry true when another plan may follow without a person, provided this plan had no effect; null for no
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanEnding(
        boolean undo,
        boolean stuck,
        Reason reason,
        Instant since,
        @JsonProperty(required = false) @Nullable Boolean retry) {

    public boolean mayRetry() {
        return Boolean.TRUE.equals(retry);
    }
}
