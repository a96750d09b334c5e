package io.signalbox.contract.fence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a fence that apply in every cell, besides active site and holds.
 *
 * @param order the last operator's order for the active site; null when there was none
 * @param failed a move that could not be carried out; null for none
 * @param unwanted the moves that an operator does not want; null for none
 * @param cancel the plan of the claim that an operator of another cell has cancelled; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Agreed(
        @JsonProperty(required = false) @Nullable Order order,
        @JsonProperty(required = false) @Nullable FailedMove failed,
        @JsonProperty(required = false) @Nullable UnwantedMove unwanted,
        @JsonProperty(required = false) @Nullable CancelledPlan cancel) {

    public static final Agreed NOTHING = new Agreed(null, null, null, null);

    public Agreed order(Order last) {
        return new Agreed(last, failed, unwanted, cancel);
    }

    public Agreed failed(@Nullable FailedMove move) {
        return new Agreed(order, move, unwanted, cancel);
    }

    public Agreed unwanted(@Nullable UnwantedMove moves) {
        return new Agreed(order, failed, moves, cancel);
    }

    public Agreed cancel(@Nullable CancelledPlan plan) {
        return new Agreed(order, failed, unwanted, plan);
    }

    /** The number of traffic orders so far. */
    public long orders() {
        return order == null ? 0 : order.number();
    }

    /** The later of two orders. */
    public Agreed united(Agreed other) {
        return other.orders() > orders() ? new Agreed(other.order, failed, unwanted, cancel) : this;
    }

    /** The words of the fence's text, each after a space; empty for none. */
    String words() {
        return (order == null ? "" : " order=" + order)
                + (failed == null ? "" : " failed=" + failed)
                + (unwanted == null ? "" : " unwanted=" + unwanted)
                + (cancel == null ? "" : " cancel=" + cancel);
    }

    /** @throws IllegalArgumentException saying what was found and what is allowed */
    static Agreed read(Map<String, String> fields) {
        String order = fields.get("order");
        String failed = fields.get("failed");
        String unwanted = fields.get("unwanted");
        String cancel = fields.get("cancel");
        return new Agreed(
                order == null ? null : Order.parse(order),
                failed == null ? null : FailedMove.parse(failed),
                unwanted == null ? null : UnwantedMove.parse(unwanted),
                cancel == null ? null : CancelledPlan.parse(cancel));
    }
}
