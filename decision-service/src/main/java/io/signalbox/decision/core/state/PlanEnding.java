package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.reason.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a plan is given up.
 *
 * @param undo whether its steps are undone
 * @param stuck whether a person must act before anything automatic begins
 * @param retry true when the plan only ran out of time: if it had no effect, another plan may follow instead of a
 *     person
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
