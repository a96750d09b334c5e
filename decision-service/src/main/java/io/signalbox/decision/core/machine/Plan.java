package io.signalbox.decision.core.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.Fence;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.StepArguments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one step of a move, as decided; it does not change while it is tried.
 *
 * @param id unique within the cell
 * @param from null when the service had no active site
 * @param expected the fence that it was decided on; null for an adoption
 * @param next the fence that it leaves
 * @param deadline when it is given up
 * @param times the moments up to the decision
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(
        String id,
        MoveKind kind,
        @JsonProperty(required = false) @Nullable SiteName from,
        SiteName to,
        StepArguments arguments,
        @JsonProperty(required = false) @Nullable Fence expected,
        Fence next,
        Instant startedAt,
        Instant deadline,
        RecoveryTimes times) {}
