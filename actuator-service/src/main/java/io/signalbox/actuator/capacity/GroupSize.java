package io.signalbox.actuator.capacity;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.contract.step.AsgScale;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The size of an Auto Scaling group.
 *
 * @param onDemandPercent null where the step does not concern it
 */
public record GroupSize(
        int min, int desired, int max, @Nullable Integer onDemandPercent) {

    private static final String MIN = "min";
    static final String DESIRED = "desired";
    static final String MAX = "max";
    private static final String ON_DEMAND_PERCENT = "onDemandPercent";

    static GroupSize of(Map<String, String> values) throws ActionFailedException {
        return new GroupSize(
                Adjustable.number(values, MIN),
                Adjustable.number(values, DESIRED),
                Adjustable.number(values, MAX),
                values.containsKey(ON_DEMAND_PERCENT) ? Adjustable.number(values, ON_DEMAND_PERCENT) : null);
    }

    Map<String, String> values() {
        var values = new HashMap<>(
                Map.of(MIN, String.valueOf(min), DESIRED, String.valueOf(desired), MAX, String.valueOf(max)));
        if (onDemandPercent != null) {
            values.put(ON_DEMAND_PERCENT, String.valueOf(onDemandPercent));
        }
        return values;
    }

    /** The wanted size. */
    GroupSize with(AsgScale wanted) {
        return wanted.mayShrink() ? exactly(wanted) : atLeast(wanted);
    }

    /**
     * No value is lowered. A minimum that is not given follows the desired size, since policies shrink the group to the
     * minimum.
     */
    private GroupSize atLeast(AsgScale wanted) {
        int floor = larger(min, wanted.min() == null ? wanted.desired() : wanted.min());
        int size = larger(Math.max(desired, floor), wanted.desired());
        return new GroupSize(
                floor,
                size,
                larger(Math.max(max, size), wanted.max()),
                wanted.onDemandPercent() == null || onDemandPercent == null
                        ? null
                        : larger(onDemandPercent, wanted.onDemandPercent()));
    }

    private static int larger(int present, @Nullable Integer wanted) {
        return wanted == null ? present : Math.max(present, wanted);
    }

    /** With the desired value moved into the limits, as EC2 Auto Scaling does it. */
    private GroupSize exactly(AsgScale wanted) {
        int least = Objects.requireNonNullElse(wanted.min(), min);
        int most = Objects.requireNonNullElse(wanted.max(), max);
        int followed = Math.min(Math.max(desired, least), most);
        return new GroupSize(
                least, Objects.requireNonNullElse(wanted.desired(), followed), most, wanted.onDemandPercent());
    }
}
