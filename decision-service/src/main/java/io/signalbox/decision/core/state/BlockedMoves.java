package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.fence.CancelledPlan;
import io.signalbox.contract.fence.FailedMove;
import io.signalbox.contract.fence.UnwantedMove;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a service from a move that has failed, or that an operator does not want.
 *
 * @param stuck where this cell's own plan could not finish; null when none waits for a person
 * @param failed here, and no fence says it yet
 * @param unwanted here, and no fence says it yet; with one cell, and for as long as it holds, no fence does
 * @param over a failed move of the fence that a person has acknowledged here
 * @param past the unwanted moves of the fence that are over
 * @param since when it was first known here what is unwanted
 * @param cancel the plan of another cell that an operator has ended here, and no fence says it yet
 * @param refused the plan of this cell that an operator of another has ended by the fence, too late
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlockedMoves(
        @JsonProperty(required = false) Phase.@Nullable Stuck stuck,
        @JsonProperty(required = false) @Nullable FailedMove failed,
        @JsonProperty(required = false) @Nullable UnwantedMove unwanted,
        @JsonProperty(required = false) @Nullable FailedMove over,
        @JsonProperty(required = false) @Nullable UnwantedMove past,
        @JsonProperty(required = false) @Nullable Instant since,
        @JsonProperty(required = false) @Nullable CancelledPlan cancel,
        @JsonProperty(required = false) @Nullable CancelledPlan refused) {

    public static final BlockedMoves NOT = new BlockedMoves(null, null, null, null, null, null, null, null);

    public BlockedMoves stuck(Phase.@Nullable Stuck phase) {
        return new BlockedMoves(phase, failed, unwanted, over, past, since, cancel, refused);
    }

    public BlockedMoves failed(@Nullable FailedMove move) {
        return new BlockedMoves(stuck, move, unwanted, over, past, since, cancel, refused);
    }

    public BlockedMoves unwanted(@Nullable UnwantedMove moves) {
        return new BlockedMoves(stuck, failed, moves, over, past, since, cancel, refused);
    }

    public BlockedMoves over(@Nullable FailedMove move) {
        return new BlockedMoves(stuck, failed, unwanted, move, past, since, cancel, refused);
    }

    public BlockedMoves past(@Nullable UnwantedMove moves) {
        return new BlockedMoves(stuck, failed, unwanted, over, moves, since, cancel, refused);
    }

    public BlockedMoves since(@Nullable Instant known) {
        return new BlockedMoves(stuck, failed, unwanted, over, past, known, cancel, refused);
    }

    public BlockedMoves cancel(@Nullable CancelledPlan plan) {
        return new BlockedMoves(stuck, failed, unwanted, over, past, since, plan, refused);
    }

    public BlockedMoves refused(@Nullable CancelledPlan plan) {
        return new BlockedMoves(stuck, failed, unwanted, over, past, since, cancel, plan);
    }

    /** A person has acknowledged what has failed or is unwanted. */
    public BlockedMoves acknowledged() {
        return NOT.cancel(cancel).refused(refused);
    }
}
