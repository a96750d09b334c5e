package io.signalbox.actuator.bootstrap;

import io.signalbox.contract.topology.Service;

/** Something that a service has at a provider and that is created from the topology, one at a time. */
public interface Resource {

    /** True if the service has such a resource. */
    default boolean concerns(Service service) {
        return true;
    }

    /** The difference from the topology. Changes nothing. */
    ResourceFinding wanted(Service service);

    /** The difference from a service without Signalbox. Changes nothing. */
    ResourceFinding withdrawn(Service service);
}
