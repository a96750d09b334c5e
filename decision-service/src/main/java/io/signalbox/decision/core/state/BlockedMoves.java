package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.fence.CancelledPlan;
import io.signalbox.contract.fence.FailedMove;
import io.signalbox.contract.fence.UnwantedMove;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reasons that block moves of a service: a move that failed, or one that an operator does not want.
 *
 * @param stuck this cell's plan that could not finish; null when no plan waits for a person
 * @param failed failed move of this cell that the fence does not contain yet
 * @param unwanted unwanted moves of this cell that the fence does not contain; with one cell, no fence ever does
 * @param over failed move in the fence that a person has acknowledged in this cell
 * @param past unwanted moves in the fence that are over
 * @param since when this cell first knew the unwanted moves
 * @param cancel plan of another cell that an operator cancelled in this cell; the fence does not contain it yet
 * @param refused plan of this cell that an operator of another cell cancelled through the fence, too late
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

    /** Clears all blocks after a person acknowledges them; keeps cancelled plans. */
    public BlockedMoves acknowledged() {
        return NOT.cancel(cancel).refused(refused);
    }
}
