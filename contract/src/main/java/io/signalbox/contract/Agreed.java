package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a service's fence says to every cell beside where the traffic is and what holds it there.
 *
 * @param order the last order for where the traffic belongs; null when none was ever given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Agreed(
        @JsonProperty(required = false) @Nullable Order order) {

    public static final Agreed NOTHING = new Agreed(null);

    public Agreed order(Order last) {
        return new Agreed(last);
    }

    /** How many orders have been given for where the traffic belongs. */
    public long orders() {
        return order == null ? 0 : order.number();
    }

    /** The later order of both. */
    public Agreed united(Agreed other) {
        return other.orders() > orders() ? other : this;
    }

    /** The fence's words, each after a space; empty for nothing. */
    String words() {
        return order == null ? "" : " order=" + order;
    }
}
