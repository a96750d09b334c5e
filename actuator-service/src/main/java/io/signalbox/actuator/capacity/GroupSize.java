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
    private static final String DESIRED = "desired";
    private static final String MAX = "max";
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

    /** The size with the desired value moved into the limits, as EC2 Auto Scaling does it. */
    GroupSize with(AsgScale wanted) {
        int least = Objects.requireNonNullElse(wanted.min(), min);
        int most = Objects.requireNonNullElse(wanted.max(), max);
        int followed = Math.min(Math.max(desired, least), most);
        return new GroupSize(
                least, Objects.requireNonNullElse(wanted.desired(), followed), most, wanted.onDemandPercent());
    }
}
