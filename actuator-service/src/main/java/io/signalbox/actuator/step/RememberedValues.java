package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.name.ServiceName;
import java.util.Map;
import java.util.Set;

/** Proves that the values that a step is to put back were reported by an actuator of this cell. Between the two they travel through Kafka. */
public interface RememberedValues {

    /** The values as they are reported. */
    Map<String, String> signed(ServiceName service, String resource, Map<String, String> values);

    /**
     * The values of a command that is to put them back.
     *
     * @param sizes the values that are a capacity
     * @throws ActionFailedException if no actuator of this cell has reported them
     */
    Map<String, String> verified(ServiceName service, String resource, Set<String> sizes, Map<String, String> told)
            throws ActionFailedException;
}
